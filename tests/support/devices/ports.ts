import type { Port } from '../../../shared/base/port.ts';

/** Both ends of a line between two processes, in one. */
export interface FakeLine {
  /** What the part under test gets. */
  readonly near: Port;
  /** What it said so far; taking empties it. */
  take(): unknown[];
  /** Says something to it. */
  say(message: unknown): void;
  /** The far process dies. */
  hangUp(): void;
  readonly closed: boolean;
}

export function fakeLine(): FakeLine {
  let said: unknown[] = [];
  let onMessage: (message: unknown) => void = () => undefined;
  let onClose: () => void = () => undefined;
  let closed = false;
  return {
    near: {
      postMessage: (message) => void said.push(message),
      onMessage: (listener) => void (onMessage = listener),
      onClose: (listener) => void (onClose = listener),
      close: () => void (closed = true),
    },
    take() {
      const taken = said;
      said = [];
      return taken;
    },
    say: (message) => onMessage(message),
    hangUp: () => onClose(),
    get closed() {
      return closed;
    },
  };
}
