import type { LanguageBasics } from '../language-basics.ts';

export const language: LanguageBasics = {
  name: 'Español',
  region: 'es-ES',
  units: {
    workouts: ['entrenamiento', 'entrenamientos'],
    points: ['punto', 'puntos'],
    units: ['unidad', 'unidades'],
    weeks: ['semana', 'semanas'],
    rating: 'nivel',
    bpm: 'lpm',
    'kcal/day': 'kcal/día',
  },
};
