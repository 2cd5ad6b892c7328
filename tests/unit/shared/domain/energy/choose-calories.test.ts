import { describe, expect, it } from 'vitest';
import { chooseCalories } from '../../../../../shared/domain/energy/choose-calories.ts';
import type { CaloriesInput } from '../../../../../shared/domain/energy/choose-calories.ts';

const hiit: CaloriesInput = {
  sex: 'female',
  ageYears: 30,
  weightKg: 70,
  maximumBpm: 190,
  bpm: null,
  classType: 'hiit',
  durationMin: 45,
};
const bpmFor = (minutes: number, bpm: number): Uint8Array => new Uint8Array(minutes * 60).fill(bpm);

describe('the choice of a formula for calories', () => {
  it('is the kind of class without a strap', () => {
    expect(chooseCalories(hiit)).toEqual({
      ok: true,
      value: { kcal: 385.875, formula: 'met-compendium-2024@1' },
    });
  });

  it('is heart rate from four fifths of the class on', () => {
    const formulaAt = (minutes: number): string | null => {
      const chosen = chooseCalories({ ...hiit, bpm: bpmFor(minutes, 150) });
      return chosen.ok ? chosen.value.formula : null;
    };
    expect(formulaAt(36)).toBe('keytel-2005@1');
    expect(formulaAt(35)).toBe('met-compendium-2024@1');
  });

  it('uses a measured VO2max where there is one', () => {
    const chosen = chooseCalories({ ...hiit, bpm: bpmFor(45, 150), vo2max: 42 });
    expect(chosen).toMatchObject({ ok: true, value: { formula: 'keytel-2005-vo2max@1' } });
  });

  it.each([
    ['an unknown kind of class', { classType: 'underwater chess' }, 'activity_unknown'],
    ['open gym without a kind', { classType: null }, 'activity_unknown'],
    ['no weight', { weightKg: null }, 'weight_unknown'],
    ['a member of 65 years', { ageYears: 65 }, 'age_outside_range'],
    ['no duration', { durationMin: 0 }, 'duration_missing'],
    ['a duration that is none', { durationMin: Number.NaN }, 'duration_missing'],
  ] as const)('is no number for %s', (_, changes, code) => {
    expect(chooseCalories({ ...hiit, ...changes })).toEqual({ ok: false, code });
  });

  it('tells what heart rate lacked when neither way gives a number', () => {
    const chosen = chooseCalories({ ...hiit, sex: null, classType: null, bpm: bpmFor(45, 150) });
    expect(chosen).toEqual({ ok: false, code: 'sex_unknown' });
  });
});
