/**
 * A strap that slips says a rate nobody has for a second or two (https://github.com/OpenStrap/edge/issues/127:
 * two seconds of 160 in a workout that never passed 143; GoldenCheetah has a tool against the same,
 * https://github.com/GoldenCheetah/GoldenCheetah/pull/451). A heart holds a rate for longer. Seconds.
 */
export const HELD_SECONDS = 8;
/** How far a heart may wander within that time, bpm: it climbs by about two a second and falls by one. */
export const WANDER_BPM = 6;

/**
 * A trace without rates that stand out above what the heart held for eight seconds around them: such
 * a second gets the highest rate that was held.
 * @param bpm one value a second; 0 is silence, which no run of held seconds ends at
 */
export function withoutSpikes(bpm: Uint8Array): Uint8Array {
  return heldRates(bpm, Math.min, Math.max);
}

/** The same for rates that stand out below: a beat or two that the strap missed. */
export function withoutDips(bpm: Uint8Array): Uint8Array {
  return heldRates(bpm, Math.max, Math.min);
}

/**
 * Morphological opening (`inner` the lowest) or closing (`inner` the highest) over the heard seconds,
 * where it differs from the trace by more than a heart wanders.
 */
function heldRates(
  bpm: Uint8Array,
  inner: (one: number, other: number) => number,
  outer: (one: number, other: number) => number,
): Uint8Array {
  const heard = bpm.filter((value) => value > 0);
  const length = Math.min(HELD_SECONDS, heard.length);
  const runs = eachRun(heard, length, inner);
  const held = bpm.slice();
  let second = 0;
  for (const [at, value] of bpm.entries()) {
    if (value === 0) continue;
    const last = Math.min(second, runs.length - 1);
    let around = runs[last]!;
    for (let run = Math.max(0, second - length + 1); run < last; run += 1) around = outer(around, runs[run]!);
    if (Math.abs(value - around) > WANDER_BPM) held[at] = around;
    second += 1;
  }
  return held;
}

/** The lowest or highest of every stretch of so many values. */
function eachRun(
  values: Uint8Array,
  length: number,
  inner: (one: number, other: number) => number,
): Uint8Array {
  const runs = values.slice(0, values.length - length + 1);
  for (const from of runs.keys()) {
    for (let at = from + 1; at < from + length; at += 1) runs[from] = inner(runs[from]!, values[at]!);
  }
  return runs;
}

/** The highest rate a heart held, bpm; 0 for silence. */
export function highestHeldRate(bpm: Uint8Array): number {
  return withoutSpikes(bpm).reduce((highest, value) => Math.max(highest, value), 0);
}
