import { MINUTE_MS } from '../base/clock.ts';
import { metCalories } from '../domain/energy/met-calories.ts';
import type { TraceMember } from '../domain/heart-rate/summarise-trace.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import type { LivedVisit } from './attendance.ts';
import { CAST_ROLES } from './demo-cast.ts';
import type { DemoHeartRateSession } from './demo-gym.ts';
import { CLOSES_AT_MIN } from './gym-days.ts';
import type { GymSpan } from './people.ts';
import type { Person } from './person.ts';
import type { PhysicalDays } from './physical-days.ts';
import { memberDayKey, PURPOSES } from './purposes.ts';
import { createRandomStream, seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';
import { createLifter } from './strength.ts';
import { readingsOfSession, recordStrapWorkout } from './strap-session.ts';

/**
 * 1 Hz traces are kept for today's sessions and for this many of a member's latest before: several of
 * those whom a demo opens, one of everybody else. A trace weighs as much as a month of readings.
 */
const TRACES_KEPT = { cast: 5, others: 1 };
/** A weight older than this says little about the body that trains today; the kiosk has the same rule. */
const WEIGHT_VALID_MS = 365 * 24 * 60 * MINUTE_MS;
const YEAR_DAYS = 365.2425;

export interface Workouts {
  readonly readings: readonly MetricReading[];
  readonly sessions: readonly DemoHeartRateSession[];
}

/** Everything that a member's visits left among the metrics. @param visits in order of time */
export function liveWorkouts(
  person: Person,
  visits: readonly LivedVisit[],
  physical: PhysicalDays,
  span: GymSpan,
): Workouts {
  const { body, member } = person;
  const random = createRandomStream(span.seed, PURPOSES.workout, 0);
  const todayStartMs = span.local.startOfDayMs(span.today);
  const readings: MetricReading[] = [];
  const sessions: DemoHeartRateSession[] = [];
  const lifted = body.liftsWeights ? createLifter(body) : null;
  const wearsStrap = visits.map(
    (_, index) => restartFor(random, person, visits, index, span.seed) < body.strapShare,
  );
  const traceFrom = firstTraced(person, visits, wearsStrap, span.today);
  let weighed: MetricReading | null = null;
  const note = (reading: MetricReading): void => {
    if (reading.recordedAtMs <= span.nowMs) readings.push(reading);
  };

  for (const [index, lived] of visits.entries()) {
    const { visit, day, plannedClass } = lived;
    restartFor(random, person, visits, index, span.seed);
    if (random.chance(body.scaleShare)) {
      weighed = weighIn(random, lived, physical, span);
      note(weighed);
    }
    const durationMin = workoutMinutes(random, lived, span);
    const isWeightValid = weighed !== null && visit.checkedInAtMs - weighed.recordedAtMs <= WEIGHT_VALID_MS;
    const known: TraceMember = {
      sex: member.sex,
      ageYears: member.birthDate === null ? null : body.ageYearsAtStart + (day - span.startDay) / YEAR_DAYS,
      weightKg: isWeightValid && weighed !== null ? weighed.value : null,
      restingBpm: member.restingHeartRateBpm,
      enteredMaximumBpm: member.maxHeartRateBpm,
      measuredMaximumBpm: null,
    };
    if (body.sensorId !== null && wearsStrap[index] === true) {
      const keepsTrace = index >= traceFrom;
      const restingBpm = physical.restingBpmOn(day);
      const workout = { person, lived, sensorId: body.sensorId, durationMin, restingBpm, known, keepsTrace };
      const session = recordStrapWorkout(random, workout);
      if (session.session.endedAtMs !== null && session.session.endedAtMs <= span.nowMs) {
        sessions.push(session);
        for (const reading of readingsOfSession(session)) note(reading);
        if (session.summary.calories === null) noteAll(note, classCalories(lived, known, session.session.id));
      }
    } else if (visit.checkedInAtMs < todayStartMs) {
      // What the nightly attendance job derives; today's is not derived yet.
      noteAll(note, attendanceReadings(lived, durationMin, known, body.logsOpenGym));
    }
    if (lifted !== null && (plannedClass === null || plannedClass.type.classType === 'strength')) {
      noteAll(note, [lifted(random, lived)]);
    }
  }
  return { readings, sessions };
}

function noteAll(note: (reading: MetricReading) => void, readings: readonly (MetricReading | null)[]): void {
  for (const reading of readings) if (reading !== null) note(reading);
}

/** Puts the stream where this visit's numbers begin. @returns its first number, which decides about the strap */
function restartFor(
  random: RandomStream,
  person: Person,
  visits: readonly LivedVisit[],
  index: number,
  seed: number,
): number {
  const { day } = visits[index]!;
  const isSecondOfDay = visits[index - 1]?.day === day;
  random.restart(
    seed,
    isSecondOfDay ? PURPOSES.secondWorkout : PURPOSES.workout,
    memberDayKey(person.index, day),
  );
  return random.next();
}

/** Index of the first visit whose session keeps its trace. */
function firstTraced(
  person: Person,
  visits: readonly LivedVisit[],
  wearsStrap: readonly boolean[],
  today: number,
): number {
  let left = person.index < CAST_ROLES.length ? TRACES_KEPT.cast : TRACES_KEPT.others;
  for (let index = visits.length - 1; index >= 0; index--) {
    if (wearsStrap[index] === true && visits[index]!.day < today) left -= 1;
    if (left === 0) return index;
  }
  return 0;
}

/** Minutes of training: the class, or as long as the mood lasts and the gym is open. */
function workoutMinutes(random: RandomStream, { visit, plannedClass }: LivedVisit, span: GymSpan): number {
  const openGymMin = Math.round(random.between(35, 85));
  if (plannedClass !== null) return plannedClass.type.durationMin;
  const untilClosingMin = CLOSES_AT_MIN - span.local.minuteOfDay(visit.checkedInAtMs) - 10;
  return Math.min(openGymMin, untilClosingMin);
}

/** A step on the scale in training clothes before the workout; the scale shows steps of 0.1 kg. */
function weighIn(
  random: RandomStream,
  lived: LivedVisit,
  physical: PhysicalDays,
  span: GymSpan,
): MetricReading {
  const { visit, day } = lived;
  const hours = span.local.minuteOfDay(visit.checkedInAtMs) / 60;
  const mealsKg = 0.05 * (hours - 7);
  const kg = physical.weightKgOn(day) + mealsKg + random.between(0.2, 0.6);
  const recordedAtMs = visit.checkedInAtMs + Math.round(random.between(0.5, 1) * MINUTE_MS);
  return {
    id: seededUuid(random, recordedAtMs),
    memberId: visit.memberId,
    metricType: 'body_weight',
    value: Math.round(kg * 10) / 10,
    recordedAtMs,
    source: 'device',
    formula: null,
  };
}

/** What is derived from a visit without a strap. Ids follow from the visit's. */
function attendanceReadings(
  lived: LivedVisit,
  durationMin: number,
  known: TraceMember,
  logsOpenGym: boolean,
): readonly MetricReading[] {
  const { visit, plannedClass } = lived;
  const recordedAtMs = endOfWorkoutMs(lived, durationMin);
  const base = { memberId: visit.memberId, recordedAtMs, formula: null };
  const count: MetricReading = {
    ...base,
    id: `${visit.id}:workout_count`,
    metricType: 'workout_count',
    value: 1,
    source: 'automated',
  };
  // How long somebody stayed in the open gym is known only if they say so.
  if (plannedClass === null && !logsOpenGym) return [count];
  const duration: MetricReading = {
    ...base,
    id: `${visit.id}:workout_duration`,
    metricType: 'workout_duration',
    value: plannedClass === null ? Math.round(durationMin / 5) * 5 : durationMin,
    source: plannedClass === null ? 'manual' : 'automated',
  };
  return [count, duration, ...classCalories(lived, known, visit.id)];
}

/** Calories by the kind of class, where weight and age allow; none for the open gym. */
function classCalories(lived: LivedVisit, known: TraceMember, derivedFrom: string): readonly MetricReading[] {
  const { visit, plannedClass } = lived;
  if (plannedClass === null) return [];
  const { classType, durationMin } = plannedClass.type;
  const calories = metCalories({
    classType,
    weightKg: known.weightKg,
    ageYears: known.ageYears,
    durationMin,
  });
  if (!calories.ok) return [];
  return [
    {
      id: `${derivedFrom}:calories_burned`,
      memberId: visit.memberId,
      metricType: 'calories_burned',
      value: calories.value.kcal,
      recordedAtMs: endOfWorkoutMs(lived, durationMin),
      source: 'automated',
      formula: calories.value.formula,
    },
  ];
}

function endOfWorkoutMs({ visit, plannedClass }: LivedVisit, durationMin: number): number {
  return (plannedClass?.startsAtMs ?? visit.checkedInAtMs) + durationMin * MINUTE_MS;
}
