import type { FamilyRegistration } from '../driver.ts';
import { createAntDriver } from './driver.ts';
import { createAntSimulator } from './simulator.ts';

export const ant: FamilyRegistration = {
  family: 'ant',
  title: 'ANT+ USB stick',
  models: ['ANTUSB2 (0fcf:1008)', 'ANTUSB-m (0fcf:1009)', 'ANTUSB1 (0fcf:1004, four straps)'],
  reads: 'heart rate and weight',
  connection: 'serial',
  serial: { baud_rate: 115_200, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance:
    'ANT message protocol as implemented by openant, python-ant and antgo (MIT); recorded stick and strap logs',
  createDriver: createAntDriver,
  createSimulator: createAntSimulator,
};
