import type { FamilyRegistration } from '../driver.ts';
import { createHidScaleDriver } from './driver.ts';
import { createHidScaleSimulator } from './simulator.ts';

export const hidScale: FamilyRegistration = {
  family: 'hid-scale',
  title: 'USB HID scales (usage page 8D)',
  models: [
    'DYMO S100/S180/S250',
    'DYMO M10/M25',
    'Mettler Toledo PS60',
    'Fairbanks SCB-R9000',
    'Stamps.com 550',
  ],
  reads: 'weight',
  connection: 'hid',
  makers: /mettler|dymo|stamps\.com|fairbanks/i,
  // Page 8D "weighing devices", usage 20 "scale device".
  hid: { usagePage: 0x8d, usage: 0x20 },
  provenance:
    'USB HID Point of Sale usage tables 1.02; reports recorded from a PS60 and a Stamps.com 70 lb scale',
  createDriver: (_config, outlet) => createHidScaleDriver(outlet),
  createSimulator: createHidScaleSimulator,
};
