import type { InsightFinding } from '../../insights/insight.ts';
import { inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { spanishTitle } from './metric-names.ts';
import { around, onWeekday } from './weekdays.ts';

export function insightPhrases({
  number,
  amount,
  about,
  count,
  quantity,
  percent,
  timeOfDay,
}: Formats): Phrases<InsightFinding> {
  const weeks = (n: number): string => count(n, 'semana', 'semanas');
  const perWeek = (visits: number): string =>
    `${about(visits)} ${about(visits) === '1' ? 'vez' : 'veces'} por semana`;
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
      `${spanishTitle(metric)}: ${quantity(value, metric.unit, metric.decimals)} es poco habitual en ti (lo esperado: de ${amount(low, metric.unit, metric.decimals)} a ${amount(high, metric.unit, metric.decimals)}). ¿Medir otra vez?`,
    personal_record: ({ metric, value }) =>
      `Nueva marca personal: ${quantity(value, metric.unit, metric.decimals)} (${inSentence(spanishTitle(metric))}).`,
    goal_near: ({ metric, share }) =>
      `${percent(share)} del camino hacia tu objetivo: ${inSentence(spanishTitle(metric))}.`,
    goal_behind: ({ metric }) =>
      `A este ritmo alcanzarás tu objetivo (${inSentence(spanishTitle(metric))}) después de su fecha. Quizá te convenga una fecha posterior.`,
    plateau: ({ metric, weeks: still }) =>
      `${spanishTitle(metric)}: apenas ha cambiado desde hace ${weeks(still)}. Probar algo nuevo puede ayudar.`,
    good_trend: ({ metric, change, weeks: span }) =>
      `${spanishTitle(metric)}: ${quantity(change, metric.unit, metric.decimals, true)} en ${weeks(span)}. Funciona.`,
    faster_recovery: ({ change, weeks: span }) =>
      `Tu pulso baja más rápido tras el esfuerzo: ${number(change, 0)} latidos más en un minuto que hace ${weeks(span)}.`,
    lower_resting_rate: ({ change, weeks: span }) =>
      `Tu pulso en reposo es ${count(change, 'latido', 'latidos')} más bajo que hace ${weeks(span)}.`,
    best_weekday: ({ weekday, points, others }) =>
      `Rindes más ${onWeekday(weekday)}: ${number(points, 0)} puntos de esfuerzo, ${number(others, 0)} otros días.`,
    new_time: ({ from, to }) => `Ahora vienes ${around(to, timeOfDay)} en vez de ${around(from, timeOfDay)}.`,
    tried_new: ({ className }) => `Has probado algo nuevo: ${className}.`,
  };
}
