import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { RADWAG } from './driver.ts';
import { SIMULATED_RADWAG } from './simulator.ts';

export const radwag = serialScaleFamily({
  family: 'radwag',
  title: 'Radwag',
  models: ['WPT', 'C315', 'PUE C31H, C41H', 'MA X2', 'R series'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Radwag MA X2, PUE C31H and R-series manuals',
  protocol: RADWAG,
  simulated: SIMULATED_RADWAG,
});
