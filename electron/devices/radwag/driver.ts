import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeRadwag } from './frames.ts';
import { RADWAG_ASK } from './machine.ts';

/** Radwag command set. */
export const RADWAG: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeRadwag,
  ask: RADWAG_ASK,
};
