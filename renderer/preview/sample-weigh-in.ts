import type { WeighInView } from '../../shared/contract/weigh-in-view.ts';

/** Mara's weight, just saved. */
export function sampleWeighed(nowMs: number): Extract<WeighInView, { phase: 'done' }> {
  return {
    phase: 'done',
    kg: 76.4,
    at: nowMs,
    unit: 'kg',
    previous: { kg: 76.8, at: nowMs - 8 * 86_400_000 },
    composition: [],
    after_exercise: false,
    undo_until: nowMs + 60_000,
  };
}

/** What an analyser adds. */
export const SAMPLE_COMPOSITION = [
  { title: 'Body fat', value: '24.8', unit: '%' },
  { title: 'Fat mass', value: '18.9', unit: 'kg' },
  { title: 'Fat-free mass', value: '57.5', unit: 'kg' },
  { title: 'Muscle mass', value: '54.6', unit: 'kg' },
  { title: 'Bone mass', value: '2.9', unit: 'kg' },
  { title: 'Body water', value: '54.1', unit: '%' },
  { title: 'Visceral fat rating', value: '4', unit: null },
  { title: 'Resting energy use', value: '1612', unit: 'kcal/day' },
] as const;
