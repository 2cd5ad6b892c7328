import { localDays } from '../../base/local-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { earnedAchievements } from '../achievements/evaluate-achievements.ts';
import type { Achievement } from '../achievements/achievement.ts';
import { excusedWeeks } from '../attendance/excused-weeks.ts';
import type { ExcusedTime } from '../attendance/excused-weeks.ts';
import { usableVisits } from '../attendance/usable-visits.ts';
import type { GymClass } from '../classes/gym-class.ts';
import { achievementTiles } from '../dashboard/achievement-tiles.ts';
import { goalTiles } from '../dashboard/goal-tiles.ts';
import { metricTiles } from '../dashboard/metric-tiles.ts';
import { profileSummary } from '../dashboard/profile-summary.ts';
import type { ReviewLocale, ReviewedMember } from '../dashboard/reviewed-member.ts';
import type { Goal } from '../goals/goal.ts';
import { createGoalForecaster } from '../goals/goal-forecaster.ts';
import { goalReached } from '../goals/goal-progress.ts';
import type { GoalReached } from '../goals/goal-progress.ts';
import { reviewGoals } from '../goals/review-goals.ts';
import type { AdjustedGoal, GoalReview } from '../goals/review-goals.ts';
import { strongestInsights } from '../insights/find-insights.ts';
import { metricOf } from '../insights/insight.ts';
import type { Insight } from '../insights/insight.ts';
import type { Member } from '../members/member.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { CLOCK_TOLERANCE_MS, isUsableTime } from '../metrics/usable-readings.ts';
import type { ReviewNews } from '../notifications/member-notifications.ts';
import { tasteOf } from '../recommendations/taste.ts';
import { PROJECTION_METHOD } from '../trends/projection.ts';
import { THEIL_SEN_METHOD } from '../trends/theil-sen.ts';
import { createTrendReader } from '../trends/trend-reader.ts';
import type { Visit } from '../visits/visit.ts';
import { phraseOf } from '../wording/phrases.ts';
import { wordingFor } from '../wording/wording-for.ts';
import type { Wording } from '../wording/wording.ts';
import { DERIVING_FORMULAS } from './derive-metrics.ts';
import type { DerivedReading } from './derive-metrics.ts';
import { endOfDayMs, recentReadings } from './recent-readings.ts';
import { settleReadings } from './settle-readings.ts';

/** One member's rows, in any order. */
export interface MemberRows {
  readonly member: Member;
  readonly visits: readonly Visit[];
  readonly metrics: readonly MetricReading[];
  readonly goals: readonly Goal[];
  readonly achievements: readonly Achievement[];
  /** Classes behind past visits; a visit to a class not in here counts as open gym. */
  readonly attendedClasses: readonly GymClass[];
  /** What was moved about the goals before. */
  readonly goalAdjustments: readonly AdjustedGoal[];
  /** When nobody expected a visit: the gym's closures and the member's freezes. */
  readonly excusedTimes: readonly ExcusedTime[];
}

/** What has to be written so that the rows say what follows from them; all empty where they do already. */
export interface ReviewEffects {
  /** Derived readings to insert, or to write over those of the same id. */
  readonly derived: readonly DerivedReading[];
  /** Ids of derived readings that no longer follow from anything. */
  readonly dropped: readonly string[];
  readonly goals: readonly Goal[];
  readonly adjustedGoals: readonly AdjustedGoal[];
  /** To insert, or to write over those of the same id. */
  readonly achievements: readonly Achievement[];
}

export interface MemberReview {
  readonly effects: ReviewEffects;
  readonly reviewed: ReviewedMember;
  /** What may be worth telling the member, as it was found out. */
  readonly news: ReviewNews;
}

/** Grows whenever a review of the same rows would say something else. */
const REVIEW_FORMULA = 'member-review@9';

/** What a review of today's product for this reader is made with: code, formulas, language, zone. */
export function reviewStamp({ zone, language = 'en', weightUnit = 'kg' }: ReviewLocale): string {
  const made = [REVIEW_FORMULA, ...DERIVING_FORMULAS, THEIL_SEN_METHOD, PROJECTION_METHOD];
  return `${made.join(' ')} ${language} ${weightUnit} ${zone}`;
}

/**
 * Draws every conclusion from a member's rows: derived readings, goals, achievements, insights and the
 * tiles that show them. The outcome is the same all through a day of the gym, for rows in any order,
 * and for rows its effects were written to: running it late, twice or on two machines changes nothing.
 * @throws RangeError for a zone that does not exist
 */
