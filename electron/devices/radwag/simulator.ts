import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeRadwag } from './frames.ts';

/** A scale with the current command set. */
export const SIMULATED_RADWAG: SimulatedScaleProtocol = {
  encode: encodeRadwag,
  answers: { SUI: 'weight', C1: 'stream', Z: { text: 'Z A\r\nZ D\r\n' } },
  unknown: 'ES\r\n',
  streams: false,
};
