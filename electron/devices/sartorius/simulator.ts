import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeSartorius } from './frames.ts';

/** A balance that prints without waiting for stability. */
export const SIMULATED_SARTORIUS: SimulatedScaleProtocol = {
  encode: encodeSartorius,
  answers: { '\u001bP': 'weight' },
  unknown: '',
  streams: false,
};
