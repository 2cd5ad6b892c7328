import type { Driver, DriverOutlet } from '../driver.ts';
import { createScannerDriver } from '../serial-scanner/scanner-driver.ts';
import { createKeyReportFramer } from './frames.ts';

/** Readers type a key every 2 to 50 ms; silent for this long, the rest of the code was lost. */
const KEY_GAP_MS = 200;
/** A key that follows an Enter this soon belongs to the same symbol. */
const QUIET_MS = 60;

/** Listens to a reader that types its codes. */
export function createKeyboardWedgeDriver(outlet: DriverOutlet): Driver {
  return createScannerDriver(createKeyReportFramer(), outlet, { gapMs: KEY_GAP_MS, quietMs: QUIET_MS });
}
