import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { TOLEDO_CONTINUOUS } from './driver.ts';
import { SIMULATED_TOLEDO_CONTINUOUS } from './simulator.ts';

export const toledoContinuous = serialScaleFamily({
  family: 'toledo-continuous',
  title: 'Mettler Toledo continuous output',
  models: [
    'Wildcat',
    'IND and ICS terminals set to "TOLEDO Continuous"',
    'Kern FTC',
    'Cardinal 225 ("Toledo")',
    'Fairbanks FB2550 and FB3000 ("Toledo")',
  ],
  serial: { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
  otherSerial: [
    { baud_rate: 4_800, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
    { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  ],
  provenance:
    'Mettler Toledo Wildcat, Kern FTC, Cardinal 225 and Fairbanks FB3000 manuals; a recording of marcodpt/Toledo',
  protocol: TOLEDO_CONTINUOUS,
  simulated: SIMULATED_TOLEDO_CONTINUOUS,
});
