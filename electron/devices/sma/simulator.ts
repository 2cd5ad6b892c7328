import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeSma } from './frames.ts';

/** An indicator of conformance level 1. */
export const SIMULATED_SMA: SimulatedScaleProtocol = {
  encode: encodeSma,
  answers: { W: 'weight', A: { text: '\nSMA:1/1.0\r' } },
  unknown: '\n?\r',
  streams: false,
};
