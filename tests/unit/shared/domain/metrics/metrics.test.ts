import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { bodyMassIndex } from '../../../../../shared/domain/body/body-mass-index.ts';
import { dailyValues, weeklyValues } from '../../../../../shared/domain/metrics/daily-values.ts';
import {
  aggregate,
  betterDirection,
  findMetric,
  isPlausible,
  isPrivateMetric,
  METRICS,
  type MetricRow,
} from '../../../../../shared/domain/metrics/metric-registry.ts';
import { trendReadings } from '../../../../../shared/domain/metrics/trend-readings.ts';
import { usableReadings } from '../../../../../shared/domain/metrics/usable-readings.ts';
import { DAY, LONDON, NOW, reading } from '../gym-fixtures.ts';

const days = localDays(LONDON);
const weight = findMetric('body_weight')!;
const workouts = findMetric('workout_count')!;

describe('the registry of metrics', () => {
  it('knows the metrics of the first day', () => {
    expect(findMetric('calories_burned')).toMatchObject({ unit: 'kcal', perDay: 'sum', better: 'up' });
    expect(findMetric('workout_duration')?.unit).toBe('min');
    expect(findMetric('workout_count')?.perWeek).toBe('sum');
    expect(findMetric('toString')).toBeUndefined();
  });

  it.each(METRICS)('has for $type a range, a unit and a change that means something', (metric) => {
    expect(metric.plausible.min).toBeLessThan(metric.plausible.max);
    expect(metric.unit).not.toBe('');
    expect(metric.meaningfulChange).toBeGreaterThan(0);
    expect(metric.type.length).toBeLessThanOrEqual(50);
  });

  it('does not compile with a line that leaves out what nobody may guess', () => {
    const line = {
      title: 'Hip',
      unit: 'cm',
      decimals: 1,
      plausible: [40, 250],
      aggregate: 'last',
      better: 'none',
      meaningfulChange: 1,
    } as const;
    const whole: MetricRow = { ...line, isPrivate: true, currentForDays: 60 };
    // @ts-expect-error a line says whether its values may be seen by whoever passes
    const open: MetricRow = { ...line, currentForDays: 60 };
    // @ts-expect-error a line says for how long a reading is current
    const ageless: MetricRow = { ...line, isPrivate: true };
    expect([whole, open, ageless]).toHaveLength(3);
  });

  it('keeps every measure of a body private, and knows what is counted up', () => {
    const privately = METRICS.filter(({ isPrivate }) => isPrivate).map(({ type }) => type);
    expect(privately).toEqual(
      expect.arrayContaining(['body_weight', 'body_fat_percent', 'waist_circumference', 'body_mass_index']),
    );
    expect(METRICS.filter(({ isCounted }) => isCounted).map(({ type }) => type)).toEqual([
      'calories_burned',
      'workout_duration',
      'workout_count',
      'effort_points',
      'training_load',
    ]);
    for (const { isCounted, currentForDays } of METRICS) expect(currentForDays === null).toBe(isCounted);
  });

  it.each([
    ['body_weight', 20, true],
    ['body_weight', 350, true],
    ['body_weight', 819, false],
    ['resting_heart_rate', 180, false],
    ['workout_count', -1, false],
    ['body_weight', Number.NaN, false],
    ['body_weight', Number.POSITIVE_INFINITY, false],
    ['shoe_size', 42, false],
  ])('finds %s of %f plausible: %s', (type, value, expected) => {
    expect(isPlausible(type, value)).toBe(expected);
  });

  it('lets the goal say which way weight should go', () => {
    expect(betterDirection(weight, null)).toBe('none');
    expect(betterDirection(weight, { startValue: 80, targetValue: 75 })).toBe('down');
    expect(betterDirection(weight, { startValue: 80, targetValue: 80 })).toBe('none');
    expect(betterDirection(workouts, { startValue: 10, targetValue: 5 })).toBe('up');
  });
});

describe('the value of a day and a week', () => {
  it('is the median of several weigh-ins', () => {
    const readings = [81, 84, 81.2].map((value, i) =>
      reading('body_weight', Date.parse('2026-02-02T07:00:00Z') + i * 60_000, value),
    );
    expect(dailyValues(weight, readings, days)).toEqual([
      { day: days.dayOf(readings[0]!.recordedAtMs), recordedAtMs: readings[2]!.recordedAtMs, value: 81.2 },
    ]);
  });

  it('is a sum for what is counted, cut at local midnight', () => {
    // 23:30 and 00:30 local time on the night the clocks go forward.
    const readings = ['2026-03-28T23:30:00Z', '2026-03-29T00:30:00Z', '2026-03-29T12:00:00Z'].map((time) =>
      reading('workout_count', time, 1),
    );
    expect(dailyValues(workouts, readings, days).map(({ value }) => value)).toEqual([1, 2]);
    expect(weeklyValues(workouts, readings, days).map(({ value }) => value)).toEqual([3]);
  });

  it.each([
    ['sum', 6],
    ['last', 3],
    ['max', 3],
    ['mean', 2],
  ] as const)('by %s of 1, 2 and 3 is %f', (how, value) => {
    expect(aggregate(how, [1, 2, 3])).toBe(value);
    expect(aggregate(how, [])).toBeNull();
  });

  it('of full weeks counts those without a workout too, and leaves the running one out', () => {
    const readings = [
      reading('workout_count', '2026-01-27T10:00:00Z', 1),
      reading('workout_count', '2026-02-17T10:00:00Z', 1),
    ];
    expect(trendReadings(workouts, readings, NOW, days).map(({ value }) => value)).toEqual([1, 0, 0]);
    expect(trendReadings(workouts, [], NOW, days)).toEqual([]);
  });
});

describe('usable readings', () => {
  it('hold each once, in order, none from the future and none without a number', () => {
    const first = reading('body_weight', NOW - 2 * DAY, 80);
    const second = reading('body_weight', NOW - DAY, 79);
    const wild = [
      reading('body_weight', NOW + 2 * DAY, 70),
      reading('body_weight', NOW - DAY, Number.NaN),
      reading('body_weight', NOW - DAY, Number.POSITIVE_INFINITY),
      { ...second, id: 'never', recordedAtMs: Number.NaN },
    ];
    expect(usableReadings([second, first, ...wild, second], NOW)).toEqual([first, second]);
  });

  it('allow for two kiosks whose clocks disagree by minutes', () => {
    expect(usableReadings([reading('body_weight', NOW + 60_000, 80)], NOW)).toHaveLength(1);
  });
});

describe('derived values', () => {
  it('put weight and height together', () => {
    expect(bodyMassIndex(70, 175)).toBeCloseTo(22.857, 3);
    expect(bodyMassIndex(70, 1.75)).toBeNull();
  });
});

describe('private metrics', () => {
  it('are all measures of the body, and none of what was done', () => {
    const hidden = METRICS.map((metric) => metric.type).filter(isPrivateMetric);
    expect(hidden).toContain('body_weight');
    expect(hidden).toContain('body_fat_percent');
    expect(hidden).not.toContain('effort_points');
    expect(hidden).not.toContain('attendance_streak');
    expect(isPrivateMetric('something_new')).toBe(true);
  });
});
