import { dateOfDay } from '../../base/calendar-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { streakAtEachWeek, STREAK_FORMULA } from '../attendance/streak.ts';
import { BODY_MASS_INDEX_FORMULA, bodyMassIndex } from '../body/body-mass-index.ts';
import type { GymClass } from '../classes/gym-class.ts';
import { vo2maxFromRestingRate, VO2MAX_RESTING_FORMULA } from '../heart-rate/vo2max.ts';
import { MET_FORMULA, metCalories } from '../energy/met-calories.ts';
import type { Member } from '../members/member.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { findMetric, isPlausible } from '../metrics/metric-registry.ts';
import type { Visit } from '../visits/visit.ts';
import { parseFormula } from './comparable-readings.ts';

/** What a visit comes to by itself: one workout, and where it was a class, the length of that class. */
export const ATTENDANCE_FORMULA = 'attendance@1';

/** Everything a member's history is derived with; part of what makes a kept result outdated. */
export const DERIVING_FORMULAS: readonly string[] = [
  BODY_MASS_INDEX_FORMULA,
  STREAK_FORMULA,
  ATTENDANCE_FORMULA,
  MET_FORMULA,
  VO2MAX_RESTING_FORMULA,
];

/** A reading that follows from others, with what it was made from. */
export interface DerivedReading extends MetricReading {
  readonly source: 'automated';
  readonly formula: string;
  readonly unit: string;
  readonly inputs: Readonly<Record<string, string | number | null>>;
}

/** What readings are derived from; visits and readings usable and oldest first. */
export interface DerivationInput {
  readonly member: Pick<
    Member,
    'id' | 'heightCm' | 'birthDate' | 'maxHeartRateBpm' | 'measuredMaxHeartRateBpm'
  >;
  readonly visits: readonly Visit[];
  /** Classes behind the visits, by id. */
  readonly classes: ReadonlyMap<string, GymClass>;
  /** By metric, none of them derived here. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly excusedWeeks: ReadonlySet<number>;
  /** The gym's day; a day that is not over may still bring a strap's own account of it. */
  readonly today: number;
  readonly days: LocalDays;
}

/** A workout noted this long after a check-in still belongs to that visit. */
const LONGEST_VISIT_MS = 6 * HOUR_MS;
/** A weight older than this says little about the body that trains today. */
const WEIGHT_VALID_MS = 365 * DAY_MS;
const YEAR_MS = 365.2425 * DAY_MS;

/**
 * Every reading that follows from a member's rows: body mass index of each weighing, fitness by each
 * resting heart rate, the streak of each week, and for visits without a strap what the attendance itself says. Ids follow from what a
 * reading was derived from, so that two machines, or the same one twice, derive the same rows.
 */
export function deriveMetrics(input: DerivationInput): readonly DerivedReading[] {
  return [
    ...bodyMassIndexes(input),
    ...fitnessEstimates(input),
    ...attendanceStreaks(input),
    ...attendedWorkouts(input),
  ].filter(({ metricType, value }) => isPlausible(metricType, value));
}

/**
 * Whether a stored reading is one of those that `deriveMetrics` makes, of whatever version: it is
 * replaced or dropped when what it was made from changes.
 */
export function isDerivedHere(reading: MetricReading): boolean {
  const { formula, metricType, id } = reading;
  if (formula === null) return false;
  const { name } = parseFormula(formula);
  // Calories of a class are derived for sessions of a strap as well; those are somebody else's.
  if (name === parseFormula(MET_FORMULA).name) return id.endsWith(`${VISIT_MARK}${metricType}`);
  return OWN_FORMULAS.has(name);
}

const OWN_FORMULAS: ReadonlySet<string> = new Set(
  [BODY_MASS_INDEX_FORMULA, VO2MAX_RESTING_FORMULA, STREAK_FORMULA, ATTENDANCE_FORMULA].map(
    (formula) => parseFormula(formula).name,
  ),
);
const VISIT_MARK = ':visit:';

function derived(
  reading: Pick<DerivedReading, 'id' | 'memberId' | 'metricType' | 'value' | 'recordedAtMs' | 'formula'>,
  inputs: DerivedReading['inputs'],
): DerivedReading {
  return { ...reading, source: 'automated', unit: findMetric(reading.metricType)?.unit ?? '', inputs };
}

function bodyMassIndexes({ member, readings }: DerivationInput): readonly DerivedReading[] {
  const { id: memberId, heightCm } = member;
  if (heightCm === null) return [];
  return (readings.get('body_weight') ?? []).flatMap(({ id, value: weightKg, recordedAtMs }) => {
    const value = bodyMassIndex(weightKg, heightCm);
    if (value === null) return [];
    const metricType = 'body_mass_index';
    return [
      derived(
        {
          id: `${id}:${metricType}`,
          memberId,
          metricType,
          value,
          recordedAtMs,
          formula: BODY_MASS_INDEX_FORMULA,
        },
        { reading_id: id, weight_kg: weightKg, height_cm: heightCm },
      ),
    ];
  });
}

