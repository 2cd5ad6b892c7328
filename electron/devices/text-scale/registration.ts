import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { TEXT_SCALE } from './driver.ts';
import { SIMULATED_TEXT_SCALE } from './simulator.ts';

export const textScale = serialScaleFamily({
  family: 'text-scale',
  title: 'Text lines with a unit',
  models: ['Sterling 7600', 'Denver MSeries with unit', 'scales and indicators with a ticket printer port'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'lines recorded from a Sterling 7600 and a Denver MSeries; decimal-comma indicators',
  protocol: TEXT_SCALE,
  simulated: SIMULATED_TEXT_SCALE,
});
