import { fail, ok } from '../../../shared/base/result.ts';
import type { Simulator } from '../driver.ts';
import type { SerialBinding, SerialBindingPort } from './serial-binding.ts';
import type { LineEvents, OpenLine } from './transport.ts';

/** Bytes the far end may have sent that nobody has read yet; older ones are dropped, as a full UART does. */
const MAX_UNREAD_BYTES = 65_536;
/** How often the far end is asked for what it would have sent by now. */
const FAR_END_TICK_MS = 50;

/** The far end of a simulated wire: plugged in or not, with a family's simulator behind it. */
export interface FarEnd {
  /** A binding for `@serialport/stream`, so that simulated devices take the path of real ones. */
  readonly binding: SerialBinding;
  /** The same far end as a line of whole messages, for devices that are not serial (HID reports). */
  readonly openLine: OpenLine;
  /** Makes something happen at the device. `plug` and `unplug` are known for every family. */
  act(action: string, args: Readonly<Record<string, unknown>>): void;
  stop(): void;
}

/** An error as the native binding throws it when its port is closed while a read waits. */
class ClosedPortError extends Error {
  readonly canceled: boolean;
  constructor(message: string, canceled: boolean) {
    super(message);
    this.canceled = canceled;
  }
}

/** What the far end was opened with; the flow-control settings of a simulated wire have no effect. */
function allOptions(options: Parameters<SerialBinding['open']>[0]): SerialBindingPort['openOptions'] {
  return {
    path: options.path,
    baudRate: options.baudRate,
    dataBits: options.dataBits ?? 8,
    stopBits: options.stopBits ?? 1,
    parity: options.parity ?? 'none',
    lock: true,
    rtscts: options.rtscts ?? false,
    xon: false,
    xoff: false,
    xany: false,
    hupcl: true,
  };
}

interface OpenPort {
  deliver(bytes: Uint8Array): void;
  unplug(): void;
}

function createSimulatedPort(
  openOptions: SerialBindingPort['openOptions'],
  written: (bytes: Uint8Array) => void,
  closed: () => void,
): SerialBindingPort & OpenPort {
  let unread: Uint8Array[] = [];
  let unreadBytes = 0;
  let open = true;
  let waiting: { wake: () => void; fail: (error: Error) => void } | null = null;

  const takeInto = (buffer: Buffer, offset: number, length: number): number => {
    const first = unread[0]!;
    const count = Math.min(length, first.length);
    buffer.set(first.subarray(0, count), offset);
    if (count === first.length) unread.shift();
    else unread[0] = first.subarray(count);
    unreadBytes -= count;
    return count;
  };
  const end = (canceled: boolean): void => {
    open = false;
    waiting?.fail(new ClosedPortError('the port is closed', canceled));
    waiting = null;
  };

  return {
    openOptions,
    get isOpen() {
      return open;
    },
    async read(buffer, offset, length) {
      if (!open) throw new ClosedPortError('the port is closed', true);
      if (unread.length === 0) {
        await new Promise<void>((resolve, reject) => {
          waiting = { wake: resolve, fail: reject };
        });
      }
      return { buffer, bytesRead: takeInto(buffer, offset, length) };
    },
    async write(buffer) {
      if (!open) throw new ClosedPortError('the port is closed', true);
      written(buffer);
    },
    async close() {
      closed();
      end(true);
    },
    deliver(bytes) {
      if (!open) return;
      unread.push(bytes);
      unreadBytes += bytes.length;
      while (unreadBytes > MAX_UNREAD_BYTES && unread.length > 1) unreadBytes -= unread.shift()!.length;
      waiting?.wake();
      waiting = null;
    },
    unplug() {
      waiting?.fail(new ClosedPortError('EIO: the far end is gone', false));
      waiting = null;
    },
    async update() {},
    async set() {},
    async get() {
      return { cts: true, dsr: true, dcd: true };
    },
    async getBaudRate() {
      return { baudRate: openOptions.baudRate };
    },
    async flush() {
      unread = [];
      unreadBytes = 0;
    },
    async drain() {},
  };
}

/**
 * Plays a device in software.
 * @param createSimulator makes the family's far end, given how it sends bytes
 * @param monotonicMs the far end's clock
 * @param every runs something again and again; returns how to stop it
 */
export function createFarEnd(deps: {
  readonly createSimulator: (send: (bytes: Uint8Array) => void) => Simulator;
  readonly monotonicMs: () => number;
  readonly every: (intervalMs: number, run: () => void) => () => void;
}): FarEnd {
  let plugged = true;
  let port: OpenPort | null = null;
  const simulator = deps.createSimulator((bytes) => port?.deliver(bytes));
  const stopTicking = deps.every(FAR_END_TICK_MS, () => {
    if (plugged) simulator.tick(deps.monotonicMs());
  });
  const written = (bytes: Uint8Array): void => {
    // The host must not be answered from within its own write: a real wire takes time.
    const copy = Uint8Array.from(bytes);
    queueMicrotask(() => {
      if (plugged) simulator.received(copy, deps.monotonicMs());
    });
  };

  const binding: SerialBinding = {
    async list() {
      return [];
    },
    async open(options) {
      if (!plugged) throw new Error('ENOENT: no such device');
      const opened = createSimulatedPort(allOptions(options), written, () => {
        if (port === opened) port = null;
      });
      port = opened;
      return opened;
    },
  };

  const openLine: OpenLine = async (events: LineEvents) => {
    if (!plugged) return fail('port_missing');
    const opened: OpenPort = {
      deliver: (bytes) => events.received(bytes),
      unplug: () => events.lost('unplugged'),
    };
    port = opened;
    return ok({
      write(bytes: Uint8Array) {
        written(bytes);
        return true;
      },
      async close() {
        if (port === opened) port = null;
      },
    });
  };

  return {
    binding,
    openLine,
    act(action, args) {
      if (action === 'unplug') {
        plugged = false;
        port?.unplug();
        port = null;
      } else if (action === 'plug') plugged = true;
      else simulator.act(action, args, deps.monotonicMs());
    },
    stop: stopTicking,
  };
}
