import { CR, createLineFramer, ETX, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeAdam } from './frames.ts';
import { ADAM_ASK } from './machine.ts';

/** Adam Equipment. */
export const ADAM: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF, ETX] }),
  decode: decodeAdam,
  ask: ADAM_ASK,
};
