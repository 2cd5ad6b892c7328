import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeCas } from './frames.ts';

/** An indicator in its 22-byte stream mode. */
export const SIMULATED_CAS: SimulatedScaleProtocol = {
  encode: encodeCas,
  answers: {},
  unknown: '',
  streams: true,
};
