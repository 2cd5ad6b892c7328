import type { InsightFinding } from '../../insights/insight.ts';
import { inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { weekdayName } from './weekdays.ts';

export function insightPhrases({
  number,
  amount,
  about,
  count,
  quantity,
  percent,
  timeOfDay,
}: Formats): Phrases<InsightFinding> {
  const weeks = (n: number): string => count(n, 'week', 'weeks');
  const perWeek = (visits: number): string =>
    `${about(visits)} ${about(visits) === '1' ? 'visit' : 'visits'} a week`;
  return {
    welcome_back: (found) => `Good to see you again after ${weeks(found.weeks)}. Start easy.`,
    more_often: (found) =>
      `You come more often: ${perWeek(found.now)} in the last ${weeks(found.weeks)}, ${perWeek(found.before)} before.`,
    less_often: (found) =>
      `You come less often: ${perWeek(found.now)} in the last ${weeks(found.weeks)}, ${perWeek(found.before)} before.`,
    streak_step: ({ next, week }) =>
      week === 'this'
        ? `Come this week, and it will be ${weeks(next)} in a row.`
        : `Come next week too, and it will be ${weeks(next)} in a row.`,
    big_week: ({ points, usual }) =>
      `Last week was your biggest in two months: ${number(points, 0)} effort points, usually about ${number(usual, 0)}.`,
    load_jump: ({ times }) =>
      `Your last seven days were ${number(times, 1)} times as hard as usual. Rest is part of training.`,
    unusual_reading: ({ metric, value, low, high }) =>
      `${metric.title} of ${quantity(value, metric.unit, metric.decimals)} is unusual for you (expected ${amount(low, metric.unit, metric.decimals)} to ${amount(high, metric.unit, metric.decimals)}). Measure again?`,
    personal_record: ({ metric, value }) =>
      `New personal best: ${quantity(value, metric.unit, metric.decimals)} (${inSentence(metric.title)}).`,
    goal_near: ({ metric, share }) =>
      `${percent(share)} of the way to your goal: ${inSentence(metric.title)}.`,
    goal_behind: ({ metric }) =>
      `At this pace you will reach your goal for ${inSentence(metric.title)} after its date. A later date may suit you better.`,
    plateau: ({ metric, weeks: still }) =>
      `${metric.title} has hardly changed for ${weeks(still)}. Trying something new may help.`,
    good_trend: ({ metric, change, weeks: span }) =>
      `${metric.title}: ${quantity(change, metric.unit, metric.decimals, true)} in ${weeks(span)}. It is working.`,
    faster_recovery: ({ change, weeks: span }) =>
      `Your heart slows down faster after effort: ${number(change, 0)} beats more in a minute than ${weeks(span)} ago.`,
    lower_resting_rate: ({ change, weeks: span }) =>
      `Your resting heart rate is ${count(change, 'beat', 'beats')} lower than ${weeks(span)} ago.`,
    best_weekday: ({ weekday, points, others }) =>
      `You train hardest on ${weekdayName(weekday)}s: usually ${number(points, 0)} effort points, ${number(others, 0)} on other days.`,
    new_time: ({ from, to }) => `You now come around ${timeOfDay(to)} instead of ${timeOfDay(from)}.`,
    tried_new: ({ className }) => `You tried something new: ${className}.`,
  };
}