/**
 * One for each resting heart rate of a member whose maximum a session proved or a test measured: an
 * age's maximum would say how old somebody is, not how fit. All use the maximum that is known today,
 * since a maximum proven later was there before.
 */
function fitnessEstimates({ member, readings }: DerivationInput): readonly DerivedReading[] {
  const maximumBpm = member.measuredMaxHeartRateBpm ?? member.maxHeartRateBpm;
  if (maximumBpm === null) return [];
  return (readings.get('resting_heart_rate') ?? []).flatMap(({ id, value: restingBpm, recordedAtMs }) => {
    const estimate = vo2maxFromRestingRate(maximumBpm, restingBpm);
    if (estimate === null) return [];
    const metricType = 'vo2max_estimate';
    const { value, formula } = estimate;
    return [
      derived(
        { id: `${id}:${metricType}`, memberId: member.id, metricType, value, recordedAtMs, formula },
        { reading_id: id, resting_bpm: restingBpm, maximum_bpm: maximumBpm },
      ),
    ];
  });
}

/** One reading a visited week, at its first visit. */
function attendanceStreaks({
  member,
  visits,
  excusedWeeks,
  days,
}: DerivationInput): readonly DerivedReading[] {
  return streakAtEachWeek(visits, days, excusedWeeks).map(({ week, streak, visit }) => {
    const weekStart = dateOfDay(week);
    const metricType = 'attendance_streak';
    return derived(
      {
        id: `${member.id}:${metricType}:${weekStart}`,
        memberId: member.id,
        metricType,
        value: streak,
        recordedAtMs: visit.checkedInAtMs,
        formula: STREAK_FORMULA,
      },
      { week_start: weekStart, visit_id: visit.id },
    );
  });
}

/** What visits of days gone by come to where nothing else (a strap, the member) noted a workout. */
function attendedWorkouts(input: DerivationInput): readonly DerivedReading[] {
  const { visits, readings, today, days, classes } = input;
  const noted = readings.get('workout_count') ?? [];
  const result: DerivedReading[] = [];
  let next = 0;
  for (const [i, visit] of visits.entries()) {
    const { checkedInAtMs } = visit;
    while ((noted[next]?.recordedAtMs ?? Number.POSITIVE_INFINITY) < checkedInAtMs) next += 1;
    const until = Math.min(
      checkedInAtMs + LONGEST_VISIT_MS,
      visits[i + 1]?.checkedInAtMs ?? Number.POSITIVE_INFINITY,
    );
    const isNoted = (noted[next]?.recordedAtMs ?? Number.POSITIVE_INFINITY) < until;
    if (isNoted || days.dayOf(checkedInAtMs) >= today) continue;
    const gymClass = visit.classId === null ? undefined : classes.get(visit.classId);
    result.push(...workoutOf(input, visit, gymClass));
  }
  return result;
}

function workoutOf(
  input: DerivationInput,
  visit: Visit,
  gymClass: GymClass | undefined,
): readonly DerivedReading[] {
  const memberId = input.member.id;
  const inputs = { visit_id: visit.id, class_id: gymClass?.id ?? null };
  const note = (
    metricType: string,
    value: number,
    formula: string,
    more: DerivedReading['inputs'] = {},
  ): DerivedReading =>
    derived(
      { id: `${visit.id}${VISIT_MARK}${metricType}`, memberId, metricType, value, recordedAtMs, formula },
      { ...inputs, ...more },
    );
  // How long somebody stayed in the open gym is known only if they say so.
  const recordedAtMs =
    gymClass === undefined
      ? visit.checkedInAtMs
      : Math.max(visit.checkedInAtMs, gymClass.startsAtMs + gymClass.durationMin * MINUTE_MS);
  const count = note('workout_count', 1, ATTENDANCE_FORMULA);
  if (gymClass === undefined) return [count];
  const { durationMin, classType } = gymClass;
  const weightKg = weightAt(input, visit.checkedInAtMs);
  const ageYears = ageAt(input.member.birthDate, visit.checkedInAtMs);
  const calories = metCalories({ classType, weightKg, ageYears, durationMin });
  return [
    count,
    note('workout_duration', durationMin, ATTENDANCE_FORMULA, { duration_min: durationMin }),
    ...(calories.ok
      ? [
          note('calories_burned', calories.value.kcal, calories.value.formula, {
            class_type: classType,
            duration_min: durationMin,
            weight_kg: weightKg,
          }),
        ]
      : []),
  ];
}

function weightAt({ readings }: DerivationInput, atMs: number): number | null {
  const latest = (readings.get('body_weight') ?? []).findLast(({ recordedAtMs }) => recordedAtMs <= atMs);
  return latest === undefined || atMs - latest.recordedAtMs > WEIGHT_VALID_MS ? null : latest.value;
}

function ageAt(birthDate: string | null, atMs: number): number | null {
  if (birthDate === null) return null;
  const years = (atMs - Date.parse(birthDate)) / YEAR_MS;
  return Number.isFinite(years) ? years : null;
}
