import type { FromDevices } from '../../../shared/contract/device-messages.ts';
import { preciseNowMs } from './strap-transmitter.ts';
import type { StrapFloor } from './strap-floor.ts';

/** Touches keep a session open; it closes by itself 30 s after the last. */
const TOUCH_EVERY_MS = 10_000;
/** Latencies kept for percentiles; an hour of a full floor has 940,000, of which every so many is kept. */
const MOST_KEPT = 500_000;

/** What came of the messages that straps sent. Times are milliseconds since the message was written. */
export interface FloorWatch {
  /** Messages of each strap that were read, in order of the floor's sensors. */
  readonly read: readonly number[];
  /** Messages that were skipped in a strap's order. */
  readonly missing: () => number;
  /** Until the device process had read it (its own time stamp, whole milliseconds). */
  readonly untilRead: readonly number[];
  /** Until it was on its way to core. */
  readonly untilTold: readonly number[];
  /** Until the page had the live numbers that show it. */
  readonly untilShown: readonly number[];
  /** Longest time between two deliveries of the device process. */
  readonly longestPauseMs: () => number;
  /** Begins anew, so that the start is not measured. */
  reset(): void;
}

function keep(samples: number[], value: number): void {
  if (samples.length < MOST_KEPT) samples.push(value);
  else samples[Math.floor(Math.random() * MOST_KEPT)] = value;
}

/** Judges what the device process tells. `floor` is asked for once messages come, because it is made with this. */
export function createFloorWatch(floor: () => StrapFloor): {
  readonly watch: FloorWatch;
  readonly heard: (message: FromDevices) => void;
  readonly shown: (bpm: number) => void;
} {
  const read: number[] = [];
  const untilRead: number[] = [];
  const untilTold: number[] = [];
  const untilShown: number[] = [];
  let missing = 0;
  let longestPauseMs = 0;
  let lastToldMs = Number.NaN;
  let measuring = false;

  const heard = (message: FromDevices): void => {
    if (message.type !== 'readings') return;
    const { sensors, straps } = floor();
    const nowMs = preciseNowMs();
    if (nowMs - lastToldMs > longestPauseMs) longestPauseMs = nowMs - lastToldMs;
    if (measuring) lastToldMs = nowMs;
    for (const { reading } of message.readings) {
      if (reading.kind !== 'heart_rate') continue;
      const strap = Number(reading.sensor) - sensors[0]!;
      const expected = read[strap] ?? 0;
      const skipped = (reading.beat_count - expected) & 0xff;
      missing += skipped;
      read[strap] = expected + skipped + 1;
      const sentAtMs = straps.sentAtMs(strap, expected + skipped);
      if (!measuring || sentAtMs === undefined) continue;
      keep(untilRead, reading.at - sentAtMs);
      keep(untilTold, nowMs - sentAtMs);
    }
  };

  /** The page shows the last message that carried this rate. */
  const shown = (bpm: number): void => {
    if (!measuring) return;
    const { straps } = floor();
    for (let message = straps.sent[0]! - 1; message >= 0; message -= 1) {
      if (straps.bpmOf(0, message) !== bpm) continue;
      keep(untilShown, preciseNowMs() - straps.sentAtMs(0, message)!);
      return;
    }
  };

  const reset = (): void => {
    untilRead.length = untilTold.length = untilShown.length = 0;
    longestPauseMs = 0;
    lastToldMs = preciseNowMs();
    measuring = true;
  };
  return {
    watch: {
      read,
      missing: () => missing,
      untilRead,
      untilTold,
      untilShown,
      longestPauseMs: () => longestPauseMs,
      reset,
    },
    heard,
    shown,
  };
}

/**
 * Does what the page does for a member who watches the own heart rate, and comes back with the card
 * whenever the session is over.
 * @param onShown called with every rate that the page is told
 */
export async function watchOwnHeartRate(
  floor: StrapFloor,
  onShown: (bpm: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const session_id = await floor.checkIn(signal);
    if (session_id === null) return;
    const touching = setInterval(
      () => void floor.client.session.touch({ session_id }).catch(() => undefined),
      TOUCH_EVERY_MS,
    );
    try {
      for await (const live of await floor.client.heartRate.watch({ session_id }, { signal }))
        if (live.bpm !== null) onShown(live.bpm);
    } catch {
      // The session is over, or the floor is being closed.
    } finally {
      clearInterval(touching);
    }
  }
}
