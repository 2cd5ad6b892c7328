import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeTextScale } from './frames.ts';

/** An indicator in continuous print mode. */
export const SIMULATED_TEXT_SCALE: SimulatedScaleProtocol = {
  encode: encodeTextScale,
  answers: {},
  unknown: '',
  streams: true,
};
