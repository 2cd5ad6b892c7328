import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { SMA } from './driver.ts';
import { SIMULATED_SMA } from './simulator.ts';

export const sma = serialScaleFamily({
  family: 'sma',
  title: 'SMA SCP-0499',
  models: ['Sartorius PR 5210/5220', 'Fairbanks FB2550', 'B-TEK T419S', 'other SMA level 1 indicators'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Sartorius PR 5220, Fairbanks FB2550 and B-TEK T419S manuals',
  protocol: SMA,
  simulated: SIMULATED_SMA,
});
