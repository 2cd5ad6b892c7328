import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeMtSicsWeight } from './frames.ts';

/** A bench of the level-1 command set, as Mettler Toledo's shipping and person scales have it. */
export const SIMULATED_MT_SICS: SimulatedScaleProtocol = {
  encode: encodeMtSicsWeight,
  answers: {
    S: 'weight',
    SI: 'weight',
    SIR: 'stream',
    Z: { text: 'Z A\r\n' },
    T: { text: 'T S       0.00 kg\r\n' },
    '@': { text: 'I4 A "B021002593"\r\n' },
  },
  unknown: 'ES\r\n',
  streams: false,
};
