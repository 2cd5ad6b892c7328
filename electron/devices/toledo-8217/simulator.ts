import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeToledo8217 } from './frames.ts';

/** A checkout scale in kilograms; its five digits end at 99.999 kg. */
export const SIMULATED_TOLEDO_8217: SimulatedScaleProtocol = {
  encode: encodeToledo8217,
  answers: { W: 'weight', Z: { text: '\u0002?P\r' }, T: { text: '\u0002?`\r' }, B: { text: '\u0002?@\r' } },
  unknown: '',
  streams: false,
};
