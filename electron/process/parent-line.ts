import type { Port } from '../../shared/base/port.ts';
import { toChildSchema, type FromChild, type ToChild } from '../../shared/contract/process-messages.ts';
import { exitStatusOf } from './exit-codes.ts';
import { createRelayedPort, type RelayedPort } from './relayed-port.ts';

/**
 * A supervised process's only door to the process that started it. The same code serves Electron's
 * utilityProcess, where real message ports arrive, and a plain Node child, where lines to other
 * processes are multiplexed over Node's own channel (start it with `serialization: 'advanced'`).
 */
export interface ParentLine {
  /** A line to another process was opened. */
  onPort(listener: (peer: Peer, port: Port) => void): void;
  /** The parent asks to finish; the process exits once the promise settles. */
  onDrain(listener: () => Promise<void>): void;
  ready(): void;
  /** Something is about to hold this process up for so long at most; it is no hang until then. */
  working(forMs: number): void;
  /** Asks the parent to end the whole app. */
  leave(): void;
  /** Reports that starting is pointless until somebody changes something, and leaves with the code's own status. */
  fatal(code: string, message: string): void;
}

export type Peer = Extract<ToChild, { type: 'port_opened' }>['peer'];

/** The parts of Electron's `process.parentPort` and MessagePortMain that are used here. */
interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start?(): void;
  close?(): void;
}

/**
 * Connects to the parent.
 * @throws Error when nobody started this process
 */
export function connectToParent(): ParentLine {
  const { parentPort } = process as unknown as { parentPort?: ElectronPort };
  if (parentPort !== undefined) return electronLine(parentPort);
  if (process.send !== undefined) {
    const send = process.send.bind(process);
    // With a callback a dead parent is no error of ours: its end is told by `disconnect`.
    return nodeLine((message) => void send(message, undefined, undefined, () => {}));
  }
  throw new Error('this process is started by the kiosk, not by hand');
}

interface LineListeners {
  port: (peer: Peer, port: Port) => void;
  drain: () => Promise<void>;
}

function electronLine(parentPort: ElectronPort): ParentLine {
  const post = (message: FromChild): void => parentPort.postMessage(message);
  const { listeners, line } = createLine(post);
  parentPort.on('message', (event) => {
    const message = toChildSchema.safeParse(event.data);
    if (!message.success) return;
    const port = event.ports[0];
    if (message.data.type === 'port_opened' && port !== undefined)
      listeners.port(message.data.peer, wrapElectronPort(port));
    else answer(message.data, post, listeners);
  });
  return line;
}

function nodeLine(post: (message: FromChild) => void): ParentLine {
  const { listeners, line } = createLine(post);
  const open = new Map<number, RelayedPort>();
  process.on('message', (data) => {
    const message = toChildSchema.safeParse(data);
    if (!message.success) return;
    switch (message.data.type) {
      case 'port_opened': {
        const { portId, peer } = message.data;
        const port = createRelayedPort(portId, post, () => open.delete(portId));
        open.set(portId, port);
        listeners.port(peer, port);
        return;
      }
      case 'port_message':
        open.get(message.data.portId)?.deliver(message.data.data);
        return;
      case 'port_closed':
        open.get(message.data.portId)?.closedByPeer();
        return;
      default:
        answer(message.data, post, listeners);
    }
  });
  // Without its parent a process would hold devices or the database for ever.
  process.on('disconnect', () => void listeners.drain().finally(() => process.exit(0)));
  return line;
}

function createLine(post: (message: FromChild) => void): { listeners: LineListeners; line: ParentLine } {
  const listeners: LineListeners = { port: (_peer, port) => port.close(), drain: () => Promise.resolve() };
  let drained: Promise<void> | null = null;
  const drain = (): Promise<void> => (drained ??= listeners.drain());
  // Service managers and terminals signal the whole group. Ctrl-C: the parent decides in which order
  // its processes stop. SIGTERM: finish as if the parent had asked.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void drain().finally(() => process.exit(0)));
  return {
    listeners: { port: (peer, port) => listeners.port(peer, port), drain },
    line: {
      onPort: (listener) => void (listeners.port = listener),
      onDrain: (listener) => void (listeners.drain = listener),
      ready: () => post({ type: 'ready' }),
      working: (forMs) => post({ type: 'working', forMs }),
      leave: () => post({ type: 'leave' }),
      fatal(code, message) {
        post({ type: 'fatal', code, message });
        process.exitCode = exitStatusOf(code);
        setTimeout(() => process.exit(exitStatusOf(code)), 50);
      },
    },
  };
}

function answer(message: ToChild, post: (message: FromChild) => void, listeners: LineListeners): void {
  if (message.type === 'ping') post({ type: 'pong', n: message.n });
  if (message.type === 'drain') {
    void listeners.drain().finally(() => {
      post({ type: 'drained' });
      setTimeout(() => process.exit(0), 20);
    });
  }
}

function wrapElectronPort(port: ElectronPort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data));
      port.start?.();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close?.(),
  };
}
