import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { MT_SICS } from './driver.ts';
import { SIMULATED_MT_SICS } from './simulator.ts';

export const mtSics = serialScaleFamily({
  family: 'mt-sics',
  title: 'Mettler Toledo, MT-SICS',
  models: ['BC60', 'ICS4x9', 'IND2xx', 'MS', 'PBA', 'other MT-SICS level 0 and 1 scales'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Mettler Toledo manuals; recorded replies of a BC60 and an ICS469',
  protocol: MT_SICS,
  simulated: SIMULATED_MT_SICS,
});
