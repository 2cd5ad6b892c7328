import { MINUTE_MS, SECOND_MS } from '../base/clock.ts';
import type { HeartRateSessionId } from '../base/ids.ts';
import { summariseTrace } from '../domain/heart-rate/summarise-trace.ts';
import type { TraceMember, TraceSummary } from '../domain/heart-rate/summarise-trace.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import { RECOVERY_FORMULA } from '../domain/heart-rate/recovery.ts';
import { OPEN_GYM } from './class-types.ts';
import type { DemoHeartRateSession } from './demo-gym.ts';
import type { LivedVisit } from './attendance.ts';
import type { Person } from './person.ts';
import { seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';
import { loseSignal, simulateHeartRate } from './workout-heart-rate.ts';

/** Sessions without a kept trace are simulated this coarsely: thirty times less work for much the same summary. */
const COARSE_STEP_S = 30;

/** What a workout with the strap on needs to know. */
export interface StrapWorkout {
  readonly person: Person;
  readonly lived: LivedVisit;
  readonly sensorId: string;
  readonly durationMin: number;
  readonly restingBpm: number;
  /** What the product knows of the member that day. */
  readonly known: TraceMember;
  readonly keepsTrace: boolean;
}

/** A finished session: simulated, then summed up by the product's own functions. */
export function recordStrapWorkout(random: RandomStream, workout: StrapWorkout): DemoHeartRateSession {
  const { person, lived, durationMin, keepsTrace, known } = workout;
  const { visit, plannedClass } = lived;
  const settleMs = Math.round(random.between(2, 8) * MINUTE_MS);
  const startedAtMs = Math.max(
    visit.checkedInAtMs + MINUTE_MS,
    plannedClass?.startsAtMs ?? visit.checkedInAtMs + settleMs,
  );
  const id = seededUuid(random, startedAtMs) as HeartRateSessionId;
  const form = person.body.effort * (1 + 0.06 * random.normal());
  const asked = plannedClass?.type ?? OPEN_GYM;
  const effort = {
    restingBpm: workout.restingBpm,
    maximumBpm: person.body.trueMaximumBpm,
    intensity: asked.intensity * form,
    swing: asked.swing,
    intervalS: asked.intervalS,
  };
  const stepS = keepsTrace ? 1 : COARSE_STEP_S;
  const bpm = simulateHeartRate(random, effort, durationMin * 60, stepS);
  if (keepsTrace) loseSignal(random, bpm);
  const trace = { startedAtMs, bpm };
  const summary = summariseTrace(trace, known);
  const endedAtMs = startedAtMs + bpm.length * stepS * SECOND_MS;
  return {
    session: { id, memberId: visit.memberId, sensor: workout.sensorId, startedAtMs, endedAtMs },
    summary: keepsTrace
      ? summary
      : stretch({ ...summary, maximumBpm: bpm.reduce((most, value) => Math.max(most, value), 0) }, stepS),
    trace: keepsTrace ? trace : null,
  };
}

/** The summary of a trace that had one value every so many seconds and was read as one a second. */
function stretch(summary: TraceSummary, stepS: number): TraceSummary {
  const [zone1, zone2, zone3, zone4, zone5] = summary.secondsPerZone;
  const longer = (value: number): number => value * stepS;
  const derived = <Number extends { readonly value: number }>(number: Number | null): Number | null =>
    number === null ? null : { ...number, value: longer(number.value) };
  return {
    ...summary,
    durationMin: longer(summary.durationMin),
    heardSeconds: longer(summary.heardSeconds),
    countedSeconds: longer(summary.countedSeconds),
    secondsPerZone: [longer(zone1), longer(zone2), longer(zone3), longer(zone4), longer(zone5)],
    secondsBelow: longer(summary.secondsBelow),
    effortPoints: derived(summary.effortPoints),
    load: derived(summary.load),
    // A minute after the peak is two values: too few to say how fast a heart calms down.
    recoveryBpm: null,
    calories: summary.calories === null ? null : { ...summary.calories, kcal: longer(summary.calories.kcal) },
  };
}

/** What a finished session leaves among the metrics, with the ids that the kiosk gives them. */
export function readingsOfSession({ session, summary }: DemoHeartRateSession): readonly MetricReading[] {
  const numbers: readonly (readonly [metricType: string, value: number | null, formula: string | null])[] = [
    ['average_heart_rate', summary.averageBpm, null],
    ['maximum_heart_rate', summary.maximumBpm, null],
    ['workout_duration', summary.countedSeconds / 60, null],
    ['workout_count', 1, null],
    ['effort_points', summary.effortPoints?.value ?? null, summary.effortPoints?.formula ?? null],
    ['training_load', summary.load?.value ?? null, summary.load?.formula ?? null],
    ['calories_burned', summary.calories?.kcal ?? null, summary.calories?.formula ?? null],
    ['heart_rate_recovery_60s', summary.recoveryBpm, RECOVERY_FORMULA],
  ];
  return numbers.flatMap(([metricType, value, formula]) =>
    value === null
      ? []
      : [
          {
            id: `${session.id}:${metricType}`,
            memberId: session.memberId,
            metricType,
            value,
            recordedAtMs: session.endedAtMs ?? session.startedAtMs,
            source: formula === null ? 'device' : 'automated',
            formula,
          },
        ],
  );
}
