import type { HeartRateLive } from '../../../shared/contract/kiosk-api.ts';
import { zoneOf } from '../../../shared/domain/heart-rate/heart-rate-zones.ts';
import { summariseTrace, type TraceMember } from '../../../shared/domain/heart-rate/summarise-trace.ts';
import { maximumSource } from '../../../shared/contract/heart-rate-summary.ts';
import { SIGNAL_LOST_AFTER_MS } from './heart-rate-recorder.ts';
import type { RunningSession } from './running-session.ts';

/** Seconds of trace that the live screen draws. */
const RECENT_SECONDS = 180;

/** The numbers of a session under way, as the live screen shows them. */
export function liveHeartRate(running: RunningSession, body: TraceMember, nowMs: number): HeartRateLive {
  const trace = running.trace();
  const summed = summariseTrace(trace, body);
  const maximumBpm = summed.memberMaximum?.bpm ?? null;
  const isLost = nowMs - running.lastHeardAtMs() > SIGNAL_LOST_AFTER_MS;
  const bpm = isLost ? null : running.lastBpm();
  return {
    bpm,
    zone: bpm === null || maximumBpm === null ? null : zoneOf(bpm, maximumBpm),
    percent_of_max: bpm === null || maximumBpm === null ? null : (bpm / maximumBpm) * 100,
    max_heart_rate_bpm: maximumBpm,
    max_heart_rate_source: maximumSource(summed),
    duration_s: summed.countedSeconds,
    effort_points: summed.effortPoints?.value ?? null,
    calories_kcal: summed.calories?.kcal ?? null,
    calories_formula: summed.calories?.formula ?? null,
    calories_reason: summed.noCaloriesReason,
    seconds_per_zone: [summed.secondsBelow, ...summed.secondsPerZone],
    signal: isLost ? 'lost' : 'ok',
    recent_bpm: [...trace.bpm.subarray(-RECENT_SECONDS)],
  };
}
