import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { TOLEDO_8217 } from './driver.ts';
import { SIMULATED_TOLEDO_8217 } from './simulator.ts';

export const toledo8217 = serialScaleFamily({
  family: 'toledo-8217',
  title: 'Mettler Toledo 8217 and NCI',
  models: [
    '8217',
    'Ariva-S',
    'Viva',
    'PS/DIVA',
    'Magellan 8500 scanner-scale',
    'NCI protocol (AWT 7821, Brecknell 3700LP)',
  ],
  serial: { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
  provenance: 'Mettler Toledo PS/DIVA service manual; NCI manuals; status replies recorded from an Ariva-S',
  protocol: TOLEDO_8217,
  simulated: SIMULATED_TOLEDO_8217,
});
