import type { Driver, DriverOutlet } from '../driver.ts';
import { createScannerDriver } from '../serial-scanner/scanner-driver.ts';
import { createKeyReportFramer } from './frames.ts';

/** Readers type a key every 2 to 50 ms; silent for this long, the rest of the code was lost. */
const KEY_GAP_MS = 200;

/** Listens to a reader that types its codes. */
export function createKeyboardWedgeDriver(outlet: DriverOutlet): Driver {
  return createScannerDriver(createKeyReportFramer(), outlet, KEY_GAP_MS);
}
