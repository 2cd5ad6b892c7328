import type { DriverOutlet, DriverReading } from '../driver.ts';
import { ANT_OVERHEAD_BYTES, type AntFrame } from '../framing/ant-framer.ts';
import type { AntTrailer } from './frames.ts';
import { beatFault, decodeHeartRatePage, readBeat, type Beat } from './heart-rate-profile.ts';
import { createStraps, type Strap } from './straps.ts';

type HeartRate = Extract<DriverReading, { kind: 'heart_rate' }>;

/** After damage on the line, messages are looked at twice for this long. */
const WARY_AFTER_DAMAGE_MS = 10_000;
/** A held message that no second one confirms within this time is dropped. A strap speaks every 246 ms. */
const CONFIRM_WITHIN_MS = 2_000;
const BATTERY_PAGE = 7;

/** Turns heart rate pages of all straps into readings, one per intact message with a valid rate. */
export interface HeartRateReader {
  /** @param frame a data message whose sender `trailer` tells */
  page(frame: AntFrame, trailer: Readonly<AntTrailer>, nowMs: number): void;
  /** Bytes were dropped as damaged. */
  lineDamaged(nowMs: number): void;
  tick(nowMs: number): void;
}

/**
 * A receiver that does not tell senders apart may also forward a scale's weight page: page 1 with
 * the reserved bytes FF FF where a strap has its beat time.
 */
function looksLikeWeight(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 1 && bytes[at + 4] === 0xff && bytes[at + 5] === 0xff;
}

/** Heart rate of every strap one stick hears. */
export function createHeartRateReader(outlet: DriverOutlet): HeartRateReader {
  const straps = createStraps();
  const held = new Map<number, { readonly reading: HeartRate; readonly bytes: number }>();
  const beat: Beat = { eventTime: 0, count: 0, bpm: 0 };
  let damagedMs = Number.NEGATIVE_INFINITY;

  const readingOf = (strap: Strap, trailer: Readonly<AntTrailer>, rrMs: number | null): HeartRate => ({
    kind: 'heart_rate',
    sensor: strap.sensor,
    sensor_id: strap.sensorId,
    bpm: beat.bpm,
    rr_ms: rrMs,
    beat_count: beat.count,
    rssi_dbm: trailer.rssiDbm,
    battery_percent: strap.batteryPercent,
  });

  const accepted = (
    strap: Strap,
    frame: AntFrame,
    trailer: Readonly<AntTrailer>,
    nowMs: number,
  ): HeartRate => {
    const at = frame.start + 4;
    const rrMs = strap.intervals.next(beat, frame.bytes, at, nowMs);
    if (strap.intervals.paged && (frame.bytes[at]! & 0x7f) === BATTERY_PAGE) {
      const page = decodeHeartRatePage(frame.bytes, at);
      if (page.page === BATTERY_PAGE && page.batteryPercent !== null)
        strap.batteryPercent = page.batteryPercent;
    }
    return readingOf(strap, trailer, rrMs);
  };

  /** The held message is kept as a reading without interval: its beat data are still in doubt. */
  const keepBack = (strap: Strap, frame: AntFrame, trailer: Readonly<AntTrailer>): void => {
    held.set(strap.key, {
      reading: readingOf(strap, trailer, null),
      bytes: frame.length + ANT_OVERHEAD_BYTES,
    });
  };

  const dropHeld = (strap: Strap): void => {
    const dropped = held.get(strap.key);
    if (dropped === undefined) return;
    held.delete(strap.key);
    outlet.discarded('implausible', dropped.bytes);
  };

  const judged = (
    strap: Strap,
    frame: AntFrame,
    trailer: Readonly<AntTrailer>,
    wary: boolean,
    nowMs: number,
  ): void => {
    const verdict = strap.check.judge(beat, wary, nowMs);
    if (verdict === 'release') {
      const before = held.get(strap.key);
      held.delete(strap.key);
      if (before !== undefined) outlet.reading(before.reading);
    } else if (verdict === 'drop_held' || verdict === 'drop_held_and_hold') dropHeld(strap);
    if (verdict === 'hold' || verdict === 'drop_held_and_hold') keepBack(strap, frame, trailer);
    else outlet.reading(accepted(strap, frame, trailer, nowMs));
  };

  return {
    page(frame, trailer, nowMs) {
      const at = frame.start + 4;
      if (!trailer.identified && looksLikeWeight(frame.bytes, at)) {
        outlet.discarded('unsupported', frame.length + ANT_OVERHEAD_BYTES);
        return;
      }
      readBeat(frame.bytes, at, beat);
      const fault = beatFault(beat);
      if (fault !== null) {
        outlet.discarded(fault, frame.length + ANT_OVERHEAD_BYTES);
        return;
      }
      const wary = nowMs - damagedMs <= WARY_AFTER_DAMAGE_MS;
      const known = straps.find(trailer.deviceNumber, trailer.transmissionType);
      if (known === undefined) {
        const suspect = wary && straps.lookAlike(trailer, beat, nowMs) !== undefined;
        const strap = straps.add(trailer.deviceNumber, trailer.transmissionType, nowMs);
        if (suspect) {
          strap.check.holdFirst(beat, nowMs);
          keepBack(strap, frame, trailer);
          return;
        }
        judged(strap, frame, trailer, wary, nowMs);
        return;
      }
      known.heardMs = nowMs;
      judged(known, frame, trailer, wary, nowMs);
    },
    lineDamaged(nowMs) {
      damagedMs = nowMs;
    },
    tick(nowMs) {
      if (held.size === 0) return;
      for (const strap of straps.all()) {
        const since = strap.check.heldSinceMs;
        if (since === null || nowMs - since < CONFIRM_WITHIN_MS) continue;
        strap.check.forgetHeld();
        dropHeld(strap);
        if (!strap.check.known) straps.forget(strap);
      }
    },
  };
}
