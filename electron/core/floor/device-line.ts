import type { Port } from '../../../shared/base/port.ts';
import type { Log } from '../../../shared/base/log.ts';
import {
  fromDevicesSchema,
  type DeviceCounters,
  type DeviceStatus,
  type FromDevices,
  type ToDevices,
} from '../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Reading } from '../../../shared/contract/readings.ts';

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
  simulate(device: string, action: string, args: Record<string, unknown>): void;
  statuses(): DeviceStatus[];
  counters(): ReadonlyMap<string, DeviceCounters>;
}

/**
 * Core's end of the line to the device process.
 * @param deps.devices what the device process is told to open
 * @param deps.committedSeq how far a device's readings are committed in a run; resent ones up to there are skipped
 * @param deps.onReading acts on a new reading; commits its cursor and acknowledges it when that is durable
 * @param deps.onChange a device's state changed
 * @param deps.onStatus the same, for the record
 * @param deps.onDiscarded bytes or a value were not passed on
 */
export function createDeviceLine(deps: {
  devices: readonly DeviceConfig[];
  nowMs: () => number;
  log: Log;
  committedSeq: (device: string, runId: string) => number;
  onReading: (reading: Reading, cursor: ReadingCursor) => void;
  onChange: () => void;
  onStatus: (status: DeviceStatus) => void;
  onDiscarded: (discarded: Extract<FromDevices, { type: 'discarded' }>) => void;
}): DeviceLine {
  const { devices, nowMs, log, committedSeq, onReading, onChange, onStatus, onDiscarded } = deps;
  const statuses = new Map<string, DeviceStatus>();
  const counters = new Map<string, DeviceCounters>();
  /** Highest reading acted on, per device, in this run of the device process. */
  const seen = new Map<string, number>();
  let runId = '';
  let port: Port | null = null;

  const send = (message: ToDevices): void => port?.postMessage(message);
  const setAll = (state: DeviceStatus['state'], reason: string | null): void => {
    for (const { id, family } of devices) {
      statuses.set(id, { device: id, family, state, since: nowMs(), reason });
    }
    onChange();
  };
  setAll('opening', null);

  const takeReadings = (message: Extract<FromDevices, { type: 'readings' }>): void => {
    const { device } = message;
    const after = seen.get(device) ?? committedSeq(device, runId);
    for (const { seq, reading } of message.readings) {
      if (seq <= after || reading.device !== device) continue;
      seen.set(device, seq);
      onReading(reading, { device, runId, seq });
    }
    // Everything was seen before: the acknowledgement got lost with the core that sent it.
    const last = message.readings.at(-1)?.seq ?? 0;
    if (last > 0 && last <= after) send({ type: 'ack', device, seq: committedSeq(device, runId) });
  };

  const handlers: { [Type in FromDevices['type']]: (message: Extract<FromDevices, { type: Type }>) => void } =
    {
      hello(message) {
        runId = message.run_id;
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
    };

  return {
    attach(next) {
      port?.close();
      port = next;
      seen.clear();
      next.onClose(() => {
        if (port !== next) return;
        port = null;
        setAll('lost', 'device_process_gone');
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
      send({ type: 'configure', devices: [...devices] });
    },
    acknowledge({ device, runId: readIn, seq }) {
      // Numbers of a former run mean other readings in this one.
      if (readIn === runId) send({ type: 'ack', device, seq });
    },
    simulate: (device, action, args) => send({ type: 'simulate', device, action, args }),
    statuses: () => devices.flatMap(({ id }) => statuses.get(id) ?? []),
    counters: () => counters,
  };
}
