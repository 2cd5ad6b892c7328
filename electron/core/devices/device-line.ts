import type { Port } from '../../../shared/base/port.ts';
import type { Log } from '../../../shared/base/log.ts';
import {
  fromDevicesSchema,
  type CaptureStatus,
  type Detection,
  type DeviceCounters,
  type DeviceStatus,
  type FoundPort,
  type FromDevices,
  type ToDevices,
} from '../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import { createTurnTaker } from './turn-taker.ts';

/** Where a reading stands in its device's stream; committed together with what the reading caused. */
export interface ReadingCursor {
  readonly device: string;
  readonly runId: string;
  readonly seq: number;
}

export interface DeviceLine {
  /** Talks to a (new) device process from now on. */
  attach(port: Port): void;
  /** Tells the device process that everything up to this reading is committed. */
  acknowledge(cursor: ReadingCursor): void;
  /** Tells which straps somebody wants to hear; said again to every new device process. */
  wishFor(straps: StrapWish): void;
  simulate(device: string, action: string, args: Record<string, unknown>): void;
  /** Configured devices first, then those that were found. */
  statuses(): DeviceStatus[];
  counters(): ReadonlyMap<string, DeviceCounters>;
  /** How devices of family `auto` were recognised, or why not, by device. */
  detections(): ReadonlyMap<string, Detection>;
  /** Every port with something behind it and what became of it; empty where nothing is looked for. */
  ports(): readonly FoundPort[];
  /** Closes a device's line and opens it anew. */
  reopen(device: string): void;
  /** Has the device process end; its parent starts another, which is told everything anew. */
  restart(): void;
  /** Has what travels on a device's line written to a new file, secrets blanked; null ends it. For staff. */
  capture(device: string, capture: CaptureRequest | null): void;
  /** The last thing known of each device's capture. */
  captures(): ReadonlyMap<string, CaptureStatus>;
}

export type StrapWish = Omit<Extract<ToDevices, { type: 'straps' }>, 'type'>;

export type CaptureRequest = NonNullable<Extract<ToDevices, { type: 'capture' }>['capture']>;

/**
 * Core's end of the line to the device process.
 * @param deps.devices what the device process is told to open
 * @param deps.discover whether it also uses what is plugged in without being configured
 * @param deps.committedSeq how far a device's readings are committed in a run; resent ones up to there are skipped
 * @param deps.nextTurn calls back in a later turn of the event loop
 * @param deps.onReading acts on a new reading; commits its cursor and acknowledges it when that is durable
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
  onReading: (reading: Reading, cursor: ReadingCursor) => void;
  onChange: () => void;
  onStatus: (status: DeviceStatus) => void;
  onDiscarded: (discarded: Extract<FromDevices, { type: 'discarded' }>) => void;
}): DeviceLine {
  const { devices, discover, nowMs, log, committedSeq, onReading, onChange, onStatus, onDiscarded } = deps;
  const statuses = new Map<string, DeviceStatus>();
  const counters = new Map<string, DeviceCounters>();
  const detections = new Map<string, Detection>();
  const captures = new Map<string, CaptureStatus>();
  let ports: readonly FoundPort[] = [];
  /** Highest reading acted on, per device, in this run of the device process. */
  const seen = new Map<string, number>();
  let runId = '';
  let strapWish: StrapWish | null = null;
  let port: Port | null = null;

  const turns = createTurnTaker(deps);
  const send = (message: ToDevices): void => port?.postMessage(message);
  for (const { id, family } of devices) {
    statuses.set(id, { device: id, family, state: 'opening', since: nowMs(), reason: null });
  }
  onChange();

  const loseAll = (): void => {
    for (const [id, { family }] of statuses) {
      const lost = {
        device: id,
        family,
        state: 'lost',
        since: nowMs(),
        reason: 'device_process_gone',
      } as const;
      statuses.set(id, lost);
      onStatus(lost);
    }
    for (const [device, capture] of captures) {
      if (capture.state === 'running') captures.set(device, { ...capture, state: 'device_gone' });
    }
    onChange();
  };

  /** Forgets found devices that are found no longer. */
  const takePorts = (next: readonly FoundPort[]): void => {
    ports = next;
    const known = new Set([...devices.map(({ id }) => id), ...next.map(({ device }) => device)]);
    for (const id of statuses.keys()) if (!known.has(id)) statuses.delete(id);
    onChange();
  };

  const takeReadings = (message: Extract<FromDevices, { type: 'readings' }>): void => {
    const { device } = message;
    const after = seen.get(device) ?? committedSeq(device, runId);
    const inRun = runId;
    for (const { seq, reading } of message.readings) {
      if (seq <= after || reading.device !== device) continue;
      seen.set(device, seq);
      // A backlog is hundreds of commits: not all of them in one turn.
      turns.add(() => onReading(reading, { device, runId: inRun, seq }));
    }
    // Everything was seen before: the acknowledgement got lost with the core that sent it.
    const last = message.readings.at(-1)?.seq ?? 0;
    if (last > 0 && last <= after) send({ type: 'ack', device, seq: committedSeq(device, runId) });
  };

  const handlers: { [Type in FromDevices['type']]: (message: Extract<FromDevices, { type: Type }>) => void } =
    {
      hello(message) {
        runId = message.run_id;
        turns.clear();
        seen.clear();
      },
      status(message) {
        statuses.set(message.status.device, message.status);
        onStatus(message.status);
        onChange();
      },
      readings: takeReadings,
      discarded: onDiscarded,
      overrun(message) {
        log.error({ ...message }, 'readings were dropped before they were committed');
      },
      counters(message) {
        counters.set(message.device, message.counters);
      },
      detection({ detection }) {
        detections.set(detection.device, detection);
      },
      ports: (message) => takePorts(message.ports),
      capture({ capture }) {
        captures.set(capture.device, capture);
        onChange();
      },
    };

  return {
    attach(next) {
      port?.close();
      port = next;
      turns.clear();
      seen.clear();
      next.onClose(() => {
        if (port !== next) return;
        port = null;
        loseAll();
      });
      next.onMessage((data) => {
        const message = fromDevicesSchema.safeParse(data);
        if (!message.success) {
          log.error(
            { issues: message.error.issues.length },
            'a message from the device process made no sense',
          );
          return;
        }
        (handlers[message.data.type] as (message: FromDevices) => void)(message.data);
      });
      send({ type: 'configure', devices: [...devices], discover });
      if (strapWish !== null) send({ type: 'straps', ...strapWish });
    },
    acknowledge({ device, runId: readIn, seq }) {
      // Numbers of a former run mean other readings in this one.
      if (readIn === runId) send({ type: 'ack', device, seq });
    },
    wishFor(straps) {
      if (JSON.stringify(straps) === JSON.stringify(strapWish)) return;
      strapWish = straps;
      send({ type: 'straps', ...straps });
    },
    simulate: (device, action, args) => send({ type: 'simulate', device, action, args }),
    statuses: () => [...statuses.values()],
    counters: () => counters,
    detections: () => detections,
    ports: () => ports,
    reopen: (device) => send({ type: 'reopen', device }),
    restart: () => send({ type: 'restart' }),
    capture: (device, capture) => send({ type: 'capture', device, capture }),
    captures: () => captures,
  };
}
