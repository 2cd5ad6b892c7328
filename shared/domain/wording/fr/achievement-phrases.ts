import type { AchievementFinding } from '../../achievements/achievement-finding.ts';
import { inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { frenchTitle } from './metric-names.ts';

export function achievementPhrases({ number, count }: Formats): Phrases<AchievementFinding> {
  return {
    visits_total: ({ threshold: n }) => (n === 1 ? 'Ta première visite' : `${number(n, 0)} visites`),
    visits_in_week: ({ threshold: n }) => `${number(n, 0)} visites en une semaine`,
    visits_in_month: ({ threshold: n }) => `${number(n, 0)} visites en un mois`,
    streak_weeks: ({ threshold: n }) => `${number(n, 0)} semaines d’affilée`,
    classes_total: ({ threshold: n }) => (n === 1 ? 'Ton premier cours' : `${number(n, 0)} cours`),
    class_types: ({ threshold: n }) => `${number(n, 0)} types de cours essayés`,
    class_types_in_month: ({ threshold: n }) => `${number(n, 0)} types de cours en un mois`,
    early_visits: ({ threshold: n }) => `Lève-tôt\u00a0: ${number(n, 0)} visites avant 7 heures`,
    late_visits: ({ threshold: n }) => `Oiseau de nuit\u00a0: ${number(n, 0)} visites après 20 heures`,
    weekend_visits: ({ threshold: n }) => `${number(n, 0)} visites le week-end`,
    weekdays_covered: () => 'Un entraînement chaque jour de la semaine',
    comeback: ({ threshold: n }) => `De retour après ${number(n, 0)} semaines ou plus`,
    member_years: ({ threshold: n }) => `Membre depuis ${count(n, 'an', 'ans')}`,
    new_year: () => 'L’année commencée par un entraînement',
    effort_points_total: ({ threshold: n }) => `${number(n, 0)} points d’effort`,
    effort_points_in_session: ({ threshold: n }) => `${number(n, 0)} points d’effort en une séance`,
    calories_total: ({ threshold: n }) => `${number(n, 0)} kcal brûlées`,
    training_hours: ({ threshold: n }) => `${number(n, 0)} heures d’entraînement`,
    personal_record: ({ metric }) =>
      `Nouveau record personnel\u00a0: ${metric === null ? 'entraînement' : inSentence(frenchTitle(metric))}`,
    goals_reached: ({ threshold: n }) =>
      n === 1 ? 'Premier objectif atteint' : `${number(n, 0)} objectifs atteints`,
  };
}
