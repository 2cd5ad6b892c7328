import { achievementFinding } from '../../../shared/domain/achievements/achievement-finding.ts';
import { ACHIEVEMENT_RULES } from '../../../shared/domain/achievements/achievement-rules.ts';
import type { AttendanceHabits } from '../../../shared/domain/attendance/habits.ts';
import type { CommunityFinding } from '../../../shared/domain/community/community-findings.ts';
import type { GoalAdjustment } from '../../../shared/domain/goals/adjust-goal.ts';
import type { GoalOutlook } from '../../../shared/domain/goals/goal-outlook.ts';
import type { InsightFinding } from '../../../shared/domain/insights/insight.ts';
import { findMetric, METRICS } from '../../../shared/domain/metrics/metric-registry.ts';
import { words as english } from '../../../shared/domain/wording/en/page/words.ts';
import type { Message } from '../../../shared/domain/wording/message.ts';
import type { NotificationReason } from '../../../shared/domain/notifications/notification.ts';
import { wordNotification } from '../../../shared/domain/notifications/word-notification.ts';
import type { RecommendationReason } from '../../../shared/domain/recommendations/recommendation-reason.ts';
import { LANGUAGES, type Language } from '../../../shared/domain/wording/languages.ts';
import { phraseOf } from '../../../shared/domain/wording/phrases.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import type { MetricChange, WeekVerdict } from '../../../shared/domain/wording/wording.ts';
import { PAGE_CATALOGUES } from './page-catalogues.ts';

/** One thing the product says, in every language, under the name of where it comes from. */
export interface Sentence {
  readonly from: string;
  readonly said: Readonly<Record<Language, readonly string[]>>;
}

const metric = findMetric('body_weight')!;
const TODAY = 20_787;

const insights: readonly InsightFinding[] = [
  { kind: 'welcome_back', weeks: 5 },
  { kind: 'more_often', before: 1.2, now: 3.1, weeks: 4 },
  { kind: 'less_often', before: 3.1, now: 1, weeks: 4 },
  { kind: 'streak_step', next: 8, week: 'this' },
  { kind: 'streak_step', next: 8, week: 'next' },
  { kind: 'big_week', points: 612.4, usual: 400 },
  { kind: 'load_jump', times: 1.74 },
  { kind: 'unusual_reading', metric, value: 68, low: 79, high: 83 },
  { kind: 'personal_record', metric: findMetric('vo2max_estimate')!, value: 52.5 },
  { kind: 'goal_near', metric, share: 0.999 },
  { kind: 'goal_behind', metric },
  { kind: 'plateau', metric, weeks: 4 },
  { kind: 'good_trend', metric, change: -1.24, weeks: 4 },
  { kind: 'faster_recovery', change: 5, weeks: 8 },
  { kind: 'lower_resting_rate', change: 1, weeks: 8 },
  { kind: 'best_weekday', weekday: 6, points: 180, others: 120 },
  { kind: 'new_time', from: 1_080, to: 90 },
  { kind: 'tried_new', className: 'Yoga' },
];
const habits: readonly AttendanceHabits[] = [
  { kind: 'never' },
  { kind: 'new', visits: 1 },
  { kind: 'away', weeksAway: 5 },
  { kind: 'irregular', mostly: null, visitsPerWeek: 2 },
  { kind: 'irregular', mostly: 4, visitsPerWeek: 0.6 },
  { kind: 'regular', times: [{ weekdays: [1, 2], minuteOfDay: null, strength: 1 }], visitsPerWeek: 2 },
  {
    kind: 'regular',
    times: [
      { weekdays: [1, 2], minuteOfDay: null, strength: 1 },
      { weekdays: [3, 6], minuteOfDay: 840, strength: 1 },
    ],
    visitsPerWeek: 4,
  },
  { kind: 'almost_daily', minuteOfDay: 420, visitsPerWeek: 6 },
];
const outlooks: readonly GoalOutlook[] = [
  { kind: 'achieved', metric, day: TODAY - 400, value: 80, today: TODAY },
  { kind: 'achieved', metric, day: null, value: null, today: TODAY },
  { kind: 'missed', share: 0.25 },
  { kind: 'missed', share: 0.001 },
  { kind: 'missed', share: 0.999 },
  { kind: 'unclear' },
  { kind: 'in_time', earliestDay: TODAY + 20, latestDay: TODAY + 40, today: TODAY },
  { kind: 'close', expectedDay: TODAY + 60, today: TODAY },
  { kind: 'late', expectedDay: TODAY + 160, today: TODAY },
];
const adjustments: readonly GoalAdjustment[] = (['too_far', 'needs_more_time', 'too_easy'] as const).map(
  (kind) => ({ kind, metric, targetValue: 78, targetDate: '2027-03-27', today: TODAY }),
);
const reasons: readonly RecommendationReason[] = [
  { kind: 'usual_time', weekday: 4 },
  { kind: 'again', className: 'Spin', weekday: 4 },
  { kind: 'again', className: 'Spin', weekday: null },
  { kind: 'favourite_type', className: 'Spin', visits: 1 },
  { kind: 'favourite_type', className: 'Spin', visits: 6 },
  { kind: 'often_together', className: 'Spin', withClassName: 'Yoga' },
  { kind: 'instructor', instructor: 'Mo' },
  { kind: 'something_new', className: 'Yoga' },
  { kind: 'popular' },
  { kind: 'soon' },
];
const community: readonly CommunityFinding[] = [
  { kind: 'challenge', metric: 'visits', done: 99.7, target: 100 },
  { kind: 'challenge', metric: 'effort_points', done: 1_200, target: 1_000 },
  { kind: 'leaders', metric: 'visits', aliases: ['Heron'], value: 1 },
  { kind: 'leaders', metric: 'effort_points', aliases: ['Heron', 'Otter'], value: 240 },
  { kind: 'own_rank', metric: 'visits', rank: 3, of: 12 },
  { kind: 'achievement', alias: 'Heron', achievementType: 'visits_total_10' },
];
const changes: readonly MetricChange[] = [
  { kind: 'first' },
  { kind: 'unclear' },
  { kind: 'flat', weeks: 1 },
  { kind: 'usual', metric: findMetric('workout_duration')!, value: 45 },
  { kind: 'changed', metric, change: -1.2, weeks: 4 },
  { kind: 'best', metric: findMetric('attendance_streak')!, value: 12 },
  { kind: 'weekly', thisWeek: 1, lastWeek: 3 },
];
const weeks: readonly WeekVerdict[] = (['first', 'more', 'usual', 'less', 'none'] as const).map((kind) => ({
  kind,
  visits: 1,
  usualVisits: 2,
}));
const notifications: readonly NotificationReason[] = [
  { kind: 'achievement_earned', achievementType: 'visits_total_10', earnedOn: '2026-11-30' },
  { kind: 'goal_reached', metricType: 'body_weight', reachedOn: '2026-11-30' },
  { kind: 'goal_close', metricType: 'body_weight', share: 0.999, targetDate: '2027-01-10' },
  { kind: 'goal_missed', metricType: 'body_weight', share: 0.25, targetDate: '2026-11-29' },
  { kind: 'goal_missed', metricType: 'body_weight', share: 0, targetDate: '2026-11-29' },
  ...(['too_far', 'needs_more_time', 'too_easy'] as const).map(
    (why) =>
      ({
        kind: 'goal_adjusted',
        metricType: 'body_weight',
        why,
        targetDate: '2027-03-27',
      }) as const,
  ),
  { kind: 'good_trend', metricType: 'body_weight', weeks: 4, n: 20, pValue: 0.01 },
  { kind: 'faster_recovery', weeks: 1, n: 20, pValue: 0.01 },
  { kind: 'lower_resting_rate', weeks: 4, n: 20, pValue: 0.01 },
  { kind: 'more_often', before: 1.2, now: 3, n: 20, pValue: 0.01 },
  { kind: 'class_reminder', classId: 'c-1', className: 'Spin', weekday: 2, minuteOfDay: 90 },
  {
    kind: 'absence',
    lastVisitOn: '2026-11-09',
    daysAway: 7,
    lapse: 0.6,
    method: 'visit-chances@3',
  },
  {
    kind: 'weekly_summary',
    weekStart: '2026-11-23',
    visits: 1,
    usualVisits: 2.5,
    trainingMin: 45,
    achievements: 1,
  },
];

