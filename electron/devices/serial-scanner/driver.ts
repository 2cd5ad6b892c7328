import type { Driver, DriverOutlet } from '../driver.ts';
import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import { createScannerDriver } from './scanner-driver.ts';

/** Listens to a barcode or QR scanner. */
export function createSerialScannerDriver(outlet: DriverOutlet): Driver {
  return createScannerDriver(createLineFramer({ ends: [CR, LF] }), outlet);
}
