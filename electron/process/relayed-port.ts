import type { Port } from '../../shared/base/port.ts';

/** A line that travels inside the parent's channel. */
export interface RelayedPort extends Port {
  deliver(message: unknown): void;
  closedByPeer(): void;
}

/**
 * One end of a multiplexed line. Messages that arrive before somebody listens wait, at most 1,024 of
 * them: a line nobody listens to by then is closed rather than left to grow.
 */
export function createRelayedPort(
  portId: number,
  post: (
    message:
      { type: 'port_message'; portId: number; data: unknown } | { type: 'port_closed'; portId: number },
  ) => void,
  forget: () => void,
): RelayedPort {
  const maxWaiting = 1_024;
  let waiting: unknown[] = [];
  let onMessage: ((message: unknown) => void) | null = null;
  let onClose: () => void = () => {};
  let isOpen = true;
  const end = (): void => {
    isOpen = false;
    waiting = [];
    forget();
  };
  const port: RelayedPort = {
    postMessage(data) {
      if (isOpen) post({ type: 'port_message', portId, data });
    },
    onMessage(listener) {
      onMessage = listener;
      for (const message of waiting.splice(0)) listener(message);
    },
    onClose: (listener) => void (onClose = listener),
    close() {
      if (!isOpen) return;
      end();
      post({ type: 'port_closed', portId });
    },
    deliver(message) {
      if (!isOpen) return;
      if (onMessage !== null) onMessage(message);
      else if (waiting.length < maxWaiting) waiting.push(message);
      else port.close();
    },
    closedByPeer() {
      if (!isOpen) return;
      end();
      onClose();
    },
  };
  return port;
}