export function reviewMember(rows: MemberRows, at: ReviewLocale & { readonly nowMs: number }): MemberReview {
  const days = localDays(at.zone);
  const words = wordingFor(at.language, at.weightUnit);
  const past = settlePast(rows, at.nowMs, days);
  const { visits, classes, readings, recent, trendOf, excusedWeeks, nowMs } = past;
  const forecastOf = createGoalForecaster(recent, trendOf, nowMs, days);
  const adjustments = rows.goalAdjustments;
  const goals = reviewGoals({
    goals: rows.goals,
    adjustments,
    readings,
    forecastOf,
    nowMs,
    days,
  });
  const reached = reachedGoals(goals, past, days);
  const reachedAtMs = new Map([...reached].map(([id, { atMs }]) => [id, atMs]));
  const earned = newAchievements(rows, past, [...reachedAtMs.values()], days);
  const news = new Set(earned.map(({ id }) => id));
  const achievements = [...rows.achievements.filter(({ id }) => !news.has(id)), ...earned];
  const shared = { visits, classes, readings: recent, excusedWeeks, nowMs, days };
  const profile = profileSummary({ ...shared, member: rows.member, readings, achievements, words });
  const insights = strongestInsights({ ...shared, goals: goals.goals, trendOf, forecastOf });
  const allAdjustments = [...adjustments, ...goals.adjusted];
  return {
    effects: {
      derived: past.derived,
      dropped: past.dropped,
      goals: goals.changed,
      adjustedGoals: goals.adjusted,
      achievements: earned,
    },
    reviewed: {
      stamp: reviewStamp(at),
      ...holds(rows, at.nowMs, days),
      profile,
      achievements: achievementTiles(achievements, words),
      goals: goalTiles({
        goals: goals.goals,
        adjustments: allAdjustments,
        forecastOf,
        reached,
        nowMs,
        days,
        words,
      }),
      metrics: metricTiles({
        readings: recent,
        ofAllTime: readings,
        goals: goals.goals,
        trendOf,
        streakWeeks: profile.streak_weeks,
        nowMs,
        days,
        words,
      }),
      insights: insights.map((insight) => insightTile(insight, words)),
      taste: tasteOf(visits, classes, nowMs, days),
    },
    news: {
      achievements,
      goals: goals.goals,
      adjustments: allAdjustments,
      goalReachedAtMs: reachedAtMs,
      insights,
      lastWeek: profile.last_week,
    },
  };
}

/** The member's rows as every rule wants them. */
function settlePast(rows: MemberRows, nowMs: number, days: LocalDays) {
  const today = days.dayOf(nowMs);
  const visits = usableVisits(rows.visits, nowMs);
  const classes = new Map(rows.attendedClasses.map((gymClass) => [gymClass.id as string, gymClass]));
  const excused = excusedWeeks(rows.excusedTimes);
  const settled = settleReadings(rows.metrics, nowMs, {
    member: rows.member,
    visits,
    classes,
    excusedWeeks: excused,
    today,
    days,
  });
  const recent = new Map(
    [...settled.readings].map(([metricType, readings]) => [
      metricType,
      recentReadings(readings, nowMs, days),
    ]),
  );
  const endMs = endOfDayMs(nowMs, days);
  const trendOf = createTrendReader(recent, endMs, days);
  return { ...settled, visits, classes, excusedWeeks: excused, recent, trendOf, nowMs: endMs };
}

/** The moment each achieved goal was reached, by goal id, earliest first. */
function reachedGoals(
  { goals }: GoalReview,
  past: ReturnType<typeof settlePast>,
  days: LocalDays,
): ReadonlyMap<string, GoalReached> {
  const reached = goals.flatMap((goal): [string, GoalReached][] => {
    if (goal.status !== 'achieved') return [];
    const first = goalReached(goal, past.readings.get(goal.metricType) ?? [], days);
    return first === null ? [] : [[goal.id, first]];
  });
  return new Map(reached.sort(([, left], [, right]) => left.atMs - right.atMs));
}

/** What is earned and not stored, or stored with a later date: the fact that earned it came after it. */
function newAchievements(
  rows: MemberRows,
  past: ReturnType<typeof settlePast>,
  goalsReachedAtMs: readonly number[],
  days: LocalDays,
): readonly Achievement[] {
  const { member } = rows;
  const known = new Map(rows.achievements.map(({ id, achievedAtMs }) => [id, achievedAtMs]));
  // Kept in one language, whoever looks first; what a member reads is worded from the rule.
  return earnedAchievements(
    { ...past, goalsReachedAtMs, joinedAtMs: member.joinedAtMs, days },
    member.id,
    wordingFor(),
  ).filter(({ id, achievedAtMs }) => achievedAtMs < (known.get(id) ?? Number.POSITIVE_INFINITY));
}

/** While the gym's day lasts and every row stays on its side of "not yet". */
function holds(
  rows: MemberRows,
  nowMs: number,
  days: LocalDays,
): Pick<ReviewedMember, 'goodFromMs' | 'goodUntilMs'> {
  const today = days.dayOf(nowMs);
  let goodFromMs = days.startOfDayMs(today);
  let goodUntilMs = days.startOfDayMs(today + 1);
  const note = (atMs: number): void => {
    const countsFromMs = atMs - CLOCK_TOLERANCE_MS;
    if (isUsableTime(atMs, nowMs)) goodFromMs = Math.max(goodFromMs, countsFromMs);
    else if (countsFromMs > nowMs) goodUntilMs = Math.min(goodUntilMs, countsFromMs);
  };
  for (const { checkedInAtMs } of rows.visits) note(checkedInAtMs);
  for (const { recordedAtMs } of rows.metrics) note(recordedAtMs);
  return { goodFromMs, goodUntilMs };
}

function insightTile(
  { finding, strength, evidence }: Insight,
  words: Wording,
): ReviewedMember['insights'][number] {
  const metricType = metricOf(finding);
  return {
    kind: finding.kind,
    ...(metricType === null ? {} : { metric_type: metricType }),
    text: phraseOf(words.insight, finding),
    strength,
    evidence: { n: evidence.n, p_value: evidence.pValue },
  };
}
