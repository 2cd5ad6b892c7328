import type { FamilyRegistration } from '../driver.ts';
import { createHidScannerDriver } from './driver.ts';
import { createHidScannerSimulator } from './simulator.ts';

export const hidScanner: FamilyRegistration = {
  family: 'hid-scanner',
  title: 'Barcode and QR scanners, USB HID (usage page 8C)',
  models: ['Honeywell, Zebra, Datalogic and Access-IS scanners set to HID POS mode'],
  reads: 'code',
  connection: 'hid',
  // Page 8C "bar code scanner", usage 02 "bar code scanner".
  hid: { usagePage: 0x8c, usage: 0x02 },
  provenance:
    'HID usage tables, page 8C; report examples of the Access-IS LSR118 and ATR110 manuals; reports recorded from a Honeywell Voyager 1602g',
  createDriver: (_config, outlet) => createHidScannerDriver(outlet),
  createSimulator: (_config, send) => createHidScannerSimulator(send),
};
