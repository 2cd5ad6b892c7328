import type { AchievementFinding } from '../../achievements/achievement-finding.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { germanTitle } from './metric-names.ts';

export function achievementPhrases({ number, count }: Formats): Phrases<AchievementFinding> {
  return {
    visits_total: ({ threshold: n }) => (n === 1 ? 'Dein erster Besuch' : `${number(n, 0)} Besuche`),
    visits_in_week: ({ threshold: n }) => `${number(n, 0)} Besuche in einer Woche`,
    visits_in_month: ({ threshold: n }) => `${number(n, 0)} Besuche in einem Monat`,
    streak_weeks: ({ threshold: n }) => `${number(n, 0)} Wochen in Folge`,
    classes_total: ({ threshold: n }) => (n === 1 ? 'Dein erster Kurs' : `${number(n, 0)} Kurse`),
    class_types: ({ threshold: n }) => `${number(n, 0)} verschiedene Kursarten ausprobiert`,
    class_types_in_month: ({ threshold: n }) => `${number(n, 0)} Kursarten in einem Monat`,
    early_visits: ({ threshold: n }) => `Frühaufsteher: ${number(n, 0)} Besuche vor 7 Uhr`,
    late_visits: ({ threshold: n }) => `Nachteule: ${number(n, 0)} Besuche ab 20 Uhr`,
    weekend_visits: ({ threshold: n }) => `${number(n, 0)} Besuche am Wochenende`,
    weekdays_covered: () => 'An jedem Wochentag trainiert',
    comeback: ({ threshold: n }) => `Zurück nach mindestens ${number(n, 0)} Wochen`,
    member_years: ({ threshold: n }) => `Seit ${count(n, 'Jahr', 'Jahren')} Mitglied`,
    new_year: () => 'Das Jahr mit Training begonnen',
    effort_points_total: ({ threshold: n }) => `${number(n, 0)} Effort-Punkte`,
    effort_points_in_session: ({ threshold: n }) => `${number(n, 0)} Effort-Punkte in einer Einheit`,
    calories_total: ({ threshold: n }) => `${number(n, 0)} kcal verbraucht`,
    training_hours: ({ threshold: n }) => `${number(n, 0)} Stunden Training`,
    personal_record: ({ metric }) =>
      `Neue persönliche Bestleistung: ${metric === null ? 'Training' : germanTitle(metric)}`,
    goals_reached: ({ threshold: n }) =>
      n === 1 ? 'Erstes Ziel erreicht' : `${number(n, 0)} Ziele erreicht`,
  };
}
