import type { Simulator } from '../driver.ts';
import { encodeTypedText } from './frames.ts';

/** Plays a reader that types: `scan {code}` types a code and Enter. */
export function createKeyboardWedgeSimulator(send: (bytes: Uint8Array) => void): Simulator {
  return {
    received() {
      // Nothing is ever said to it.
    },
    tick() {
      // It types only when it sees a code.
    },
    act(action, args) {
      const code = args['code'];
      if (action !== 'scan' || typeof code !== 'string')
        throw new RangeError('a reader that types can only scan {code}');
      send(encodeTypedText(code));
    },
  };
}
