import type { AchievementFinding } from '../../achievements/achievement-finding.ts';
import { inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';

export function achievementPhrases({ number, count }: Formats): Phrases<AchievementFinding> {
  return {
    visits_total: ({ threshold: n }) => (n === 1 ? 'Your first visit' : `${number(n, 0)} visits`),
    visits_in_week: ({ threshold: n }) => `${number(n, 0)} visits in one week`,
    visits_in_month: ({ threshold: n }) => `${number(n, 0)} visits in one month`,
    streak_weeks: ({ threshold: n }) => `${number(n, 0)} weeks in a row`,
    classes_total: ({ threshold: n }) => (n === 1 ? 'Your first class' : `${number(n, 0)} classes`),
    class_types: ({ threshold: n }) => `${number(n, 0)} different kinds of class tried`,
    class_types_in_month: ({ threshold: n }) => `${number(n, 0)} kinds of class in one month`,
    early_visits: ({ threshold: n }) => `Early bird: ${number(n, 0)} visits before 7 in the morning`,
    late_visits: ({ threshold: n }) => `Night owl: ${number(n, 0)} visits from 8 in the evening on`,
    weekend_visits: ({ threshold: n }) => `${number(n, 0)} weekend visits`,
    weekdays_covered: () => 'Trained on every day of the week',
    comeback: ({ threshold: n }) => `Back after ${number(n, 0)} weeks or more`,
    member_years: ({ threshold: n }) => `A member for ${count(n, 'year', 'years')}`,
    new_year: () => 'Started the year with training',
    effort_points_total: ({ threshold: n }) => `${number(n, 0)} effort points`,
    effort_points_in_session: ({ threshold: n }) => `${number(n, 0)} effort points in one session`,
    calories_total: ({ threshold: n }) => `${number(n, 0)} kcal burned`,
    training_hours: ({ threshold: n }) => `${number(n, 0)} hours of training`,
    personal_record: ({ metric }) =>
      `New personal best: ${metric === null ? 'training' : inSentence(metric.title)}`,
    goals_reached: ({ threshold: n }) => (n === 1 ? 'First goal reached' : `${number(n, 0)} goals reached`),
  };
}
