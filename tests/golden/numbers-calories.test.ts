import { describe, expect, it } from 'vitest';
import { keytelKcalPerMin, keytelKilojoulesPerMin } from '../../shared/domain/energy/keytel.ts';
import { MET_ACTIVITIES, metActivityOfClassType } from '../../shared/domain/energy/met-activities.ts';
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

  // The sources' variant with four decimals differs from the published three by less than 0.5 %.
  it.each([
    ['male', -95.7735 + 0.6344 * 140 + 0.4044 * 45 + 0.3942 * 75 + 0.2713 * 30],
    ['female', -59.3954 + 0.4498 * 140 + 0.3802 * 45 + 0.1032 * 75 + 0.2735 * 30],
  ] as const)('with a measured VO2max agree for a %s with the unrounded coefficients', (sex, kilojoules) => {
    const ours = keytelKilojoulesPerMin({ sex, bpm: 140, weightKg: 75, ageYears: 30, vo2max: 45 });
    expect(Math.abs(ours / kilojoules - 1)).toBeLessThan(0.005);
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
    expect(metActivityOfClassType(classType)).toMatchObject({ code, met });
    expect(metKcal(met, weightKg, minutes)).toBeCloseTo(kcal, 10);
  });

  it.each([
    ['02210', 7],
    ['02214', 11],
    ['02034', 3.5],
    ['02035', 5],
    ['02040', 7.5],
    ['02032', 6],
    ['02054', 3.5],
    ['02052', 5],
    ['02050', 6],
    ['02056', 3],
    ['02020', 7.5],
    ['02022', 3.8],
    ['02024', 2.8],
    ['02060', 5.5],
    ['02062', 7.8],
    ['02008', 5],
    ['01270', 9],
    ['01200', 6.8],
    ['01210', 3.5],
    ['01228', 8],
    ['02071', 5],
    ['02072', 7.5],
    ['02073', 11],
    ['02065', 9.3],
    ['02048', 5],
    ['02049', 9],
    ['02000', 7.3],
    ['02005', 4.8],
    ['02006', 8],
    ['02001', 5.5],
    ['02002', 7.3],
    ['02003', 9],
    ['02105', 2.8],
    ['02101', 2.3],
    ['02150', 2.3],
    ['02160', 4],
    ['02180', 3.5],
    ['02310', 6.5],
    ['15110', 5.8],
    ['15430', 10.3],
    ['12050', 9.3],
    ['17200', 4.8],
    ['01305', 8.8],
    ['02058', 9.8],
    ['02057', 6.5],
    ['02074', 14],
  ])('know code %s', (code, met) => {
    expect(MET_ACTIVITIES.find((activity) => activity.code === code)?.met).toBe(met);
  });

  // Herrmann et al. give both: 1 MET is 3.5 ml O2/kg/min, or 1 kcal/kg/h, which is a twentieth less.
  it.each([
    [7, 70, 45, 367.5],
    [9, 60, 45, 405],
  ])('of %f MET, %i kg and %i minutes are a twentieth above %f', (met, weightKg, minutes, byHour) => {
    expect(metKcal(met, weightKg, minutes)).toBeCloseTo(1.05 * byHour, 10);
  });

  it('have as many activities as were checked', () => {
    expect(MET_ACTIVITIES).toHaveLength(46);
    expect(new Set(MET_ACTIVITIES.map(({ code }) => code)).size).toBe(46);
  });

  it('read a class type whatever its case and spacing', () => {
    expect(metActivityOfClassType(' Power Yoga ')?.code).toBe('02160');
    expect(metActivityOfClassType('HIIT')?.code).toBe('02210');
    expect(metActivityOfClassType('constructor')).toBeUndefined();
    expect(metActivityOfClassType('underwater chess')).toBeUndefined();
  });
});
