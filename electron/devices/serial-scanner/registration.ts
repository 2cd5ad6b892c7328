import type { FamilyRegistration } from '../driver.ts';
import { createSerialScannerDriver } from './driver.ts';
import { createSerialScannerSimulator } from './simulator.ts';

export const serialScanner: FamilyRegistration = {
  family: 'serial-scanner',
  title: 'Barcode and QR scanners, serial',
  models: ['any scanner set to serial or USB-COM mode with CR or CR LF suffix'],
  reads: 'code',
  connection: 'serial',
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'scanner manuals; ISO/IEC 15424 for symbology identifiers',
  createDriver: (_config, outlet) => createSerialScannerDriver(outlet),
  createSimulator: (_config, send) => createSerialScannerSimulator(send),
};
