import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeSartorius } from './frames.ts';
import { SARTORIUS_ASK } from './machine.ts';

/** Sartorius SBI, 16 or 22 characters. */
export const SARTORIUS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF], sevenBit: true }),
  decode: decodeSartorius,
  ask: SARTORIUS_ASK,
};
