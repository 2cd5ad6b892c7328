import { CR, createLineFramer, ETX, LF, STX } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeTextScale } from './frames.ts';

/** Any scale that prints "number unit" lines; the last resort. */
export const TEXT_SCALE: LineScaleProtocol = {
  createFramer: () => createLineFramer({ starts: [STX], ends: [CR, LF, ETX] }),
  decode: decodeTextScale,
  ask: null,
};
