import type { AchievementFinding } from '../../achievements/achievement-finding.ts';
import { inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { spanishTitle } from './metric-names.ts';

export function achievementPhrases({ number, count }: Formats): Phrases<AchievementFinding> {
  return {
    visits_total: ({ threshold: n }) => (n === 1 ? 'Tu primera visita' : `${number(n, 0)} visitas`),
    visits_in_week: ({ threshold: n }) => `${number(n, 0)} visitas en una semana`,
    visits_in_month: ({ threshold: n }) => `${number(n, 0)} visitas en un mes`,
    streak_weeks: ({ threshold: n }) => `${number(n, 0)} semanas seguidas`,
    classes_total: ({ threshold: n }) => (n === 1 ? 'Tu primera clase' : `${number(n, 0)} clases`),
    class_types: ({ threshold: n }) => `${number(n, 0)} tipos de clase probados`,
    class_types_in_month: ({ threshold: n }) => `${number(n, 0)} tipos de clase en un mes`,
    early_visits: ({ threshold: n }) => `Madrugador: ${number(n, 0)} visitas antes de las 7:00`,
    late_visits: ({ threshold: n }) => `Ave nocturna: ${number(n, 0)} visitas a partir de las 20:00`,
    weekend_visits: ({ threshold: n }) => `${number(n, 0)} visitas en fin de semana`,
    weekdays_covered: () => 'Has entrenado todos los días de la semana',
    comeback: ({ threshold: n }) => `De vuelta tras ${number(n, 0)} semanas o más`,
    member_years: ({ threshold: n }) => `${count(n, 'año', 'años')} en el gimnasio`,
    new_year: () => 'Empezaste el año entrenando',
    effort_points_total: ({ threshold: n }) => `${number(n, 0)} puntos de esfuerzo`,
    effort_points_in_session: ({ threshold: n }) => `${number(n, 0)} puntos de esfuerzo en una sesión`,
    calories_total: ({ threshold: n }) => `${number(n, 0)} kcal quemadas`,
    training_hours: ({ threshold: n }) => `${number(n, 0)} horas de entrenamiento`,
    personal_record: ({ metric }) =>
      `Nueva marca personal: ${metric === null ? 'entrenamiento' : inSentence(spanishTitle(metric))}`,
    goals_reached: ({ threshold: n }) =>
      n === 1 ? 'Primer objetivo alcanzado' : `${number(n, 0)} objetivos alcanzados`,
  };
}
