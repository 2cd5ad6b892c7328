import type { DiscardReason } from '../../shared/base/discard-reasons.ts';
import type { DeviceCounters } from '../../shared/contract/device-messages.ts';
import type { Reading } from '../../shared/contract/readings.ts';

/** Discards of bytes that made up no whole message; the other reasons are about what a message said. */
const NO_WHOLE_MESSAGE: ReadonlySet<DiscardReason> = new Set([
  'checksum',
  'framing',
  'overlong',
  'timeout',
  'buffer_full',
]);
/** Sensors whose battery is remembered; a floor has 64 straps. The one told longest ago goes first. */
const MAX_BATTERIES = 256;

/** What one device did since the process started. */
export interface CountedDevice {
  bytes(count: number, at: number): void;
  reading(reading: Reading): void;
  discarded(reason: DiscardReason): void;
  reopened(): void;
  /** The counters as they are now, a copy. */
  read(): DeviceCounters;
}

/** Counters of one device, all at zero. */
export function createDeviceCounters(): CountedDevice {
  const discarded: Partial<Record<DiscardReason, number>> = {};
  const batteries = new Map<string, number>();
  let bytes = 0;
  let frames = 0;
  let readings = 0;
  let reopened = 0;
  let lastByteAt: number | null = null;
  let lastReadingAt: number | null = null;
  let signalDbm: number | null = null;

  const rememberBattery = (sensor: string, percent: number): void => {
    if (batteries.get(sensor) === percent) return;
    batteries.delete(sensor);
    batteries.set(sensor, percent);
    const [oldest] = batteries.keys();
    if (batteries.size > MAX_BATTERIES && oldest !== undefined) batteries.delete(oldest);
  };

  return {
    bytes(count, at) {
      bytes += count;
      lastByteAt = at;
    },
    reading(reading) {
      frames += 1;
      readings += 1;
      lastReadingAt = reading.at;
      if (reading.kind !== 'heart_rate') return;
      signalDbm = reading.rssi_dbm ?? signalDbm;
      if (reading.battery_percent !== null) rememberBattery(reading.sensor_id, reading.battery_percent);
    },
    discarded(reason) {
      discarded[reason] = (discarded[reason] ?? 0) + 1;
      if (!NO_WHOLE_MESSAGE.has(reason)) frames += 1;
    },
    reopened() {
      reopened += 1;
    },
    read: () => ({
      bytes,
      frames,
      readings,
      discarded: { ...discarded },
      reopened,
      last_byte_at: lastByteAt,
      last_reading_at: lastReadingAt,
      signal_dbm: signalDbm,
      battery_percent: batteries.size === 0 ? null : Math.min(...batteries.values()),
    }),
  };
}
