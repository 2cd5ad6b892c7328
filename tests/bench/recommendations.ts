import { DAY_MS } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import { localDays } from '../../shared/base/local-days.ts';
import type { LocalDays } from '../../shared/base/local-days.ts';
import type { GymClass } from '../../shared/domain/classes/gym-class.ts';
import { generateDemoGym } from '../../shared/domain/demo-gym/generate-demo-gym.ts';
import { classSlot } from '../../shared/domain/recommendations/class-series.ts';
import { learnRecommendations } from '../../shared/domain/recommendations/learn-recommendations.ts';
import {
  MAX_RECOMMENDATIONS,
  recommendClasses,
} from '../../shared/domain/recommendations/recommend-classes.ts';
import type { RecommendationModel } from '../../shared/domain/recommendations/recommendation-model.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';

/**
 * How good suggestions are, offline: the last six weeks of a demo gym are asked about week by week,
 * each time with nothing known but what lay before that week. Beside two rules anyone would try
 * first: the most popular classes, and the member's own classes of last week again.
 */
export interface RecommendationRow {
  readonly method: string;
  /** Share of member-weeks with a class in which one of five suggestions was attended. */
  readonly hitRateAt5: number;
  /** Mean of one over the rank of the first hit, 0 without one. */
  readonly meanReciprocalRank: number;
  /** Share of the week's series suggested to anybody. */
  readonly coverage: number;
  readonly memberWeeks: number;
}

const ZONE = 'Europe/London';
const NOW_MS = Date.parse('2026-02-16T03:00:00Z');
const TEST_WEEKS = 6;

interface Question {
  readonly visits: readonly Visit[];
  readonly offered: readonly GymClass[];
  readonly attended: ReadonlySet<string>;
  readonly fromMs: number;
  readonly model: RecommendationModel | undefined;
}

type Method = (question: Question) => readonly string[];

/** Asks every method about the same member-weeks. */
export function compareRecommendations(seed: number): readonly RecommendationRow[] {
  const made = generateDemoGym({ gymId: 'bench' as GymId, seed, nowMs: NOW_MS, zone: ZONE });
  if (!made.ok) throw new Error(`no demo gym: ${made.code}`);
  const days = localDays(ZONE);
  const { classes } = made.value;
  const byId = new Map(classes.map((gymClass) => [gymClass.id as string, gymClass]));
  const visitsOf = Map.groupBy(made.value.visits, (visit) => visit.memberId as string);
  const questions = weeklyQuestions(visitsOf, classes, days);
  const methods: Readonly<Record<string, Method>> = {
    learned: (question) => suggest(question, byId, days, question.model),
    'weights as shipped': (question) => suggest(question, byId, days, undefined),
    'last week again': (question) => lastWeekAgain(question, byId, days),
    popularity: (question) => popular(question, days),
  };
  return Object.entries(methods).map(([method, suggestions]) =>
    score(method, suggestions, questions, byId, days),
  );
}

function weeklyQuestions(
  visitsOf: ReadonlyMap<string, readonly Visit[]>,
  classes: readonly GymClass[],
  days: LocalDays,
): readonly Question[] {
  const thisWeek = days.weekOf(NOW_MS);
  return Array.from({ length: TEST_WEEKS }, (_, i) => {
    const week = thisWeek - (TEST_WEEKS - i) * 7;
    const fromMs = days.startOfDayMs(week);
    const toMs = days.startOfDayMs(week + 7);
    // Nobody has booked yet: how full a class became is not known on Monday morning.
    const offered = classes
      .filter(({ startsAtMs }) => startsAtMs >= fromMs && startsAtMs < toMs)
      .map((gymClass) => ({ ...gymClass, placesTaken: 0 }));
    const before = new Map(
      [...visitsOf].map(([member, visits]) => [
        member,
        visits.filter(({ checkedInAtMs }) => checkedInAtMs < fromMs),
      ]),
    );
    const past = classes.filter(({ startsAtMs }) => startsAtMs < fromMs);
    const model =
      learnRecommendations({ visitsOf: before, classes: past, untilMs: fromMs, days }) ?? undefined;
    return [...visitsOf].flatMap(([member, visits]) => {
      const attended = new Set(
        visits.flatMap(({ checkedInAtMs, classId }) =>
          classId !== null && checkedInAtMs >= fromMs && checkedInAtMs < toMs ? [classId] : [],
        ),
      );
      return attended.size === 0
        ? []
        : [{ visits: before.get(member) ?? [], offered, attended, fromMs, model }];
    });
  }).flat();
}

function suggest(
  question: Question,
  classes: ReadonlyMap<string, GymClass>,
  days: LocalDays,
  model: RecommendationModel | undefined,
): readonly string[] {
  return recommendClasses({
    visits: question.visits,
    classes,
    upcoming: question.offered,
    bookings: [],
    notForMe: new Set(),
    model,
    nowMs: question.fromMs,
    days,
  }).map(({ gymClass }) => gymClass.id);
}

function popular({ offered, model }: Question, days: LocalDays): readonly string[] {
  const fill = (gymClass: GymClass): number => model?.popularity[classSlot(gymClass, days).series] ?? 0;
  return offered
    .toSorted((left, right) => fill(right) - fill(left) || (left.id < right.id ? -1 : 1))
    .slice(0, MAX_RECOMMENDATIONS)
    .map(({ id }) => id);
}

function lastWeekAgain(
  question: Question,
  classes: ReadonlyMap<string, GymClass>,
  days: LocalDays,
): readonly string[] {
  const lastWeek = new Set(
    question.visits.flatMap(({ checkedInAtMs, classId }) => {
      const gymClass = classes.get(classId ?? '');
      if (gymClass === undefined || checkedInAtMs < question.fromMs - 7 * DAY_MS) return [];
      return [classSlot(gymClass, days).series];
    }),
  );
  const again = question.offered
    .filter((gymClass) => lastWeek.has(classSlot(gymClass, days).series))
    .map(({ id }) => id);
  const rest = popular(question, days).filter((id) => !again.includes(id as never));
  return [...again, ...rest].slice(0, MAX_RECOMMENDATIONS);
}

function score(
  method: string,
  suggestions: Method,
  questions: readonly Question[],
  classes: ReadonlyMap<string, GymClass>,
  days: LocalDays,
): RecommendationRow {
  let hits = 0;
  let reciprocal = 0;
  const suggested = new Set<string>();
  const offered = new Set<string>();
  for (const question of questions) {
    const ids = suggestions(question);
    const rank = ids.findIndex((id) => question.attended.has(id));
    if (rank >= 0) hits += 1;
    if (rank >= 0) reciprocal += 1 / (rank + 1);
    for (const id of ids) suggested.add(seriesOf(id, classes, days));
    for (const { id } of question.offered) offered.add(seriesOf(id, classes, days));
  }
  return {
    method,
    hitRateAt5: hits / questions.length,
    meanReciprocalRank: reciprocal / questions.length,
    coverage: suggested.size / offered.size,
    memberWeeks: questions.length,
  };
}

function seriesOf(id: string, classes: ReadonlyMap<string, GymClass>, days: LocalDays): string {
  const gymClass = classes.get(id);
  return gymClass === undefined ? id : classSlot(gymClass, days).series;
}

if (import.meta.main) {
  for (const seed of [1, 2]) {
    console.log(`demo gym ${seed}`);
    console.table(compareRecommendations(seed));
  }
}
