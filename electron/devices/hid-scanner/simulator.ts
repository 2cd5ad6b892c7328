import type { Simulator } from '../driver.ts';
import { encodeScanReports } from './frames.ts';

/** A QR code without extensions (ISO/IEC 15424). */
const QR_CODE = ']Q1';

/** Plays a scanner: `scan {code, symbology?}` holds a code under it once. */
export function createHidScannerSimulator(send: (bytes: Uint8Array) => void): Simulator {
  return {
    received() {
      // Trigger and beep commands change nothing that is reported.
    },
    tick() {
      // A scanner speaks only when it sees a code.
    },
    act(action, args) {
      const { code, symbology = QR_CODE } = args;
      if (action !== 'scan' || typeof code !== 'string' || typeof symbology !== 'string')
        throw new RangeError('a scanner can only scan {code, symbology?}');
      for (const report of encodeScanReports(code, symbology)) send(report);
    },
  };
}
