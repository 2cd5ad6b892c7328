import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { ADAM } from './driver.ts';
import { SIMULATED_ADAM } from './simulator.ts';

export const adam = serialScaleFamily({
  family: 'adam',
  title: 'Adam Equipment',
  models: ['MDW-250L', 'MDW-300L', 'AZExtra', 'CPWplus'],
  serial: { baud_rate: 4_800, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Adam MDW-300L manual; the settings and pattern of the Odoo point of sale',
  protocol: ADAM,
  simulated: SIMULATED_ADAM,
});
