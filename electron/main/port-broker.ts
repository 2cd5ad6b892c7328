import type { Port } from '../../shared/base/port.ts';
import type { SupervisedChild } from './supervised-child.ts';

/** Joins two ends of a line: what comes in at one goes out at the other, and both close together. */
export function join(one: Port, other: Port): void {
  one.onMessage((message) => other.postMessage(message));
  other.onMessage((message) => one.postMessage(message));
  one.onClose(() => other.close());
  other.onClose(() => one.close());
}

/** Opens the line between core and the device process. */
export function connectDevices(core: SupervisedChild, devices: SupervisedChild): void {
  join(core.openPort('devices'), devices.openPort('core'));
}
