import type { Driver, DriverOutlet } from '../driver.ts';
import { TEXT_GAP_MS } from '../framing/framed-input.ts';
import { CR, createLineFramer, ETX, LF } from '../framing/line-framer.ts';
import { createScannerDriver } from './scanner-driver.ts';

/** What scanners can be set to send behind a code; a keyboard's Tab among it. */
const TAB = 0x09;
const ENDS = [CR, LF, ETX, TAB];
/** A character takes 1 ms at 9600 baud, and USB adaptors deliver every 16 ms. */
const QUIET_MS = 40;

/** Listens to a barcode or QR scanner. */
export function createSerialScannerDriver(outlet: DriverOutlet): Driver {
  return createScannerDriver(createLineFramer({ ends: ENDS }), outlet, {
    gapMs: TEXT_GAP_MS,
    quietMs: QUIET_MS,
  });
}
