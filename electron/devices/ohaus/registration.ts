import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { OHAUS } from './driver.ts';
import { SIMULATED_OHAUS } from './simulator.ts';

export const ohaus = serialScaleFamily({
  family: 'ohaus',
  title: 'Ohaus print format',
  models: ['Explorer', 'Adventurer', 'Scout', 'Defender', 'Ranger'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  // What older scales leave the factory with.
  otherSerial: [{ baud_rate: 2_400, data_bits: 7, parity: 'none', stop_bits: 2, rtscts: false }],
  provenance: 'Ohaus Explorer manual',
  protocol: OHAUS,
  simulated: SIMULATED_OHAUS,
});
