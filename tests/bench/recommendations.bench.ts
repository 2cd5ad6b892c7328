import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import type { LocalDays } from '../../shared/base/local-days.ts';
import type { GymClass } from '../../shared/domain/classes/gym-class.ts';
import { classSlot } from '../../shared/domain/recommendations/class-series.ts';
import { MAX_RECOMMENDATIONS } from '../../shared/domain/recommendations/recommend-classes.ts';
import type { RecommendationModel } from '../../shared/domain/recommendations/recommendation-model.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';
import { demoGym, DEMO_NOW_MS, DEMO_ZONE } from '../support/numbers/demo-gyms.ts';
import type { BenchOptions, BenchTable } from './report.ts';
import { learnRecommendations, recommendClasses } from '../support/domain/whole-results.ts';

/** Weeks asked about, the last before the present. */
const TEST_WEEKS = 6;

/** What one method did in one gym. */
interface Score {
  readonly method: string;
  /** Share of member-weeks with a class in which one of five suggestions was attended. */
  readonly hitRateAt5: number;
  /** Mean of one over the rank of the first hit, 0 without one. */
  readonly meanReciprocalRank: number;
  /** Share of the week's series suggested to anybody. */
  readonly coverage: number;
  readonly memberWeeks: number;
}

/**
 * How good suggestions are, offline: the last six weeks of a demo gym are asked about week by week,
 * each time with nothing known but what lay before that week. Beside two rules anyone would try
 * first: the most popular classes, and the member's own classes of last week again.
 *
 * The gym's generator does not hand the model its own assumptions. There, a member chooses once a day
 * between the classes near a wanted hour, by a utility of hidden liking (which drifts), instructor,
 * friends already going, weather against intensity, and Gumbel noise of a size that differs from
 * person to person; whether they come at all is decided before, by habit, season and illness. The
 * model sees none of these: neither tastes nor friends nor weather nor the wanted hour. It counts
 * visits into shares of series, slot, kind and instructor over a whole week, and its weights are a
 * pointwise logistic regression, not the generator's choice among a day's classes. About one week in
 * four no suggestion is right, since whim and friends cannot be counted from the outside.
 */
export async function recommendations({ long }: BenchOptions): Promise<BenchTable> {
  const seeds = long ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3];
  const scores = seeds.map((seed) => compare(seed));
  const methods = scores[0]?.map(({ method }) => method) ?? [];
  return await Promise.resolve({
    title: `Suggested classes, ${seeds.length} demo gyms, the last ${TEST_WEEKS} weeks by time split`,
    note: 'Means, with the lowest and highest gym. Aim: well above both rules at hit@5 and MRR, without suggesting the same to all.',
    rows: methods.map((method) => {
      const own = scores.flatMap((gym) => gym.filter((score) => score.method === method));
      return {
        name: method,
        values: {
          'hit@5': spread(own.map(({ hitRateAt5 }) => hitRateAt5)),
          MRR: spread(own.map(({ meanReciprocalRank }) => meanReciprocalRank)),
          'series ever suggested': spread(own.map(({ coverage }) => coverage)),
          'member-weeks': own.reduce((sum, { memberWeeks }) => sum + memberWeeks, 0),
        },
      };
    }),
  });
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${mean.toFixed(3)} (${Math.min(...values).toFixed(3)}-${Math.max(...values).toFixed(3)})`;
}

interface Question {
  readonly visits: readonly Visit[];
  readonly offered: readonly GymClass[];
  readonly attended: ReadonlySet<string>;
  readonly fromMs: number;
  readonly model: RecommendationModel | undefined;
}

type Method = (question: Question) => readonly string[];

/** Asks every method about the same member-weeks. */
function compare(seed: number): readonly Score[] {
  const { classes, visits: allVisits } = demoGym(seed);
  const days = localDays(DEMO_ZONE);
  const byId = new Map(classes.map((gymClass) => [gymClass.id as string, gymClass]));
  const visitsOf = Map.groupBy(allVisits, (visit) => visit.memberId as string);
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
  const thisWeek = days.weekOf(DEMO_NOW_MS);
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
): Score {
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
