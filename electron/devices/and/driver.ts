import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeAnd } from './frames.ts';
import { AND_ASK } from './machine.ts';

/** A&D standard format. */
export const AND: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF], sevenBit: true }),
  decode: decodeAnd,
  ask: AND_ASK,
};
