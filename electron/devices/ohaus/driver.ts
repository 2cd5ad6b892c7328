import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeOhaus } from './frames.ts';
import { OHAUS_ASK } from './machine.ts';

/** Ohaus print format. */
export const OHAUS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeOhaus,
  ask: OHAUS_ASK,
};
