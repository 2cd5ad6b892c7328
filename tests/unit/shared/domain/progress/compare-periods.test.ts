import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { comparePeriods, drawnValues } from '../../../../../shared/domain/progress/compare-periods.ts';
import { findMetric } from '../../../../../shared/domain/metrics/metric-registry.ts';

const days = localDays('Europe/Berlin');
/** Wednesday. */
const NOW = Date.parse('2026-03-11T18:00:00Z');
const today = days.dayOf(NOW);
const at = (daysAgo: number, value: number) => ({
  recordedAtMs: days.startOfDayMs(today - daysAgo) + 36_000_000,
  value,
});
const counts = findMetric('workout_count')!;
const weight = findMetric('body_weight')!;
const calories = findMetric('calories_burned')!;

describe('a time beside the one before it', () => {
  it('is two totals of what adds up, each just as long', () => {
    const readings = [at(14, 400), at(13, 300), at(7, 200), at(6, 500), at(0, 100)];
    expect(comparePeriods(calories, readings, { today, length: 7 }, days)).toEqual({
      of: 'total',
      present: 600,
      previous: 500,
      previous_from: '2026-02-26',
      previous_to: '2026-03-04',
    });
  });

  it('is two means of days of a level, however often it was read on one', () => {
    const readings = [at(9, 80), at(3, 82), at(3, 84), at(1, 79)];
    expect(comparePeriods(weight, readings, { today, length: 7 }, days)).toMatchObject({
      of: 'mean',
      present: 81,
      previous: 80,
    });
  });

  it('says nothing came of a time without a workout for who was here before, and nothing at all for who was not', () => {
    expect(comparePeriods(counts, [at(20, 1)], { today, length: 7 }, days)).toMatchObject({ previous: 0 });
    expect(comparePeriods(counts, [at(2, 1)], { today, length: 7 }, days)).toMatchObject({ previous: null });
    expect(comparePeriods(weight, [at(20, 80)], { today, length: 7 }, days)).toMatchObject({
      previous: null,
    });
  });

  it('is nothing where a sum or a mean means nothing', () => {
    const streak = findMetric('attendance_streak')!;
    expect(comparePeriods(streak, [at(1, 3)], { today, length: 7 }, days)).toBeNull();
  });
});

describe('what a chart draws', () => {
  it('is a bar for each week, those without a workout too, the running one last', () => {
    const drawn = drawnValues(counts, [at(16, 1), at(15, 1), at(1, 1)], 'month', today, days);
    expect(drawn).toMatchObject({ form: 'bars', per: 'week' });
    expect(drawn.values.map(({ value }) => value)).toEqual([2, 0, 1]);
  });

  it('is a bar for each of the last seven days in a week', () => {
    const drawn = drawnValues(counts, [at(6, 1), at(0, 1), at(0, 1)], 'week', today, days);
    expect(drawn.values.map(({ value }) => value)).toEqual([1, 0, 0, 0, 0, 0, 2]);
  });

  it('becomes months where weeks would be too many, and loses none', () => {
    const readings = [at(500, 1), at(499, 1), at(40, 1), at(0, 1)];
    const drawn = drawnValues(counts, readings, 'all', today, days);
    expect(drawn.per).toBe('month');
    expect(drawn.values.reduce((sum, { value }) => sum + value, 0)).toBe(4);
    expect(drawn.values.length).toBe(18);
  });

  it('is the value of each day of a level: the median of what was read on it', () => {
    const drawn = drawnValues(weight, [at(3, 82), at(3, 84), at(1, 79)], 'month', today, days);
    expect(drawn).toMatchObject({ form: 'dots', per: 'day' });
    expect(drawn.values.map(({ value }) => value)).toEqual([83, 79]);
  });
});
