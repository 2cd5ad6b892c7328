import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { findMetric } from '../../../../../shared/domain/metrics/metric-registry.ts';
import { trendReadings } from '../../../../../shared/domain/metrics/trend-readings.ts';
import { analyseTrend } from '../../../../../shared/domain/trends/analyse-trend.ts';
import { levelChange } from '../../../../../shared/domain/trends/pettitt.ts';
import { findPlateau } from '../../../../../shared/domain/trends/plateau.ts';
import { expectReading } from '../../../../../shared/domain/trends/surprising-reading.ts';
import { rankSumPValue } from '../../../../../shared/domain/statistics/rank-sum.ts';
import { DAY, dailyReadings, LONDON, NOW, reading } from '../gym-fixtures.ts';
import { seededRandom } from '../seeded-random.ts';

const weight = findMetric('body_weight')!;
const days = localDays(LONDON);

describe('a direction', () => {
  it.each([
    ['needs five readings', Array.from({ length: 4 }, (_, i) => 80 - i), 'unclear'],
    ['needs ten days', Array.from({ length: 9 }, (_, i) => 80 - i), 'unclear'],
    ['is down when every interval end is', Array.from({ length: 10 }, (_, i) => 80 - i), 'down'],
    ['is up the same way', Array.from({ length: 10 }, (_, i) => 80 + i), 'up'],
    ['is flat when nothing changes', Array.from({ length: 10 }, () => 80), 'flat'],
    ['stays unclear when readings jump about', [80, 84, 79, 83, 80, 85, 78, 84, 80, 83, 79, 84], 'unclear'],
  ])('%s', (_, values, direction) => {
    expect(analyseTrend(weight, dailyReadings('body_weight', values), days).direction).toBe(direction);
  });

  it.each([
    ['no day', [], { code: 'few_days', have: 0, need: 5 }],
    ['four days', [80, 79, 78, 77], { code: 'few_days', have: 4, need: 5 }],
    [
      'five days in a row, in one direction',
      [80, 79.8, 79.6, 79.4, 79.2],
      { code: 'short_span', have: 5, need: 10 },
    ],
    ['values that jump about', [80, 84, 79, 83, 80, 85, 78, 84, 80, 83, 79, 84], { code: 'within_spread' }],
    ['ten days that fall', Array.from({ length: 10 }, (_, i) => 80 - i), null],
    ['ten days that stay', Array.from({ length: 10 }, () => 80), null],
  ])('that is unclear says why: %s', (_, values, reason) => {
    expect(analyseTrend(weight, dailyReadings('body_weight', values), days).reason).toEqual(reason);
  });

  it('is clear for five days in one direction that lie ten days apart', () => {
    const readings = [13, 10, 7, 4, 1].map((ago, i) => reading('body_weight', NOW - ago * DAY, 80 - 0.5 * i));
    expect(analyseTrend(weight, readings, days)).toMatchObject({ direction: 'down', reason: null });
  });

  it('of workouts counts full weeks, and says how many there are', () => {
    const workouts = findMetric('workout_count')!;
    const fiveDays = dailyReadings('workout_count', [1, 1, 1, 1, 1]);
    const trend = analyseTrend(workouts, trendReadings(workouts, fiveDays, NOW, days), days);
    expect(trend.reason).toEqual({ code: 'few_weeks', have: trend.evidence.length, need: 5 });
    const streak = findMetric('attendance_streak')!;
    expect(analyseTrend(streak, trendReadings(streak, fiveDays, NOW, days), days).reason).toEqual({
      code: 'no_line',
    });
  });

  it('is falsely claimed for at most one in fifteen members who do not change', () => {
    const { normal } = seededRandom(11);
    let claimed = 0;
    for (let member = 0; member < 600; member += 1) {
      const values = Array.from({ length: 20 }, () => 80 + normal());
      const { direction } = analyseTrend(weight, dailyReadings('body_weight', values), days);
      if (direction === 'up' || direction === 'down') claimed += 1;
    }
    expect(claimed / 600).toBeLessThan(1 / 15);
  });
});

describe('a plateau', () => {
  const falling = (weeksStill: number): number[] =>
    Array.from({ length: 84 }, (_, day) => 85 - 0.08 * Math.min(day, 84 - weeksStill * 7) + 0.1 * (day % 2));

  it('is found after weeks of losing and four of standing still', () => {
    expect(findPlateau(weight, dailyReadings('body_weight', falling(4)), NOW, days)).toMatchObject({
      before: 'down',
    });
  });

  it('is not one while the weight still falls', () => {
    expect(findPlateau(weight, dailyReadings('body_weight', falling(0)), NOW, days)).toBeNull();
  });

  it('is not one for a member who never changed', () => {
    const steady = Array.from({ length: 84 }, (_, day) => 80 + 0.1 * (day % 2));
    expect(findPlateau(weight, dailyReadings('body_weight', steady), NOW, days)).toBeNull();
  });
});

describe('a surprising reading', () => {
  const usual = dailyReadings('body_weight', [81.2, 81, 81.3, 81.1, 80.9, 81, 81.2]);

  it.each([
    [81.4, false],
    [79.6, false],
    [68, true],
    [94, true],
  ])('of %f kg for a member of 81 kg: %s', (value, isSurprising) => {
    expect(expectReading(weight, usual, reading('body_weight', NOW, value), days)?.isSurprising).toBe(
      isSurprising,
    );
  });

  it('is not claimed with fewer than five to compare with', () => {
    expect(expectReading(weight, usual.slice(0, 4), reading('body_weight', NOW, 120), days)).toBeNull();
  });

  it('needs to be further off after months away', () => {
    const later = reading('body_weight', NOW + 180 * DAY, 86);
    expect(expectReading(weight, usual, reading('body_weight', NOW, 86), days)?.isSurprising).toBe(true);
    expect(expectReading(weight, usual, later, days)?.isSurprising).toBe(false);
  });
});

describe('a change of level', () => {
  it('is found where visits a week doubled', () => {
    const change = levelChange([1, 1, 2, 1, 1, 1, 2, 1, 3, 3, 4, 3, 3, 3]);
    expect(change?.at).toBe(8);
    expect(change?.pValue).toBeLessThan(0.05);
  });

  it('is not found in an even year', () => {
    expect(levelChange([2, 2, 2, 2, 2, 2])).toBeNull();
    expect(levelChange([2, 1, 2, 1, 2, 1, 2, 1])?.pValue).toBeGreaterThan(0.5);
  });
});

describe('the rank-sum test', () => {
  // Worked by hand: U = 0 of mean 12.5, variance 22.9167, continuity 0.5.
  it('tells two separate groups apart', () => {
    expect(rankSumPValue([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(0.012_186, 5);
  });

  it('finds nothing between equal groups, and nothing in nothing', () => {
    expect(rankSumPValue([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(rankSumPValue([5, 5], [5, 5])).toBeNull();
    expect(rankSumPValue([], [1])).toBeNull();
  });
});
