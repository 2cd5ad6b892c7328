import type { Simulator } from '../driver.ts';
import { textToBytes } from '../scale/text-bytes.ts';
import { encodeScan } from './frames.ts';

/** Plays a scanner: `scan {code}` holds a code under it once. */
export function createSerialScannerSimulator(send: (bytes: Uint8Array) => void): Simulator {
  return {
    received() {
      // Scanners are set up with barcodes, not commands.
    },
    tick() {
      // A scanner speaks only when it sees a code.
    },
    act(action, args) {
      const code = args['code'];
      if (action !== 'scan' || typeof code !== 'string')
        throw new RangeError('a scanner can only scan {code}');
      send(textToBytes(encodeScan(code)));
    },
  };
}
