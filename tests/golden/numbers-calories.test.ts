import { describe, expect, it } from 'vitest';
import { keytelKcalPerMin, keytelKilojoulesPerMin } from '../../shared/domain/energy/keytel.ts';
import { findMetActivity, metActivityOfClassType } from '../../shared/domain/energy/met-activities.ts';
import { metKcal } from '../../shared/domain/energy/met-calories.ts';

// Keytel et al. 2005, J Sports Sci 23(3):289-297.
describe('calories from heart rate', () => {
  it.each([
    ['male', 150, 80, 35, null, 62.5016, 14.9382],
    ['male', 90, 80, 35, null, 24.6476, 5.8909],
    ['female', 150, 65, 35, null, 41.0583, 9.8132],
    ['male', 120, 100, 50, 40, 49.4165, 11.8108],
  ] as const)(
    'for a %s at %i bpm, %i kg and %i years follow the equation',
    (sex, bpm, weightKg, ageYears, vo2max, kj, kcal) => {
      const input = { sex, bpm, weightKg, ageYears, vo2max };
      expect(keytelKilojoulesPerMin(input)).toBeCloseTo(kj, 4);
      expect(keytelKcalPerMin(input)).toBeCloseTo(kcal, 4);
    },
  );

  it.each([
    [60, 9.9641],
    [100, 8.7566],
  ])('count the weight of a woman of %i kg negatively, as published', (weightKg, kcal) => {
    expect(keytelKcalPerMin({ sex: 'female', bpm: 150, weightKg, ageYears: 35 })).toBeCloseTo(kcal, 4);
  });

  it('never go below nothing', () => {
    expect(keytelKcalPerMin({ sex: 'male', bpm: 50, weightKg: 80, ageYears: 35 })).toBe(0);
    expect(keytelKcalPerMin({ sex: 'male', bpm: 51, weightKg: 80, ageYears: 35 })).toBeGreaterThan(0);
    expect(keytelKcalPerMin({ sex: 'female', bpm: 58, weightKg: 65, ageYears: 35 })).toBe(0);
    expect(keytelKcalPerMin({ sex: 'female', bpm: 59, weightKg: 65, ageYears: 35 })).toBeGreaterThan(0);
  });
});

// Herrmann et al. 2024, J Sport Health Sci 13(1):6-12.
describe('calories from the kind of activity', () => {
  it.each([
    ['hiit', '02210', 7, 70, 45, 385.875],
    ['spin', '01270', 9, 60, 45, 425.25],
  ])('for a class of %s use code %s', (classType, code, met, weightKg, minutes, kcal) => {
    expect(metActivityOfClassType(classType)).toEqual(findMetActivity(code));
    expect(findMetActivity(code)?.met).toBe(met);
    expect(metKcal(met, weightKg, minutes)).toBeCloseTo(kcal, 10);
  });

  it.each([
    ['02150', 2.3],
    ['02160', 4],
    ['02105', 2.8],
    ['02310', 6.5],
    ['02035', 5],
    ['02040', 7.5],
    ['02054', 3.5],
    ['02214', 11],
    ['02060', 5.5],
    ['02008', 5],
    ['15110', 5.8],
    ['02072', 7.5],
    ['01200', 6.8],
    ['02065', 9.3],
    ['12050', 9.3],
    ['17200', 4.8],
    ['01305', 8.8],
    ['02058', 9.8],
    ['02057', 6.5],
    ['02074', 14],
  ])('know code %s', (code, met) => {
    expect(findMetActivity(code)?.met).toBe(met);
  });

  it('read a class type whatever its case and spacing', () => {
    expect(metActivityOfClassType(' Power Yoga ')?.code).toBe('02160');
    expect(metActivityOfClassType('HIIT')?.code).toBe('02210');
    expect(metActivityOfClassType('constructor')).toBeUndefined();
    expect(metActivityOfClassType('underwater chess')).toBeUndefined();
  });
});
