import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeAdam } from './frames.ts';

/** An MDW physician scale. */
export const SIMULATED_ADAM: SimulatedScaleProtocol = {
  encode: encodeAdam,
  answers: { P: 'weight' },
  unknown: '',
  streams: false,
};
