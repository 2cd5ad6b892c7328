import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeCas } from './frames.ts';

/** CAS indicators and the comma-separated lines that many makers copied. */
export const CAS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeCas,
  ask: null,
};
