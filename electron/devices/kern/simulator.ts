import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeKern } from './frames.ts';

/** A balance in remote-control mode. */
export const SIMULATED_KERN: SimulatedScaleProtocol = {
  encode: encodeKern,
  answers: { w: 'weight', s: 'weight' },
  unknown: '',
  streams: false,
};
