import type { FamilyRegistration } from '../driver.ts';
import { createKeyboardWedgeDriver } from './driver.ts';
import { createKeyboardWedgeSimulator } from './simulator.ts';

export const keyboardWedge: FamilyRegistration = {
  family: 'keyboard-wedge',
  title: 'Readers that type (keyboard wedge)',
  models: ['any USB barcode, QR or RFID reader in keyboard mode, US layout, with Enter or Tab as suffix'],
  reads: 'code',
  connection: 'keyboard',
  provenance:
    'USB HID 1.11 appendix B.1 (boot keyboard) and usage tables page 7; reports of scanners recorded by users of node-hid (issues 228 and 323)',
  createDriver: (_config, outlet) => createKeyboardWedgeDriver(outlet),
  createSimulator: (_config, send) => createKeyboardWedgeSimulator(send),
};
