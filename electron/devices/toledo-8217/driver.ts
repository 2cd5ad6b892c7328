import { createToledoAnswerFramer } from '../framing/toledo-answer-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeToledo8217 } from './frames.ts';
import { TOLEDO_8217_ASK } from './machine.ts';

/** Mettler Toledo 8217, the polled checkout protocol that many makers copied, and NCI's. */
export const TOLEDO_8217: LineScaleProtocol = {
  createFramer: createToledoAnswerFramer,
  decode: decodeToledo8217,
  ask: TOLEDO_8217_ASK,
};
