import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeMtSics } from './frames.ts';
import { MT_SICS_ASK } from './machine.ts';

/** Mettler Toledo Standard Interface Command Set. */
export const MT_SICS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeMtSics,
  ask: MT_SICS_ASK,
  // Shipping scales such as the BC60 never say S through SIR: half a second without change is their S.
  steady: { lines: 3, overMs: 500 },
  mayNeverSayStable: true,
};
