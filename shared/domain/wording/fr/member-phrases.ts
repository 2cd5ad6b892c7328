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
    first: () => 'Première mesure',
    unclear: () => 'Pas de tendance nette dernièrement',
    flat: ({ weeks }) => `À peu près stable depuis ${count(weeks, 'semaine', 'semaines')}`,
    usual: ({ metric, value }) => `D’habitude environ ${quantity(value, metric.unit, metric.decimals)}`,
    changed: ({ metric, change, weeks }) =>
      `${quantity(change, metric.unit, metric.decimals, true)} en ${count(weeks, 'semaine', 'semaines')}`,
    best: ({ metric, value }) => `Record\u00a0: ${quantity(value, metric.unit, metric.decimals)}`,
    weekly: ({ thisWeek, lastWeek }) =>
      `${number(thisWeek, 0)} jusqu’ici cette semaine, ${number(lastWeek, 0)} la semaine dernière`,
  };
}

export function attendancePhrases({ number, count, timeOfDay, list }: Formats): Phrases<AttendanceHabits> {
  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = list(weekdays.map(onWeekday));
    return `${on} ${minuteOfDay === null ? 'à des heures variables' : `vers ${timeOfDay(minuteOfDay)}`}`;
  };
  /** Each group of weekdays carries its own time, so that no hour is read onto anothers days. */
  const usualTimes = (times: readonly UsualTime[]): string => {
    const [only] = times;
    if (times.length === 1 && only?.minuteOfDay === null) return list(only.weekdays.map(onWeekday));
    return times.map(usualTime).join(', et ');
  };
  const perWeek = (visits: number): string => {
    if (visits < 0.75) return 'une semaine sur deux';
    const rounded = Math.round(visits);
    return rounded <= 1 ? 'une fois par semaine' : `${number(rounded, 0)} fois par semaine`;
  };
  return {
    never: () => 'Bienvenue ! Après quelques visites, tu verras ici tes habitudes.',
    new: ({ visits }) =>
      `${count(visits, 'visite', 'visites')} jusqu’ici. Encore quelques-unes et tu verras ici tes habitudes.`,
    away: ({ weeksAway }) => `Ta dernière visite remonte à ${count(weeksAway, 'semaine', 'semaines')}.`,
    irregular: ({ visitsPerWeek, mostly }) =>
      `Tu viens environ ${perWeek(visitsPerWeek)}, ${mostly === null ? 'à des jours variables' : `le plus souvent ${onWeekday(mostly)}`}.`,
    regular: ({ times }) => `Tu viens en général ${usualTimes(times)}.`,
    almost_daily: ({ minuteOfDay }) =>
      minuteOfDay === null
        ? 'Tu viens presque tous les jours.'
        : `Tu viens presque tous les jours, en général vers ${timeOfDay(minuteOfDay)}.`,
  };
}

export function goalOutlookPhrases({ dateOf, percent, quantity }: Formats): Phrases<GoalOutlook> {
  return {
    achieved: ({ metric, day, value, today }) =>
      metric === null || day === null || value === null
        ? 'Tu as atteint cet objectif.'
        : `Atteint le ${dateOf(day, today)} avec ${quantity(value, metric.unit, metric.decimals)}.`,
    missed: ({ share }) =>
      share >= LEAST_TOLD_SHARE
        ? `La date est passée\u00a0; tu as fait ${percent(share)} du chemin.`
        : 'La date est passée. Une nouvelle date est un nouveau départ.',
    unclear: () => 'Pas encore de tendance nette : quelques mesures de plus le diront.',
    in_time: ({ earliestDay, latestDay, today }) =>
      earliestDay === latestDay
        ? `À ce rythme, tu y seras vers le ${dateOf(earliestDay, today)}, à temps.`
        : `À ce rythme, tu y seras entre le ${dateOf(earliestDay, today)} et le ${dateOf(latestDay, today)}, à temps.`,
    close: ({ expectedDay, today }) =>
      `À ce rythme, tu y seras vers le ${dateOf(expectedDay, today)}. Ce sera peut-être juste.`,
    late: ({ expectedDay, today }) =>
      `À ce rythme, tu y seras vers le ${dateOf(expectedDay, today)}, plus tard que prévu.`,
  };
}

export function goalAdjustmentPhrases({ quantity, dateOf }: Formats): Phrases<GoalAdjustment> {
  const to = ({ metric, targetValue }: GoalAdjustment): string =>
    quantity(targetValue, metric.unit, metric.decimals);
  const by = ({ targetDate, today }: GoalAdjustment): string => dateOf(dayOfDate(targetDate) ?? today, today);
  return {
    too_far: (change) =>
      `Ton objectif était plus loin que ton rythme ne le permet. C’est maintenant ${to(change)} d’ici le ${by(change)}.`,
    needs_more_time: (change) =>
      `Ton objectif est à ta portée, juste un peu plus tard\u00a0: la nouvelle date est le ${by(change)}.`,
    too_easy: (change) => `Tu es bien en avance sur ton objectif. Le nouveau\u00a0: ${to(change)}.`,
  };
}

export function weekPhrases({ count }: Formats): Phrases<WeekVerdict> {
  const visits = (n: number): string => count(n, 'visite', 'visites');
  return {
    first: (week) => `${visits(week.visits)} la semaine dernière\u00a0: un bon début.`,
    more: (week) => `${visits(week.visits)} la semaine dernière, plus que d’habitude.`,
    usual: (week) => `${visits(week.visits)} la semaine dernière, comme d’habitude.`,
    less: (week) => `${visits(week.visits)} la semaine dernière, plus tranquille.`,
    none: () => 'Aucune visite la semaine dernière.',
  };
}
