import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeSma } from './frames.ts';
import { SMA_ASK } from './machine.ts';

/** The Scale Manufacturers Association's SCP-0499. */
export const SMA: LineScaleProtocol = {
  createFramer: () => createLineFramer({ starts: [LF], startRequired: true, ends: [CR] }),
  decode: decodeSma,
  ask: SMA_ASK,
};
