import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { GymClass } from '../classes/gym-class.ts';
import { fitLogisticInSteps } from '../statistics/logistic-regression.ts';
import type { LogisticExample } from '../statistics/logistic-regression.ts';
import type { Visit } from '../visits/visit.ts';
import { affinityProfile } from './class-affinity.ts';
import { classSlot } from './class-series.ts';
import { coAttendance } from './co-attendance.ts';
import type { CoAttendance } from './co-attendance.ts';
import { choiceFeatures, RECOMMENDATION_METHOD } from './recommendation-model.ts';
import type { RecommendationModel } from './recommendation-model.ts';
import { tasteOf } from './taste.ts';

/** A gym's past to learn from. */
export interface GymPast {
  /** Visits of each member, usable, oldest first. */
  readonly visitsOf: ReadonlyMap<string, readonly Visit[]>;
  readonly classes: readonly GymClass[];
  /** Nothing from this time on is looked at. */
  readonly untilMs: number;
  readonly days: LocalDays;
}

/** Weeks whose choices are learned from; what lies before them makes the profiles. */
const LEARNING_WEEKS = 8;
/** Classes not chosen, per class chosen, that serve as counterexamples; all of them would say the same at ten times the cost. */
const COUNTEREXAMPLES = 6;
const MAX_EXAMPLES = 30_000;
const LEAST_CHOICES = 100;
const RIDGE = 2;
/** Members whose week is looked at between two pauses. */
const MEMBERS_PER_STEP = 8;
/** Days that popularity looks back. */
const POPULARITY_DAYS = 28;

/**
 * Learns what makes this gym's members choose a class: every week of the last eight, each member's
 * choices against classes of the same week not chosen, profiles taken before that week began; null with
 * fewer than a hundred choices to learn from. It goes a few milliseconds at a time (a step of the fit at the end takes some tens), so that a
 * machine that serves members can let them go first.
 * @returns yields nothing but the chance to do something else
 */
export function* learnRecommendationsInSteps(
  past: GymPast,
): Generator<void, RecommendationModel | null, void> {
  const { visitsOf, untilMs, days } = past;
  const classes = new Map(past.classes.map((gymClass) => [gymClass.id as string, gymClass]));
  const firstWeek = days.weekOf(untilMs) - LEARNING_WEEKS * 7;
  // Likeness is taken from before the weeks learned from, so that no choice explains itself.
  const early = likenessBefore(visitsOf, classes, days.startOfDayMs(firstWeek));
  const examples: LogisticExample[] = [];
  let choices = 0;
  const bySeries = Map.groupBy(past.classes, (gymClass) => classSlot(gymClass, days).series);
  for (let week = firstWeek; week < days.weekOf(untilMs); week += 7) {
    const fromMs = days.startOfDayMs(week);
    const toMs = days.startOfDayMs(week + 7);
    const offered = past.classes
      .filter(({ startsAtMs }) => startsAtMs >= fromMs && startsAtMs < toMs)
      .sort((left, right) => left.startsAtMs - right.startsAtMs || (left.id < right.id ? -1 : 1));
    // How full a class became is known only afterwards; what is learned from is how full it was before.
    const popularity = popularityBefore(bySeries, fromMs);
    let looked = 0;
    for (const visits of visitsOf.values()) {
      looked += 1;
      if (looked % MEMBERS_PER_STEP === 0) yield;
      const chosen = chosenIn(visits, fromMs, toMs);
      if (chosen.size === 0) continue;
      const before = visits.filter(({ checkedInAtMs }) => checkedInAtMs < fromMs);
      const profile = affinityProfile(tasteOf(before, classes, fromMs, days), days, early);
      for (const [i, gymClass] of offered.entries()) {
        const happened = chosen.has(gymClass.id);
        if (!happened && !isPicked(i, week, chosen.size, offered.length)) continue;
        if (happened) choices += 1;
        const slot = classSlot(gymClass, days);
        const features = choiceFeatures(profile.of(gymClass, slot), popularity[slot.series] ?? 0);
        examples.push({ features, happened });
      }
    }
  }
  if (choices < LEAST_CHOICES) return null;
  yield;
  const choice = yield* fitLogisticInSteps(evenly(examples), RIDGE);
  if (choice === null) return null;
  yield;
  return {
    method: RECOMMENDATION_METHOD,
    choice,
    coAttendance: likenessBefore(visitsOf, classes, untilMs),
    popularity: popularityBefore(bySeries, untilMs),
    examples: Math.min(examples.length, MAX_EXAMPLES),
  };
}

function chosenIn(visits: readonly Visit[], fromMs: number, toMs: number): ReadonlySet<string> {
  return new Set(
    visits.flatMap(({ checkedInAtMs, classId }) =>
      classId !== null && checkedInAtMs >= fromMs - DAY_MS && checkedInAtMs < toMs ? [classId] : [],
    ),
  );
}

/** Picks counterexamples spread over the week, others each week, without drawing lots. */
function isPicked(index: number, week: number, chosen: number, offered: number): boolean {
  const step = Math.max(1, Math.floor(offered / (chosen * COUNTEREXAMPLES)));
  return (index + Math.floor(week / 7)) % step === 0;
}

function evenly(examples: readonly LogisticExample[]): readonly LogisticExample[] {
  const step = Math.ceil(examples.length / MAX_EXAMPLES);
  return examples.filter((_, i) => i % step === 0);
}

/** Mean fill of each series over the four weeks before a time. */
function popularityBefore(
  bySeries: ReadonlyMap<string, readonly GymClass[]>,
  beforeMs: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...bySeries].flatMap(([series, classes]) => {
      const lately = classes.filter(
        ({ startsAtMs }) => startsAtMs < beforeMs && startsAtMs >= beforeMs - POPULARITY_DAYS * DAY_MS,
      );
      if (lately.length === 0) return [];
      const fill = lately.reduce(
        (sum, { places, placesTaken }) => sum + placesTaken / Math.max(1, places),
        0,
      );
      return [[series, Math.min(1, fill / lately.length)]];
    }),
  );
}

function likenessBefore(
  visitsOf: ReadonlyMap<string, readonly Visit[]>,
  classes: ReadonlyMap<string, GymClass>,
  beforeMs: number,
): CoAttendance {
  return coAttendance(
    [...visitsOf.values()].map((visits) => {
      const counts = new Map<string, number>();
      for (const { checkedInAtMs, classId } of visits) {
        const gymClass = classId === null || checkedInAtMs >= beforeMs ? undefined : classes.get(classId);
        if (gymClass !== undefined) counts.set(gymClass.classType, (counts.get(gymClass.classType) ?? 0) + 1);
      }
      return counts;
    }),
  );
}
