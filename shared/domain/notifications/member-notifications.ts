import { dayOfDate, dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Achievement } from '../achievements/achievement.ts';
import type { LastWeek } from '../dashboard/dashboard.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import type { Goal } from '../goals/goal.ts';
import type { AdjustedGoal } from '../goals/review-goals.ts';
import type { Insight } from '../insights/insight.ts';
import { notificationId } from './notification.ts';
import type { NotificationCandidate, NotificationReason } from './notification.ts';

/** What a review of a member found out that may be worth telling. */
export interface ReviewNews {
  /** All of them, earlier ones too. */
  readonly achievements: readonly Achievement[];
  /** As they stand now. */
  readonly goals: readonly Goal[];
  readonly adjustments: readonly AdjustedGoal[];
  /** When each achieved goal was reached, by goal id. */
  readonly goalReachedAtMs: ReadonlyMap<string, number>;
  readonly insights: readonly Insight[];
  readonly lastWeek: LastWeek | undefined;
}

/** What happened longer ago is no news, days. */
const NEWS_DAYS = 7;
/** Share of the way from which a goal is close. */
const CLOSE_SHARE = 0.8;
/** Last week is talked about until Wednesday, days after its end. */
const SUMMARY_DAYS = 3;

/**
 * What a member should hear after a review. Rows in any order, and reviews at any time, lead to the
 * same ids: telling each id once tells everything once.
 */
export function memberNotifications(
  news: ReviewNews,
  { nowMs, days }: { nowMs: number; days: LocalDays },
): NotificationCandidate[] {
  const all = [
    ...achievementNews(news, days),
    ...goalNews(news, days),
    ...news.insights.flatMap((insight) => insightNews(insight, nowMs, days)),
    ...weekNews(news.lastWeek, days),
  ];
  return all.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
}

/** @returns the first instant of the day that lies so many days after */
function daysLater(day: number, count: number, days: LocalDays): number {
  return days.startOfDayMs(day + count);
}

function achievementNews({ achievements }: ReviewNews, days: LocalDays): NotificationCandidate[] {
  return achievements.map(({ id, memberId, achievementType, achievedAtMs }) => {
    const about = id.startsWith(`${memberId}/`) ? id.slice(memberId.length + 1) : id;
    return {
      id: notificationId('achievement_earned', about),
      topic: 'achievements',
      reason: { kind: 'achievement_earned', achievementType, earnedOn: days.dateOf(achievedAtMs) },
      subject: `achievement/${about}`,
      expiresAtMs: daysLater(days.dayOf(achievedAtMs), NEWS_DAYS, days),
    };
  });
}

function goalNews(news: ReviewNews, days: LocalDays): NotificationCandidate[] {
  const about = (
    goal: Goal,
    reason: Extract<NotificationReason, { kind: `goal_${string}` }>,
    fromDay: number,
    period: string,
  ): NotificationCandidate => ({
    id: notificationId(reason.kind, goal.id, period),
    topic: 'goals',
    reason,
    subject: `goal/${goal.id}`,
    expiresAtMs: daysLater(fromDay, NEWS_DAYS, days),
  });
  const stands = news.goals.flatMap((goal): NotificationCandidate[] => {
    const { metricType, targetDate } = goal;
    const due = dayOfDate(targetDate);
    const share = goalProgress(goal);
    if (due === null) return [];
    if (goal.status === 'achieved') {
      const reachedAtMs = news.goalReachedAtMs.get(goal.id);
      if (reachedAtMs === undefined) return [];
      const day = days.dayOf(reachedAtMs);
      return [about(goal, { kind: 'goal_reached', metricType, reachedOn: dateOfDay(day) }, day, 'once')];
    }
    if (goal.status === 'missed')
      return [about(goal, { kind: 'goal_missed', metricType, share, targetDate }, due + 1, targetDate)];
    // Until its date it stays true, so it is told once for a date and not after it.
    return share >= CLOSE_SHARE
      ? [about(goal, { kind: 'goal_close', metricType, share, targetDate }, due - NEWS_DAYS + 1, targetDate)]
      : [];
  });
  const goalOf = new Map(news.goals.map((goal) => [goal.id, goal]));
  const moved = news.adjustments.flatMap(({ goalId, kind, targetDate, adjustedOn }) => {
    const goal = goalOf.get(goalId);
    const day = dayOfDate(adjustedOn);
    if (goal === undefined || day === null || goal.status !== 'adjusted') return [];
    const { metricType } = goal;
    return [about(goal, { kind: 'goal_adjusted', metricType, why: kind, targetDate }, day, adjustedOn)];
  });
  return [...stands, ...moved];
}

/** Only what a member is glad to hear, at most once a month of the gym's calendar. */
function insightNews(
  { finding, evidence }: Insight,
  nowMs: number,
  days: LocalDays,
): NotificationCandidate[] {
  const reason = insightReason(finding, { n: evidence.n, pValue: evidence.pValue });
  if (reason === null) return [];
  const about = 'metricType' in reason ? reason.metricType : 'all';
  const today = days.dayOf(nowMs);
  return [
    {
      id: notificationId(reason.kind, about, dateOfDay(today).slice(0, 7)),
      topic: 'progress',
      reason,
      subject: `progress/${reason.kind}/${about}`,
      expiresAtMs: daysLater(today, NEWS_DAYS, days),
    },
  ];
}

function insightReason(
  finding: Insight['finding'],
  evidence: { n: number; pValue: number | null },
): Extract<NotificationReason, { n: number }> | null {
  switch (finding.kind) {
    case 'good_trend':
      return { kind: finding.kind, metricType: finding.metric.type, weeks: finding.weeks, ...evidence };
    case 'faster_recovery':
    case 'lower_resting_rate':
      return { kind: finding.kind, weeks: finding.weeks, ...evidence };
    case 'more_often':
      return { kind: finding.kind, before: finding.before, now: finding.now, ...evidence };
    default:
      return null;
  }
}

/** A week without a visit is not summed up: nobody has to be told. */
function weekNews(week: LastWeek | undefined, days: LocalDays): NotificationCandidate[] {
  const monday = week === undefined ? null : dayOfDate(week.week_start);
  if (week === undefined || monday === null || week.visits === 0) return [];
  return [
    {
      id: notificationId('weekly_summary', week.week_start),
      topic: 'weekly_summary',
      reason: {
        kind: 'weekly_summary',
        weekStart: week.week_start,
        visits: week.visits,
        usualVisits: week.usual_visits,
        trainingMin: week.training_min,
        achievements: week.achievement_types.length,
      },
      subject: `week/${week.week_start}`,
      expiresAtMs: daysLater(monday + 7, SUMMARY_DAYS, days),
    },
  ];
}
