import type { Port } from '../../shared/base/port.ts';
import type { FromChild, ToChild } from '../../shared/contract/process-messages.ts';
import type { Peer } from '../process/parent-line.ts';

/** A started process, whichever way it was started. */
export interface SupervisedChild {
  readonly pid: number | undefined;
  send(message: ToChild): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** Called once, with the exit status or the signal's name. */
  onExit(listener: (status: number | string) => void): void;
  /** Opens a line to the process and returns this end of it. */
  openPort(peer: Peer): Port;
  kill(): void;
}

/** Starts one. */
export type LaunchChild = () => SupervisedChild;
