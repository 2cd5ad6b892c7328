import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { AND } from './driver.ts';
import { SIMULATED_AND } from './simulator.ts';

export const and = serialScaleFamily({
  family: 'and',
  title: 'A&D standard format',
  models: ['EJ', 'EK-L', 'EK-AEP', 'GX-M', 'HV-G', 'SV', 'AD-4400 indicators'],
  serial: { baud_rate: 2_400, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
  // Balances for laboratories and indicators are set to 9600, some of them with eight bits.
  otherSerial: [
    { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
    { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  ],
  provenance: 'A&D EJ and EK manuals; lines of a GX-M',
  protocol: AND,
  simulated: SIMULATED_AND,
});
