import { dayOfDate } from '../../../base/calendar-days.ts';
import type { AttendanceHabits, UsualTime } from '../../attendance/habits.ts';
import type { GoalAdjustment } from '../../goals/adjust-goal.ts';
import type { GoalOutlook } from '../../goals/goal-outlook.ts';
import { LEAST_TOLD_SHARE } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { MetricChange, WeekVerdict } from '../wording.ts';
import { onWeekday } from './weekdays.ts';

export function metricChangePhrases({ number, count, quantity }: Formats): Phrases<MetricChange> {
  return {
    first: () => 'Erste Messung',
    unclear: () => 'Zuletzt kein klarer Trend',
    flat: ({ weeks }) => `Seit ${count(weeks, 'Woche', 'Wochen')} etwa gleich`,
    usual: ({ metric, value }) => `Meist etwa ${quantity(value, metric.unit, metric.decimals)}`,
    changed: ({ metric, change, weeks }) =>
      `${quantity(change, metric.unit, metric.decimals, true)} in ${count(weeks, 'Woche', 'Wochen')}`,
    best: ({ metric, value }) => `Bestwert: ${quantity(value, metric.unit, metric.decimals)}`,
    weekly: ({ thisWeek, lastWeek }) =>
      `${number(thisWeek, 0)} bisher diese Woche, ${number(lastWeek, 0)} letzte Woche`,
  };
}

export function attendancePhrases({ number, count, timeOfDay, list }: Formats): Phrases<AttendanceHabits> {
  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = list(weekdays.map(onWeekday));
    return `${on} ${minuteOfDay === null ? 'zu wechselnden Zeiten' : `gegen ${timeOfDay(minuteOfDay)} Uhr`}`;
  };
  /** Each group of weekdays carries its own time, so that no hour is read onto another's days. */
  const usualTimes = (times: readonly UsualTime[]): string => {
    const [only] = times;
    if (times.length === 1 && only?.minuteOfDay === null) return list(only.weekdays.map(onWeekday));
    return times.map(usualTime).join(' sowie ');
  };
  const perWeek = (visits: number): string => {
    if (visits < 0.75) return 'alle zwei Wochen';
    const rounded = Math.round(visits);
    return rounded <= 1
      ? 'einmal pro Woche'
      : rounded === 2
        ? 'zweimal pro Woche'
        : `${number(rounded, 0)}-mal pro Woche`;
  };
  return {
    never: () => 'Willkommen! Nach ein paar Besuchen siehst du hier dein Muster.',
    new: ({ visits }) =>
      `Bisher ${count(visits, 'Besuch', 'Besuche')}. Nach ein paar weiteren siehst du hier dein Muster.`,
    away: ({ weeksAway }) => `Dein letzter Besuch war vor ${count(weeksAway, 'Woche', 'Wochen')}.`,
    irregular: ({ visitsPerWeek, mostly }) =>
      `Du kommst etwa ${perWeek(visitsPerWeek)}, ${mostly === null ? 'an wechselnden Tagen' : `am häufigsten ${onWeekday(mostly)}`}.`,
    regular: ({ times }) => `Du kommst meist ${usualTimes(times)}.`,
    almost_daily: ({ minuteOfDay }) =>
      minuteOfDay === null
        ? 'Du kommst fast jeden Tag.'
        : `Du kommst fast jeden Tag, meist gegen ${timeOfDay(minuteOfDay)} Uhr.`,
  };
}

export function goalOutlookPhrases({ dateOf, percent, quantity }: Formats): Phrases<GoalOutlook> {
  return {
    achieved: ({ metric, day, value, today }) =>
      metric === null || day === null || value === null
        ? 'Du hast dieses Ziel erreicht.'
        : `Am ${dateOf(day, today)} mit ${quantity(value, metric.unit, metric.decimals)} erreicht.`,
    missed: ({ share }) =>
      share >= LEAST_TOLD_SHARE
        ? `Der Termin ist vorbei; du hast ${percent(share)} des Weges geschafft.`
        : 'Der Termin ist vorbei. Ein neues Datum ist ein neuer Anfang.',
    unclear: () => 'Noch kein klarer Trend: ein paar weitere Messungen zeigen mehr.',
    in_time: ({ earliestDay, latestDay, today }) =>
      earliestDay === latestDay
        ? `In diesem Tempo bist du etwa am ${dateOf(earliestDay, today)} da, rechtzeitig.`
        : `In diesem Tempo bist du zwischen dem ${dateOf(earliestDay, today)} und dem ${dateOf(latestDay, today)} da, rechtzeitig.`,
    close: ({ expectedDay, today }) =>
      `In diesem Tempo bist du etwa am ${dateOf(expectedDay, today)} da. Es kann knapp werden.`,
    late: ({ expectedDay, today }) =>
      `In diesem Tempo bist du etwa am ${dateOf(expectedDay, today)} da, später als geplant.`,
  };
}

export function goalAdjustmentPhrases({ quantity, dateOf }: Formats): Phrases<GoalAdjustment> {
  const to = ({ metric, targetValue }: GoalAdjustment): string =>
    quantity(targetValue, metric.unit, metric.decimals);
  const by = ({ targetDate, today }: GoalAdjustment): string => dateOf(dayOfDate(targetDate) ?? today, today);
  return {
    too_far: (change) =>
      `Dein Ziel lag weiter weg, als dein Tempo erlaubt. Jetzt sind es ${to(change)} bis zum ${by(change)}.`,
    needs_more_time: (change) =>
      `Dein Ziel ist erreichbar, nur etwas später: Der neue Termin ist der ${by(change)}.`,
    too_easy: (change) => `Du bist deinem Ziel weit voraus. Das neue Ziel: ${to(change)}.`,
  };
}

export function weekPhrases({ count }: Formats): Phrases<WeekVerdict> {
  const visits = (n: number): string => count(n, 'Besuch', 'Besuche');
  return {
    first: (week) => `${visits(week.visits)} letzte Woche: ein guter Anfang.`,
    more: (week) => `${visits(week.visits)} letzte Woche, mehr als sonst bei dir.`,
    usual: (week) => `${visits(week.visits)} letzte Woche, wie gewohnt.`,
    less: (week) => `${visits(week.visits)} letzte Woche, eine ruhigere.`,
    none: () => 'Letzte Woche kein Besuch.',
  };
}
