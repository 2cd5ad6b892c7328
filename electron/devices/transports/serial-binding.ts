import type { OpenOptions } from '@serialport/stream';
import type { LineSettings } from './transport.ts';

/** How `@serialport/stream` reaches a port. The native binding and the simulated far end both fit it. */
export type SerialBinding = OpenOptions['binding'];
/** One port that a binding opened. */
export type SerialBindingPort = Awaited<ReturnType<SerialBinding['open']>>;

/** How a port is opened: every setting decided. */
export interface SerialSettings extends LineSettings {
  readonly path: string;
}
