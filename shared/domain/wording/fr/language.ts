import type { LanguageBasics } from '../language-basics.ts';

export const language: LanguageBasics = {
  name: 'Français',
  region: 'fr-FR',
  units: {
    workouts: ['séance', 'séances'],
    points: ['point', 'points'],
    units: ['unité', 'unités'],
    weeks: ['semaine', 'semaines'],
    rating: 'niveau',
    'kcal/day': 'kcal/jour',
  },
};
