import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { DriverOutlet } from '../driver.ts';
import { rateFault } from '../strap/plausible-rate.ts';
import { decodeHeartRateMeasurement } from './heart-rate-profile.ts';
import type { PolarHeartRate } from './polar-advertising-profile.ts';
import type { SensorIdentity } from './sensor-identity.ts';

/** What is remembered of a strap's heart. */
export interface StrapState {
  beats: number;
  batteryPercent: number | null;
  rssiDbm: number | null;
  /** The last advertised count and rate; null before the first. */
  advertised: { readonly count: number; readonly bpm: number } | null;
}

export function newStrapState(): StrapState {
  return { beats: 0, batteryPercent: null, rssiDbm: null, advertised: null };
}

/**
 * 300 and 15 beats a minute. Outside are missed beats, and what is none: a Garmin HRM-Dual appends 52
 * to an interval of 1044 (forums.garmin.com, thread 319496).
 */
const SHORTEST_INTERVAL_MS = 200;
const LONGEST_INTERVAL_MS = 4_000;
const INTERVAL_BYTES = 2;

function isBeat(intervalMs: number): boolean {
  return intervalMs >= SHORTEST_INTERVAL_MS && intervalMs <= LONGEST_INTERVAL_MS;
}

/** Turns what straps say, over a link or in advertisements, into readings. */
export interface StrapReader {
  /** @returns whether a rate was told, plausible or not */
  measured(value: Uint8Array, identity: SensorIdentity, state: StrapState): boolean;
  advertised(rate: PolarHeartRate, bytes: number, identity: SensorIdentity, state: StrapState): void;
}

export function createStrapReader(outlet: DriverOutlet): StrapReader {
  const tell = (
    bpm: number,
    rrMs: number | null,
    { sensor, sensorId }: SensorIdentity,
    state: StrapState,
  ): void =>
    outlet.reading({
      kind: 'heart_rate',
      sensor,
      sensor_id: sensorId,
      bpm,
      rr_ms: rrMs,
      beat_count: state.beats,
      rssi_dbm: state.rssiDbm,
      battery_percent: state.batteryPercent,
    });

  return {
    measured(value, identity, state) {
      const measurement = decodeHeartRateMeasurement(value);
      if (measurement === null) {
        outlet.discarded('framing', value.length);
        return false;
      }
      const fault: DiscardReason | null =
        measurement.contact === 'off_skin' ? 'no_contact' : rateFault(measurement.bpm);
      if (fault !== null) {
        outlet.discarded(fault, value.length);
        return true;
      }
      const beats = measurement.intervalsMs.filter(isBeat);
      const others = measurement.intervalsMs.length - beats.length;
      if (others > 0) outlet.discarded('implausible', others * INTERVAL_BYTES);
      if (beats.length === 0) tell(measurement.bpm, null, identity, state);
      for (const interval of beats) {
        state.beats = (state.beats + 1) & 0xff;
        tell(measurement.bpm, interval, identity, state);
      }
      return true;
    },
    advertised(rate, bytes, identity, state) {
      const before = state.advertised;
      state.advertised = { count: rate.count, bpm: rate.bpm };
      // A strap that was taken off may go on advertising its last value (polar-ble-sdk#137): only a new one counts.
      const isNew =
        before === null || before.count !== rate.count || (rate.isShort && before.bpm !== rate.bpm);
      const fault = !isNew ? 'repeat' : rate.onSkin ? rateFault(rate.bpm) : 'no_contact';
      if (fault === null) tell(rate.bpm, null, identity, state);
      else outlet.discarded(fault, bytes);
    },
  };
}
