import type { OpenOptions } from '@serialport/stream';

/** How `@serialport/stream` reaches a port. The native binding and the simulated far end both fit it. */
export type SerialBinding = OpenOptions['binding'];
/** One port that a binding opened. */
export type SerialBindingPort = Awaited<ReturnType<SerialBinding['open']>>;

/** How a port is opened: every setting decided. */
export interface SerialSettings {
  readonly path: string;
  readonly baud_rate: number;
  readonly data_bits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stop_bits: 1 | 2;
  readonly rtscts: boolean;
}
