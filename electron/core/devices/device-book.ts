import type {
  CaptureStatus,
  Detection,
  DeviceCounters,
  DeviceStatus,
  FoundPort,
  FromDevices,
} from '../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';

/** The last thing known of every device. */
export interface DeviceBook {
  /** Configured devices first, then those that were found. */
  statuses(): DeviceStatus[];
  counters(): ReadonlyMap<string, DeviceCounters>;
  /** How devices of family `auto` were recognised, or why not, by device. */
  detections(): ReadonlyMap<string, Detection>;
  /** Every port with something behind it and what became of it; empty where nothing is looked for. */
  ports(): readonly FoundPort[];
  /** The last thing known of each device's capture. */
  captures(): ReadonlyMap<string, CaptureStatus>;
}

type Message<Type extends FromDevices['type']> = Extract<FromDevices, { type: Type }>;

/** Writes down what the device process says of its devices. */
export interface DeviceBookWriter {
  readonly status: (message: Message<'status'>) => void;
  readonly counters: (message: Message<'counters'>) => void;
  readonly detection: (message: Message<'detection'>) => void;
  readonly ports: (message: Message<'ports'>) => void;
  readonly capture: (message: Message<'capture'>) => void;
  /** The device process is gone, and every device with it. */
  readonly loseAll: () => void;
}

/**
 * @param deps.devices those of the configuration
 * @param deps.onStatus a device's state changed
 * @param deps.onChange something that is shown changed
 */
export function createDeviceBook(deps: {
  devices: readonly DeviceConfig[];
  nowMs: () => number;
  onStatus: (status: DeviceStatus) => void;
  onChange: () => void;
}): { readonly book: DeviceBook; readonly writer: DeviceBookWriter } {
  const { devices, nowMs, onStatus, onChange } = deps;
  const statuses = new Map<string, DeviceStatus>();
  const counters = new Map<string, DeviceCounters>();
  const detections = new Map<string, Detection>();
  const captures = new Map<string, CaptureStatus>();
  let ports: readonly FoundPort[] = [];
  const setStatus = (status: DeviceStatus): void => {
    statuses.set(status.device, status);
    onStatus(status);
  };
  for (const { id: device, family } of devices)
    statuses.set(device, { device, family, state: 'opening', since: nowMs(), reason: null });
  const writer: DeviceBookWriter = {
    status({ status }) {
      setStatus(status);
      onChange();
    },
    counters: (message) => void counters.set(message.device, message.counters),
    detection: ({ detection }) => void detections.set(detection.device, detection),
    /** Forgets found devices that are found no longer. */
    ports(message) {
      ({ ports } = message);
      const known = new Set([...devices.map(({ id }) => id), ...ports.map(({ device }) => device)]);
      for (const id of statuses.keys()) if (!known.has(id)) statuses.delete(id);
      onChange();
    },
    capture({ capture }) {
      captures.set(capture.device, capture);
      onChange();
    },
    loseAll() {
      const reason = 'device_process_gone';
      for (const [device, { family }] of statuses)
        setStatus({ device, family, state: 'lost', since: nowMs(), reason });
      for (const [device, capture] of captures)
        if (capture.state === 'running') captures.set(device, { ...capture, state: 'device_gone' });
      onChange();
    },
  };
  const book: DeviceBook = {
    statuses: () => [...statuses.values()],
    counters: () => counters,
    detections: () => detections,
    ports: () => ports,
    captures: () => captures,
  };
  return { book, writer };
}
