import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { CAS } from './driver.ts';
import { SIMULATED_CAS } from './simulator.ts';

export const cas = serialScaleFamily({
  family: 'cas',
  title: 'CAS 22-byte, 18-byte and EB forms',
  models: ['CI-150A', 'CI-600D', 'NT-200', 'PDI', 'CBL', 'CBX', 'Rongta RLS1100'],
  // Eight data bits are needed: the lamp byte uses the eighth.
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'CAS CI-600D, CI-150A, NT-200, PDI and CBL manuals; lines of CBX-22KH and RLS1100C',
  protocol: CAS,
  simulated: SIMULATED_CAS,
});
