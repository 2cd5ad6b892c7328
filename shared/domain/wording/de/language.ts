import type { LanguageBasics } from '../language-basics.ts';

export const language: LanguageBasics = {
  name: 'Deutsch',
  region: 'de-DE',
  units: {
    workouts: ['Workout', 'Workouts'],
    points: ['Punkt', 'Punkte'],
    units: ['Einheit', 'Einheiten'],
    weeks: ['Woche', 'Wochen'],
    rating: 'Stufe',
    'kcal/day': 'kcal/Tag',
  },
};
