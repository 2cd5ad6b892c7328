import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeToledoContinuous } from './frames.ts';

/** An indicator that sends its display all the time, with check characters. */
export const SIMULATED_TOLEDO_CONTINUOUS: SimulatedScaleProtocol = {
  encode: encodeToledoContinuous,
  answers: {},
  unknown: '',
  streams: true,
};
