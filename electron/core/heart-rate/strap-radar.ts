import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { HeartRateReading } from '../../../shared/contract/readings.ts';

/** A strap in range, as last heard. */
export interface HeardStrap {
  readonly sensorId: string;
  readonly sensor: string;
  readonly device: string;
  readonly bpm: number;
  readonly rssiDbm: number | null;
  readonly heardAtMs: number;
}

/** A strap not heard for this long is out of range. Straps speak four times a second. */
export const STRAP_GONE_AFTER_MS = 10 * SECOND_MS;
/** Most straps remembered: four times what one receiver can follow. The one silent longest gives way. */
const MAX_STRAPS = 256;

export interface StrapRadar {
  onReading(reading: HeartRateReading): void;
  /** Straps in range now, strongest signal first, then longest known. */
  inRange(nowMs: number): HeardStrap[];
  find(sensorId: string, nowMs: number): HeardStrap | null;
}

/** Knows which straps are in range, for pairing. */
export function createStrapRadar(): StrapRadar {
  const heard = new Map<string, HeardStrap>();
  const isFresh = (strap: HeardStrap, nowMs: number): boolean =>
    // Heard in the future is heard before the clock was set back.
    Math.abs(nowMs - strap.heardAtMs) <= STRAP_GONE_AFTER_MS;
  return {
    onReading(reading) {
      if (!heard.has(reading.sensor_id) && heard.size >= MAX_STRAPS) {
        const [longestSilent] = [...heard.values()].toSorted(
          (left, right) => left.heardAtMs - right.heardAtMs,
        );
        if (longestSilent !== undefined) heard.delete(longestSilent.sensorId);
      }
      heard.set(reading.sensor_id, {
        sensorId: reading.sensor_id,
        sensor: reading.sensor,
        device: reading.device,
        bpm: reading.bpm,
        rssiDbm: reading.rssi_dbm,
        heardAtMs: reading.at,
      });
    },
    inRange(nowMs) {
      return [...heard.values()]
        .filter((strap) => isFresh(strap, nowMs))
        .toSorted((left, right) => (right.rssiDbm ?? -127) - (left.rssiDbm ?? -127));
    },
    find(sensorId, nowMs) {
      const strap = heard.get(sensorId);
      return strap !== undefined && isFresh(strap, nowMs) ? strap : null;
    },
  };
}
