import type { LanguageBasics } from '../language-basics.ts';

export const language: LanguageBasics = {
  name: 'English',
  region: 'en-GB',
  units: {
    workouts: ['workout', 'workouts'],
    points: ['point', 'points'],
    units: ['unit', 'units'],
    weeks: ['week', 'weeks'],
  },
};
