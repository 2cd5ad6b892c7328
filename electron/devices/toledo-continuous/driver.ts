import { createToledoContinuousFramer } from '../framing/toledo-continuous-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import { decodeToledoContinuous } from './frames.ts';

/** Mettler Toledo's continuous output, which many indicators of other makers have too. */
export const TOLEDO_CONTINUOUS: LineScaleProtocol = {
  createFramer: createToledoContinuousFramer,
  decode: decodeToledoContinuous,
  ask: null,
};
