import type { Driver, DriverOutlet } from '../driver.ts';
import { TEXT_GAP_MS } from '../framing/framed-input.ts';
import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import { createScannerDriver } from './scanner-driver.ts';

/** A character takes 1 ms at 9600 baud, and USB adaptors deliver every 16 ms. */
const QUIET_MS = 40;

/** Listens to a barcode or QR scanner. */
export function createSerialScannerDriver(outlet: DriverOutlet): Driver {
  return createScannerDriver(createLineFramer({ ends: [CR, LF] }), outlet, {
    gapMs: TEXT_GAP_MS,
    quietMs: QUIET_MS,
  });
}
