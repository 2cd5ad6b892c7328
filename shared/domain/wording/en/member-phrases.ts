import { dayOfDate } from '../../../base/calendar-days.ts';
import type { AttendanceHabits, UsualTime } from '../../attendance/habits.ts';
import type { GoalAdjustment } from '../../goals/adjust-goal.ts';
import type { GoalOutlook } from '../../goals/goal-outlook.ts';
import { LEAST_TOLD_SHARE } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { MetricChange, WeekVerdict } from '../wording.ts';
import { weekdayName } from './weekdays.ts';

export function metricChangePhrases({ number, count, quantity }: Formats): Phrases<MetricChange> {
  return {
    first: () => 'First reading',
    unclear: () => 'No clear trend lately',
    flat: ({ weeks }) => `About the same for ${count(weeks, 'week', 'weeks')}`,
    usual: ({ metric, value }) => `Usually about ${quantity(value, metric.unit, metric.decimals)}`,
    changed: ({ metric, change, weeks }) =>
      `${quantity(change, metric.unit, metric.decimals, true)} in ${count(weeks, 'week', 'weeks')}`,
    best: ({ metric, value }) => `Best: ${quantity(value, metric.unit, metric.decimals)}`,
    weekly: ({ thisWeek, lastWeek }) =>
      `${number(thisWeek, 0)} so far this week, ${number(lastWeek, 0)} last week`,
  };
}

export function attendancePhrases({ number, count, timeOfDay, list }: Formats): Phrases<AttendanceHabits> {
  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = `on ${list(weekdays.map((day) => `${weekdayName(day)}s`))}`;
    return `${on} ${minuteOfDay === null ? 'at no fixed time' : `around ${timeOfDay(minuteOfDay)}`}`;
  };
  /** Each group of weekdays carries its own time, so that no hour is read onto another's days. */
  const usualTimes = (times: readonly UsualTime[]): string => {
    const [only] = times;
    if (times.length === 1 && only?.minuteOfDay === null)
      return `on ${list(only.weekdays.map((day) => `${weekdayName(day)}s`))}`;
    return times.map(usualTime).join(', and ');
  };
  const perWeek = (visits: number): string => {
    if (visits < 0.75) return 'every other week';
    const rounded = Math.round(visits);
    return rounded <= 1
      ? 'once a week'
      : rounded === 2
        ? 'twice a week'
        : `${number(rounded, 0)} times a week`;
  };
  return {
    never: () => 'Welcome! After a few visits you will see your pattern here.',
    new: ({ visits }) =>
      `${count(visits, 'visit', 'visits')} so far. After a few more you will see your pattern here.`,
    away: ({ weeksAway }) => `Your last visit was ${count(weeksAway, 'week', 'weeks')} ago.`,
    irregular: ({ visitsPerWeek, mostly }) =>
      `You come about ${perWeek(visitsPerWeek)}, ${mostly === null ? 'on changing days' : `most often on ${weekdayName(mostly)}s`}.`,
    regular: ({ times }) => `You usually come ${usualTimes(times)}.`,
    almost_daily: ({ minuteOfDay }) =>
      minuteOfDay === null
        ? 'You come almost every day.'
        : `You come almost every day, usually around ${timeOfDay(minuteOfDay)}.`,
  };
}

export function goalOutlookPhrases({ dateOf, percent, quantity }: Formats): Phrases<GoalOutlook> {
  return {
    achieved: ({ metric, day, value, today }) =>
      metric === null || day === null || value === null
        ? 'You reached this goal.'
        : `Reached on ${dateOf(day, today)} with ${quantity(value, metric.unit, metric.decimals)}.`,
    missed: ({ share }) =>
      share >= LEAST_TOLD_SHARE
        ? `The date has passed; you got ${percent(share)} of the way.`
        : 'The date has passed. A new date is a fresh start.',
    unclear: () => 'No clear trend yet: a few more readings will tell.',
    in_time: ({ earliestDay, latestDay, today }) =>
      earliestDay === latestDay
        ? `At this pace you get there around ${dateOf(earliestDay, today)}, in time.`
        : `At this pace you get there between ${dateOf(earliestDay, today)} and ${dateOf(latestDay, today)}, in time.`,
    close: ({ expectedDay, today }) =>
      `At this pace you get there around ${dateOf(expectedDay, today)}. It may be close.`,
    late: ({ expectedDay, today }) =>
      `At this pace you get there around ${dateOf(expectedDay, today)}, later than you planned.`,
  };
}

export function goalAdjustmentPhrases({ quantity, dateOf }: Formats): Phrases<GoalAdjustment> {
  const to = ({ metric, targetValue }: GoalAdjustment): string =>
    quantity(targetValue, metric.unit, metric.decimals);
  const by = ({ targetDate, today }: GoalAdjustment): string => dateOf(dayOfDate(targetDate) ?? today, today);
  return {
    too_far: (change) =>
      `Your goal was further away than your pace allows. It is now ${to(change)} by ${by(change)}.`,
    needs_more_time: (change) =>
      `Your goal is within reach, only a little later: its date is now ${by(change)}.`,
    too_easy: (change) => `You are well ahead of your goal. The new target is ${to(change)}.`,
  };
}

export function weekPhrases({ count }: Formats): Phrases<WeekVerdict> {
  const visits = (n: number): string => count(n, 'visit', 'visits');
  return {
    first: (week) => `${visits(week.visits)} last week: a good start.`,
    more: (week) => `${visits(week.visits)} last week, more than usual for you.`,
    usual: (week) => `${visits(week.visits)} last week, as usual.`,
    less: (week) => `${visits(week.visits)} last week, a quieter one.`,
    none: () => 'No visits last week.',
  };
}
