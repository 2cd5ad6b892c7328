import { CR, createLineFramer, ETX, LF, STX } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeRiceLake } from './frames.ts';

/** Rice Lake continuous stream. */
export const RICE_LAKE: LineScaleProtocol = {
  createFramer: () => createLineFramer({ starts: [STX], ends: [CR, LF, ETX] }),
  decode: decodeRiceLake,
  ask: null,
};
