import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeRiceLake } from './frames.ts';

/** An indicator in continuous stream mode. */
export const SIMULATED_RICE_LAKE: SimulatedScaleProtocol = {
  encode: encodeRiceLake,
  answers: {},
  unknown: '',
  streams: true,
};
