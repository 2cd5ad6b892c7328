import type { Port } from '../../../shared/base/port.ts';
import type { Log } from '../../../shared/base/log.ts';
import {
  fromDevicesSchema,
  type DeviceStatus,
  type FromDevices,
  type ToDevices,
} from '../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import { createDeviceBook, type DeviceBook, type DeviceBookWriter } from './device-book.ts';
import {
  createReadingIntake,
  type OnReading,
  type ReadingCursor,
  type ReadingIntake,
} from './reading-intake.ts';

export interface DeviceLine extends DeviceBook {
  /**
   * Talks to a (new) device process from now on.
   * @param onReading acts on a new reading; commits its cursor and acknowledges it when that is durable
   */
  attach(port: Port, onReading: OnReading): void;
  /** Tells the device process that everything up to this reading is committed. */
  acknowledge(cursor: ReadingCursor): void;
  /** Tells which straps somebody wants to hear; said again to every new device process. */
  selectStraps(straps: StrapSelection): void;
  simulate(device: string, action: string, args: Record<string, unknown>): void;
  /** Closes a device's line and opens it anew. */
  reopen(device: string): void;
  /** Has the device process end; its parent starts another, which is told everything anew. */
  restart(): void;
  /** Has what travels on a device's line written to a new file, secrets blanked; null ends it. For staff. */
  capture(device: string, capture: CaptureRequest | null): void;
}

export type StrapSelection = Omit<Extract<ToDevices, { type: 'straps' }>, 'type'>;

export type CaptureRequest = NonNullable<Extract<ToDevices, { type: 'capture' }>['capture']>;

type Discarded = Extract<FromDevices, { type: 'discarded' }>;

/**
 * Core's end of the line to the device process.
 * @param deps.devices what the device process is told to open
 * @param deps.discover whether it also uses what is plugged in without being configured
 * @param deps.committedSeq how far a device's readings are committed in a run; resent ones up to there are skipped
 * @param deps.nextTurn calls back in a later turn of the event loop
 * @param deps.onChange a device's state changed
 * @param deps.onStatus the same, for the record
 * @param deps.onDiscarded bytes or a value were not passed on
 */
export function createDeviceLine(deps: {
  devices: readonly DeviceConfig[];
  discover: boolean;
  nowMs: () => number;
  monotonicMs: () => number;
  nextTurn: (work: () => void) => void;
  log: Log;
  committedSeq: (device: string, runId: string) => number;
  onChange: () => void;
  onStatus: (status: DeviceStatus) => void;
  onDiscarded: (discarded: Discarded) => void;
}): DeviceLine {
  const { devices, discover, log } = deps;
  let strapSelection: StrapSelection | null = null;
  let port: Port | null = null;
  const send = (message: ToDevices): void => port?.postMessage(message);
  const { book, writer } = createDeviceBook(deps);
  const intake = createReadingIntake({
    ...deps,
    acknowledge: (device, seq) => send({ type: 'ack', device, seq }),
  });
  deps.onChange();

  return {
    ...book,
    attach(next, onReading) {
      port?.close();
      port = next;
      intake.begin(onReading);
      next.onClose(() => {
        if (port !== next) return;
        port = null;
        writer.loseAll();
      });
      next.onMessage((data) => takeMessage(data, { writer, intake, log, onDiscarded: deps.onDiscarded }));
      send({ type: 'configure', devices: [...devices], discover });
      if (strapSelection !== null) send({ type: 'straps', ...strapSelection });
    },
    acknowledge: intake.acknowledge,
    selectStraps(straps) {
      if (JSON.stringify(straps) === JSON.stringify(strapSelection)) return;
      strapSelection = straps;
      send({ type: 'straps', ...straps });
    },
    simulate: (device, action, args) => send({ type: 'simulate', device, action, args }),
    reopen: (device) => send({ type: 'reopen', device }),
    restart: () => send({ type: 'restart' }),
    capture: (device, capture) => send({ type: 'capture', device, capture }),
  };
}

interface Listeners {
  readonly writer: DeviceBookWriter;
  readonly intake: ReadingIntake;
  readonly log: Log;
  readonly onDiscarded: (discarded: Discarded) => void;
}

/** What becomes of each message of the device process. */
function takeMessage(data: unknown, { writer, intake, log, onDiscarded }: Listeners): void {
  const parsed = fromDevicesSchema.safeParse(data);
  if (!parsed.success) {
    log.error({ issues: parsed.error.issues.length }, 'a message from the device process made no sense');
    return;
  }
  const message = parsed.data;
  switch (message.type) {
    case 'hello':
      return intake.hello(message.run_id);
    case 'readings':
      return intake.take(message);
    case 'status':
      return writer.status(message);
    case 'counters':
      return writer.counters(message);
    case 'detection':
      return writer.detection(message);
    case 'ports':
      return writer.ports(message);
    case 'capture':
      return writer.capture(message);
    case 'discarded':
      return onDiscarded(message);
    case 'overrun':
      return log.error({ ...message }, 'readings were dropped before they were committed');
  }
}
