import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { RICE_LAKE } from './driver.ts';
import { SIMULATED_RICE_LAKE } from './simulator.ts';

export const riceLake = serialScaleFamily({
  family: 'rice-lake',
  title: 'Rice Lake stream',
  models: ['Tracer AV', '480 Legend', '482', '680 Synergy', '880 Performance'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Rice Lake Tracer AV, 480, 680 and 880 manuals',
  protocol: RICE_LAKE,
  simulated: SIMULATED_RICE_LAKE,
});