/** What the rules say, with examples of every kind. */
function sentencesOfRules(): readonly Sentence[] {
  const inEach = (from: string, sayIn: (words: ReturnType<typeof wordingFor>) => string): Sentence => ({
    from,
    said: each((language) => [sayIn(wordingFor(language))]),
  });
  return [
    ...ACHIEVEMENT_RULES.map((rule) =>
      inEach(`achievement.${rule.key}`, (words) => phraseOf(words.achievement, achievementFinding(rule))),
    ),
    ...insights.map((one) => inEach(`insight.${one.kind}`, (words) => phraseOf(words.insight, one))),
    ...habits.map((one) => inEach(`attendance.${one.kind}`, (words) => phraseOf(words.attendance, one))),
    ...outlooks.map((one) => inEach(`goal.${one.kind}`, (words) => phraseOf(words.goalOutlook, one))),
    ...adjustments.map((one) => inEach(`goal.${one.kind}`, (words) => phraseOf(words.goalAdjustment, one))),
    ...reasons.map((one) => inEach(`class.${one.kind}`, (words) => phraseOf(words.recommendation, one))),
    ...community.map((one) => inEach(`community.${one.kind}`, (words) => phraseOf(words.community, one))),
    ...changes.map((one) => inEach(`metric.${one.kind}`, (words) => phraseOf(words.metricChange, one))),
    ...weeks.map((one) => inEach(`week.${one.kind}`, (words) => phraseOf(words.week, one))),
    ...notifications.map((one) =>
      inEach(`message.${one.kind}`, (words) => wordNotification(one, TODAY * 86_400_000, words)),
    ),
    ...METRICS.map((one) => inEach(`metric.${one.type}`, (words) => words.metricTitle(one))),
    inEach('letter.subject', ({ letter }) => letter.subject(1, 'Club One')),
    inEach('letter.greeting', ({ letter }) => letter.greeting('Ada')),
    inEach('letter.footer', ({ letter }) => letter.footer('Club One')),
    inEach('letter.unsubscribe', ({ letter }) => letter.unsubscribe),
    inEach('letter.question', ({ letter }) => letter.unsubscribeQuestion('Club One')),
    inEach('letter.button', ({ letter }) => letter.unsubscribeButton),
    inEach('letter.done', ({ letter }) => letter.unsubscribed('Club One')),
  ];
}

/** What the page says by itself, placeholders left as they are. */
function sentencesOfPage(): readonly Sentence[] {
  const texts = (message: Message): readonly string[] =>
    typeof message === 'string' ? [message] : Object.values(message);
  return Object.keys(english).map((key) => ({
    from: `page.${key}`,
    said: each((language) => texts((PAGE_CATALOGUES[language] as Readonly<Record<string, Message>>)[key]!)),
  }));
}

function each<Value>(of: (language: Language) => Value): Readonly<Record<Language, Value>> {
  // One entry a language, as the type says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Record<Language, Value>;
}

/** Every sentence of the product, to be read aloud once in each language. */
export function everySentence(): readonly Sentence[] {
  return [...sentencesOfPage(), ...sentencesOfRules()];
}
