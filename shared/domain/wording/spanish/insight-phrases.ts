import type { InsightFinding } from '../../insights/insight.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { spanishTitle, spanishUnit } from './metric-names.ts';
import { onWeekday } from './weekdays.ts';

export function insightPhrases({
  number,
  count,
  quantity,
  percent,
  clock,
}: Formats): Phrases<InsightFinding> {
  const weeks = (n: number): string => count(n, 'semana', 'semanas');
  const perWeek = (visits: number): string => `${number(visits, 1)} veces por semana`;
  return {
    welcome_back: (found) => `Qué bien verte de nuevo tras ${weeks(found.weeks)}. Empieza con calma.`,
    more_often: (found) =>
      `Vienes más a menudo: ${perWeek(found.now)} desde hace ${weeks(found.weeks)}, antes ${perWeek(found.before)}.`,
    less_often: (found) =>
      `Vienes menos: ${perWeek(found.now)} desde hace ${weeks(found.weeks)}, antes ${perWeek(found.before)}.`,
    streak_step: ({ next, week }) =>
      week === 'this'
        ? `Ven esta semana y serán ${weeks(next)} seguidas.`
        : `Vuelve la próxima semana y serán ${weeks(next)} seguidas.`,
    big_week: ({ points, usual }) =>
      `La semana pasada fue la mejor en dos meses: ${number(points, 0)} puntos de esfuerzo, normalmente unos ${number(usual, 0)}.`,
    load_jump: ({ times }) =>
      `Tus últimos siete días fueron ${number(times, 1)} veces más duros de lo normal. Descansar también es entrenar.`,
    unusual_reading: ({ metric, value, low, high }) =>
      `${spanishTitle(metric)}: ${quantity(value, spanishUnit(metric.unit), metric.decimals)} es poco habitual en ti (lo esperado: de ${number(low, metric.decimals)} a ${number(high, metric.decimals)}). ¿Medir otra vez?`,
    personal_record: ({ metric, value }) =>
      `Nueva marca personal: ${quantity(value, spanishUnit(metric.unit), metric.decimals)} (${spanishTitle(metric).toLowerCase()}).`,
    goal_near: ({ metric, share }) =>
      `${percent(share)} del camino hacia tu objetivo: ${spanishTitle(metric).toLowerCase()}.`,
    goal_behind: ({ metric }) =>
      `Al ritmo de hoy, tu objetivo (${spanishTitle(metric).toLowerCase()}) tardará más de lo previsto. Más tiempo puede ayudar.`,
    plateau: ({ metric, weeks: still }) =>
      `${spanishTitle(metric)}: sin cambios desde hace ${weeks(still)}. Algo nuevo puede ponerlo en marcha.`,
    good_trend: ({ metric, change, weeks: span }) =>
      `${spanishTitle(metric)}: ${quantity(change, spanishUnit(metric.unit), metric.decimals, true)} en ${weeks(span)}. Funciona.`,
    faster_recovery: ({ change, weeks: span }) =>
      `Tu pulso baja más rápido tras el esfuerzo: ${number(change, 0)} latidos más en un minuto que hace ${weeks(span)}.`,
    lower_resting_rate: ({ change, weeks: span }) =>
      `Tu pulso en reposo es ${count(change, 'latido', 'latidos')} más bajo que hace ${weeks(span)}.`,
    best_weekday: ({ weekday, points, others }) =>
      `Rindes más ${onWeekday(weekday)}: ${number(points, 0)} puntos de esfuerzo, ${number(others, 0)} otros días.`,
    new_time: ({ from, to }) => `Ahora vienes hacia las ${clock(to)} en vez de hacia las ${clock(from)}.`,
    tried_new: ({ className }) => `Has probado algo nuevo: ${className}.`,
  };
}
