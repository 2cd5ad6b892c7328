import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeKern } from './frames.ts';
import { KERN_ASK } from './machine.ts';

/** Kern & Sohn, and the G&G balances with the same line. */
export const KERN: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeKern,
  ask: KERN_ASK,
};
