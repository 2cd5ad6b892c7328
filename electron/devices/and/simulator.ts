import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeAnd } from './frames.ts';

/** A balance in command mode. */
export const SIMULATED_AND: SimulatedScaleProtocol = {
  encode: encodeAnd,
  answers: { Q: 'weight', SIR: 'stream', Z: { text: '\u0006\r\n' } },
  unknown: 'EC,E01\r\n',
  streams: false,
};
