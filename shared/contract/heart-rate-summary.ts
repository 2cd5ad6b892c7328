import { SECOND_MS } from '../base/clock.ts';
import type { TraceSummary } from '../domain/heart-rate/summarise-trace.ts';
import type { HeartRateSummary } from './kiosk-api.ts';

/** A session's summary as the screen and the outside know it. */
export function toHeartRateSummary(
  startedAtMs: number,
  endedAtMs: number,
  summed: TraceSummary,
): HeartRateSummary {
  const { memberMaximum, calories } = summed;
  return {
    started_at: startedAtMs,
    duration_s: summed.countedSeconds,
    elapsed_s: Math.max(0, Math.round((endedAtMs - startedAtMs) / SECOND_MS)),
    heard_s: summed.heardSeconds,
    average_bpm: summed.averageBpm,
    maximum_bpm: summed.maximumBpm,
    seconds_per_zone: [summed.secondsBelow, ...summed.secondsPerZone],
    effort_points: summed.effortPoints?.value ?? null,
    calories_kcal: calories?.kcal ?? null,
    calories_formula: calories?.formula ?? null,
    calories_reason: summed.noCaloriesReason,
    max_heart_rate_bpm: memberMaximum?.bpm ?? null,
    max_heart_rate_source: maximumSource(summed),
  };
}

/** Where the maximum that zones were counted by comes from: a formula's id, else how it was found out. */
export function maximumSource({ memberMaximum }: TraceSummary): string | null {
  return memberMaximum === null ? null : (memberMaximum.formula ?? memberMaximum.origin);
}
