import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { boundedChance } from '../statistics/bounded-chance.ts';
import { chanceOf, fitLogistic } from '../statistics/logistic-regression.ts';
import type { LogisticExample, LogisticModel } from '../statistics/logistic-regression.ts';

/** How likely a member is to come, and to stay away. */
export interface VisitChances {
  /** At least one visit in the seven days to come. */
  readonly visitWithinWeek: number;
  /** No visit in the twenty-eight days to come. */
  readonly lapse: number;
}

/** The two models behind the chances, learned from a gym's own history. */
export interface AttendanceModel {
  readonly method: string;
  readonly visit: LogisticModel;
  readonly lapse: LogisticModel;
}

export const ATTENDANCE_MODEL_METHOD = 'visit-chances@3';

const WEEK_DAYS = 7;
const LAPSE_DAYS = 28;
/** Strength of the pull to zero; with hundreds of examples it hardly matters, with few it keeps weights sane. */
const RIDGE = 1;
/** Examples needed before a gym's own history is believed. */
const LEAST_EXAMPLES = 200;
/** Examples learned from, evenly picked; more make the nightly job longer and the model no better. */
const MAX_EXAMPLES = 20_000;
/** A member not seen for this long is no example any more: they have left. Days. */
const GONE_DAYS = 120;

/**
 * What a member's visits say on a day: days since the last (logarithm, and its
 * square, since a third silent week says more than a second), days with a visit in the last week,
 * share of the last four and of the last twelve weeks with a visit, and whether they are new.
 * @param visitDays day numbers of visits, ascending; only those before `today` are looked at
 */
export function attendanceFeatures(visitDays: readonly number[], today: number): readonly number[] | null {
  const past = visitDays.filter((day) => day < today);
  const last = past.at(-1);
  const first = past[0];
  if (last === undefined || first === undefined) return null;
  const weeksSeen = (weeks: number): number => {
    const seen = new Set(
      past
        .filter((day) => day >= today - weeks * WEEK_DAYS)
        .map((day) => Math.floor((today - 1 - day) / WEEK_DAYS)),
    );
    return seen.size / weeks;
  };
  const silence = Math.log(today - last);
  return [
    silence,
    silence * silence,
    new Set(past.filter((day) => day >= today - WEEK_DAYS)).size,
    weeksSeen(4),
    weeksSeen(12),
    today - first < LAPSE_DAYS ? 1 : 0,
  ];
}

/**
 * Learns the two models from the past of a gym's members: every member on every seventh day is an
 * example, as long as what came after is known.
 * @param members visit times of each member, ascending, up to `untilMs`
 * @returns null with fewer than two hundred examples
 */
export function learnAttendance(
  members: readonly (readonly number[])[],
  untilMs: number,
  days: LocalDays,
): AttendanceModel | null {
  const until = days.dayOf(untilMs);
  const visits: LogisticExample[] = [];
  const lapses: LogisticExample[] = [];
  for (const times of members) {
    const visitDays = times.map((time) => days.dayOf(time));
    const first = visitDays[0];
    if (first === undefined) continue;
    for (let day = first + 1; day + LAPSE_DAYS <= until; day += WEEK_DAYS) {
      const features = attendanceFeatures(visitDays, day);
      if (features === null || (features[0] ?? 0) > Math.log(GONE_DAYS)) continue;
      const came = (ahead: number): boolean => visitDays.some((visit) => visit >= day && visit < day + ahead);
      visits.push({ features, happened: came(WEEK_DAYS) });
      lapses.push({ features, happened: !came(LAPSE_DAYS) });
    }
  }
  if (visits.length < LEAST_EXAMPLES) return null;
  const visit = fitLogistic(evenly(visits), RIDGE);
  const lapse = fitLogistic(evenly(lapses), RIDGE);
  return visit === null || lapse === null ? null : { method: ATTENDANCE_MODEL_METHOD, visit, lapse };
}

function evenly(examples: readonly LogisticExample[]): readonly LogisticExample[] {
  const step = Math.ceil(examples.length / MAX_EXAMPLES);
  return examples.filter((_, i) => i % step === 0);
}

/**
 * Chances for one member; a member without any visit has none.
 * @param visitTimes ascending
 */
export function visitChances(
  model: AttendanceModel,
  visitTimes: readonly number[],
  nowMs: number,
  days: LocalDays,
): VisitChances | null {
  // Today counts as past: what is asked is whether they come again.
  const features = attendanceFeatures(
    visitTimes.map((time) => days.dayOf(time)),
    days.dayOf(nowMs + DAY_MS),
  );
  if (features === null) return null;
  return {
    visitWithinWeek: boundedChance(chanceOf(model.visit, features)),
    lapse: boundedChance(chanceOf(model.lapse, features)),
  };
}
