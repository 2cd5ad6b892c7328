import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { encodeOhaus } from './frames.ts';

/** A bench scale that prints when asked. */
export const SIMULATED_OHAUS: SimulatedScaleProtocol = {
  encode: encodeOhaus,
  answers: { IP: 'weight', P: 'weight', CP: 'stream', Z: { text: 'OK!\r\n' } },
  unknown: 'ES\r\n',
  streams: false,
};
