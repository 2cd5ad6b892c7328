import type { Language } from './formats.ts';

/** A unit behind a number: one form, or one for one and one for many. */
type UnitWord = string | readonly [one: string, many: string];

/** Units that are words, or are written otherwise in a language; symbols such as kg stay as they are. */
const UNIT_WORDS: Readonly<Record<Language, Readonly<Record<string, UnitWord>>>> = {
  en: {
    workouts: ['workout', 'workouts'],
    points: ['point', 'points'],
    units: ['unit', 'units'],
    weeks: ['week', 'weeks'],
  },
  de: {
    workouts: ['Workout', 'Workouts'],
    points: ['Punkt', 'Punkte'],
    units: ['Einheit', 'Einheiten'],
    weeks: ['Woche', 'Wochen'],
    rating: 'Stufe',
    'kcal/day': 'kcal/Tag',
  },
  es: {
    workouts: ['entrenamiento', 'entrenamientos'],
    points: ['punto', 'puntos'],
    units: ['unidad', 'unidades'],
    weeks: ['semana', 'semanas'],
    rating: 'nivel',
    bpm: 'lpm',
    'kcal/day': 'kcal/día',
  },
};

/**
 * A unit of the metric registry as it stands behind a number.
 * @param shown the number as it is shown
 */
export function unitBehind(language: Language, unit: string, shown: number): string {
  const word = UNIT_WORDS[language][unit] ?? unit;
  if (typeof word === 'string') return word;
  return Math.abs(shown) === 1 ? word[0] : word[1];
}
