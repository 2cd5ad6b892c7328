import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { KERN } from './driver.ts';
import { SIMULATED_KERN } from './simulator.ts';

export const kern = serialScaleFamily({
  family: 'kern',
  title: 'Kern and G&G',
  models: ['FKB', 'PCB', 'KFB-TM', 'SFB', 'GAB-N', 'MPE', 'G&G PLC100BC'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Kern FKB, PCB, SFB and GAB-N manuals; lines recorded from a Kern and a G&G PLC100BC',
  protocol: KERN,
  simulated: SIMULATED_KERN,
});
