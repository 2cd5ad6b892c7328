import { dayOfDate } from '../../../base/calendar-days.ts';
import type { AttendanceHabits, UsualTime } from '../../attendance/habits.ts';
import type { GoalAdjustment } from '../../goals/adjust-goal.ts';
import type { GoalOutlook } from '../../goals/goal-outlook.ts';
import { LEAST_TOLD_SHARE } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { MetricChange, WeekVerdict } from '../wording.ts';
import { around, onWeekday } from './weekdays.ts';

export function metricChangePhrases({ number, count, quantity }: Formats): Phrases<MetricChange> {
  return {
    first: () => 'Primera medición',
    unclear: () => 'Últimamente sin tendencia clara',
    flat: ({ weeks }) => `Más o menos igual desde hace ${count(weeks, 'semana', 'semanas')}`,
    usual: ({ metric, value }) => `Normalmente unos ${quantity(value, metric.unit, metric.decimals)}`,
    changed: ({ metric, change, weeks }) =>
      `${quantity(change, metric.unit, metric.decimals, true)} en ${count(weeks, 'semana', 'semanas')}`,
    best: ({ metric, value }) => `Récord: ${quantity(value, metric.unit, metric.decimals)}`,
    weekly: ({ thisWeek, lastWeek }) =>
      `${number(thisWeek, 0)} esta semana hasta ahora, ${number(lastWeek, 0)} la semana pasada`,
  };
}

export function attendancePhrases({ number, count, timeOfDay, list }: Formats): Phrases<AttendanceHabits> {
  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = list(weekdays.map(onWeekday));
    return `${on} ${minuteOfDay === null ? 'a horas distintas' : around(minuteOfDay, timeOfDay)}`;
  };
  /** Each group of weekdays carries its own time, so that no hour is read onto another's days. */
  const usualTimes = (times: readonly UsualTime[]): string => {
    const [only] = times;
    if (times.length === 1 && only?.minuteOfDay === null) return list(only.weekdays.map(onWeekday));
    return times.map(usualTime).join(', y ');
  };
  const perWeek = (visits: number): string => {
    if (visits < 0.75) return 'más o menos cada dos semanas';
    const rounded = Math.round(visits);
    return rounded <= 1 ? 'más o menos una vez por semana' : `unas ${number(rounded, 0)} veces por semana`;
  };
  return {
    never: () => '¡Te damos la bienvenida! Tras unas visitas verás aquí tu ritmo.',
    new: ({ visits }) =>
      `${count(visits, 'visita', 'visitas')} hasta ahora. Tras unas cuantas más verás aquí tu ritmo.`,
    away: ({ weeksAway }) => `Tu última visita fue hace ${count(weeksAway, 'semana', 'semanas')}.`,
    irregular: ({ visitsPerWeek, mostly }) =>
      `Vienes ${perWeek(visitsPerWeek)}, ${mostly === null ? 'en días distintos' : `sobre todo ${onWeekday(mostly)}`}.`,
    regular: ({ times }) => `Sueles venir ${usualTimes(times)}.`,
    almost_daily: ({ minuteOfDay }) =>
      minuteOfDay === null
        ? 'Vienes casi todos los días.'
        : `Vienes casi todos los días, normalmente ${around(minuteOfDay, timeOfDay)}.`,
  };
}

export function goalOutlookPhrases({ dateOf, percent, quantity }: Formats): Phrases<GoalOutlook> {
  return {
    achieved: ({ metric, day, value, today }) =>
      metric === null || day === null || value === null
        ? 'Has alcanzado este objetivo.'
        : `Alcanzado el ${dateOf(day, today)} con ${quantity(value, metric.unit, metric.decimals)}.`,
    missed: ({ share }) =>
      share >= LEAST_TOLD_SHARE
        ? `La fecha ha pasado; recorriste el ${percent(share)} del camino.`
        : 'La fecha ha pasado. Una fecha nueva es un nuevo comienzo.',
    unclear: () => 'Aún sin tendencia clara: unas mediciones más lo dirán.',
    in_time: ({ earliestDay, latestDay, today }) =>
      earliestDay === latestDay
        ? `A este ritmo llegas hacia el ${dateOf(earliestDay, today)}, a tiempo.`
        : `A este ritmo llegas entre el ${dateOf(earliestDay, today)} y el ${dateOf(latestDay, today)}, a tiempo.`,
    close: ({ expectedDay, today }) =>
      `A este ritmo llegas hacia el ${dateOf(expectedDay, today)}. Puede quedar justo.`,
    late: ({ expectedDay, today }) =>
      `A este ritmo llegas hacia el ${dateOf(expectedDay, today)}, más tarde de lo previsto.`,
  };
}

export function goalAdjustmentPhrases({ quantity, dateOf }: Formats): Phrases<GoalAdjustment> {
  const to = ({ metric, targetValue }: GoalAdjustment): string =>
    quantity(targetValue, metric.unit, metric.decimals);
  const by = ({ targetDate, today }: GoalAdjustment): string => dateOf(dayOfDate(targetDate) ?? today, today);
  return {
    too_far: (change) =>
      `Tu objetivo quedaba más lejos de lo que permite tu ritmo. Ahora es de ${to(change)} para el ${by(change)}.`,
    needs_more_time: (change) =>
      `Tu objetivo está a tu alcance, solo que más tarde: la fecha es ahora el ${by(change)}.`,
    too_easy: (change) => `Vas muy por delante de tu objetivo. La nueva meta es ${to(change)}.`,
  };
}

export function weekPhrases({ count }: Formats): Phrases<WeekVerdict> {
  const visits = (n: number): string => count(n, 'visita', 'visitas');
  return {
    first: (week) => `${visits(week.visits)} la semana pasada: un buen comienzo.`,
    more: (week) => `${visits(week.visits)} la semana pasada, más de lo habitual.`,
    usual: (week) => `${visits(week.visits)} la semana pasada, como siempre.`,
    less: (week) => `${visits(week.visits)} la semana pasada, una más tranquila.`,
    none: () => 'Ninguna visita la semana pasada.',
  };
}
