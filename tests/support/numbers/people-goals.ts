import { localDays } from '../../../shared/base/local-days.ts';
import { learnAttendance, visitChances } from '../../../shared/domain/attendance/visit-chances.ts';
import { chanceInWeeks, paceOf } from '../../../shared/domain/goals/forecast-count.ts';
import { projectUnder } from '../../../shared/domain/trends/projection.ts';
import { chanceAmongPeople, logOdds } from '../../../shared/domain/trends/reach-chance.ts';
import type { WanderingBeliefs } from '../../../shared/domain/trends/wandering-beliefs.ts';
import type { Origin } from './people-calibration.ts';
import type { PersonLog } from './people-logs.ts';

/** A goal somebody might have set, and what came of it. */
export interface Wished {
  readonly person: string;
  readonly days: number;
  /** As the model has it, before anything is learnt from other goals. */
  readonly raw: number;
  readonly chance: number;
  readonly reached: boolean;
}

const DAYS_AHEAD = [14, 28, 91, 182] as const;
/** How far off targets lie, in half-widths of the band a fortnight ahead. */
const DISTANCES = [0.25, 0.5, 1, 1.5, 2.5] as const;
/** Fewer values up to a date do not say whether a target was reached. */
const LEAST_SEEN = 3;
const UNCORRECTED = { intercept: 0, slope: 1 } as const;

/** Targets on both sides of where a log stood, each with its chance and what came of it. */
export function wishedGoals(origin: Origin, beliefs: WanderingBeliefs): readonly Wished[] {
  const { log, used, firstDay, today, known } = origin;
  const lastDay = log.evidence.at(-1)?.day ?? today;
  const now = known.at(-1)?.value ?? 0;
  // What the model itself says; what people make of it is learnt from these.
  const projection = projectUnder(used, { ...beliefs, reaching: { ...beliefs.reaching, ...UNCORRECTED } });
  const soon = projection.at(today + 14 - firstDay);
  const reach = (soon.high80 - soon.low80) / 2;
  return DAYS_AHEAD.filter((days) => today + days <= lastDay).flatMap((days) => {
    const later = log.evidence.filter(({ day }) => day > today && day <= today + days);
    if (later.length < LEAST_SEEN) return [];
    return (['up', 'down'] as const).flatMap((direction) =>
      DISTANCES.map((distance) => {
        const sign = direction === 'up' ? 1 : -1;
        const target = now + sign * distance * reach;
        const raw = projection.probabilityReachedBy(today + days - firstDay, target, direction);
        const reached = later.some(({ value }) => sign * (value - target) >= 0);
        return { person: log.person, days, raw, chance: raw, reached };
      }),
    );
  });
}

/** Steps of Newton's method; five are enough. */
const STEPS = 12;

/** Log-odds of what came true over the log-odds that were said, every person counting once: Platt 1999. */
export function learnReaching(wished: readonly Wished[]): {
  readonly intercept: number;
  readonly slope: number;
  readonly correct: (raw: number) => number;
} {
  const people = Map.groupBy(wished, ({ person }) => person);
  let intercept = 0;
  let slope = 0.5;
  for (let step = 0; step < STEPS; step += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { person, raw, reached } of wished) {
      const weight = 1 / (people.get(person)?.length ?? 1);
      const odds = logOdds(raw);
      const chance = 1 / (1 + Math.exp(-intercept - slope * odds));
      const off = weight * (Number(reached) - chance);
      const spread = weight * chance * (1 - chance);
      g0 += off;
      g1 += off * odds;
      h00 += spread;
      h01 += spread * odds;
      h11 += spread * odds * odds;
    }
    const determinant = h00 * h11 - h01 * h01;
    intercept += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  const correct = (raw: number): number => chanceAmongPeople(raw, { extremes: 0, intercept, slope });
  return { intercept, slope, correct };
}

/** Full weeks a pace is read from, as the product does it, and weeks ahead of a goal's date. */
const PACE_WEEKS = 8;
const LEAST_PACE_WEEKS = 3;
const WEEKS_AHEAD = [2, 4, 8, 13] as const;
/** Targets as a share of what the usual week would bring. */
const SHARES = [0.6, 0.85, 1, 1.15, 1.5] as const;

/** Goals of so many workouts by a date, set on every week of a log. */
export function countedGoals(logs: readonly PersonLog[]): readonly Wished[] {
  return logs
    .filter(({ metric }) => metric.type === 'workout_count')
    .flatMap(({ person, evidence }) => {
      const totals = evidence.map(({ value }) => value);
      return totals.flatMap((_, week) => {
        const before = totals.slice(Math.max(0, week - PACE_WEEKS), week);
        if (before.length < LEAST_PACE_WEEKS) return [];
        const pace = paceOf(before);
        if (pace.mean <= 0) return [];
        return WEEKS_AHEAD.filter((ahead) => week + ahead <= totals.length).flatMap((ahead) => {
          const came = totals.slice(week, week + ahead).reduce((sum, value) => sum + value, 0);
          return SHARES.map((share) => {
            const target = Math.max(1, Math.round(pace.mean * ahead * share));
            const raw = chanceInWeeks(pace, target, ahead);
            return { person, days: 7 * ahead, raw, chance: raw, reached: came >= target };
          });
        });
      });
    });
}

/** Each person's goals with the chances that everybody else's goals would have given them. */
export function correctedByOthers(wished: readonly Wished[]): readonly Wished[] {
  return [...Map.groupBy(wished, ({ person }) => person)].flatMap(([person, own]) => {
    const { correct } = learnReaching(wished.filter((goal) => goal.person !== person));
    return own.map((goal) => ({ ...goal, chance: correct(goal.raw) }));
  });
}

/** Chances to come within a week and to stay away for four, of each person by what all others do. */
export function visitsByOthers(
  logs: readonly PersonLog[],
): Readonly<Record<'visit' | 'lapse', readonly Wished[]>> {
  const days = localDays('UTC');
  const counted = logs.filter(({ metric }) => metric.type === 'workout_count');
  // A log ends with a visit; what came after nobody knows. Brought to one last day, no log looks like an absence.
  const lastDay = Math.max(...counted.map(({ readOn }) => readOn.at(-1) ?? 0));
  const visits = counted.map(({ person, readOn }) => {
    const came = readOn.map((day) => day + lastDay - (readOn.at(-1) ?? lastDay));
    return { person, days: came, times: came.map((day) => days.startOfDayMs(day)) };
  });
  const untilMs = days.startOfDayMs(lastDay);
  const told = { visit: [] as Wished[], lapse: [] as Wished[] };
  for (const { person, days: came, times } of visits) {
    const others = visits.filter((other) => other.person !== person).map((other) => other.times);
    const model = learnAttendance(others, untilMs, days);
    if (model === null) continue;
    for (let today = came[0]! + 7; today + LAPSE_DAYS <= came.at(-1)!; today += 7) {
      const chances = visitChances(
        model,
        times.slice(0, came.filter((day) => day <= today).length),
        days.startOfDayMs(today),
        days,
      );
      if (chances === null) continue;
      const within = (ahead: number): boolean => came.some((day) => day > today && day <= today + ahead);
      const one = { person, days: LAPSE_DAYS };
      told.visit.push({
        ...one,
        raw: chances.visitWithinWeek,
        chance: chances.visitWithinWeek,
        reached: within(7),
      });
      told.lapse.push({ ...one, raw: chances.lapse, chance: chances.lapse, reached: !within(LAPSE_DAYS) });
    }
  }
  return told;
}

const LAPSE_DAYS = 28;
