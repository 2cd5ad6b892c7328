import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { goalPresets } from '../../../../../shared/domain/goals/goal-presets.ts';
import { GOAL_METRICS, judgeTarget } from '../../../../../shared/domain/goals/judge-goal.ts';
import { findMetric } from '../../../../../shared/domain/metrics/metric-registry.ts';

const days = localDays('Europe/Berlin');
const NOW = Date.parse('2026-03-11T18:00:00Z');
const today = days.dayOf(NOW);
const WEEK_MS = 7 * 86_400_000;
const counts = findMetric('workout_count')!;

const weeksOf = (perWeek: readonly number[]) =>
  perWeek.flatMap((workouts, index) =>
    Array.from({ length: workouts }, () => ({
      recordedAtMs: NOW - (perWeek.length - index) * WEEK_MS,
      value: 1,
    })),
  );

describe('goals that fit a member', () => {
  it('ask a tenth more than their usual weeks come to, in numbers one can remember', () => {
    const presets = goalPresets(counts, weeksOf([3, 3, 2, 3, 3, 4, 3, 3]), 0, NOW, days);
    expect(presets).toEqual([
      { targetValue: 14, targetDate: '2026-04-08', usualPerWeek: 3 },
      { targetValue: 27, targetDate: '2026-05-06', usualPerWeek: 3 },
      { targetValue: 45, targetDate: '2026-06-10', usualPerWeek: 3 },
    ]);
  });

  it('are none before a month of weeks is there', () => {
    expect(goalPresets(counts, weeksOf([3, 3, 3]), 0, NOW, days)).toEqual([]);
  });

  it('move a level the way that is better for everybody, a little at a time', () => {
    const resting = findMetric('resting_heart_rate')!;
    expect(goalPresets(resting, [], 58, NOW, days).map(({ targetValue }) => targetValue)).toEqual([
      56, 54, 52,
    ]);
    expect(goalPresets(resting, [], null, NOW, days)).toEqual([]);
  });

  it('tell nobody to be heavier or lighter', () => {
    expect(goalPresets(findMetric('body_weight')!, [], 80, NOW, days)).toEqual([]);
  });

  it('are all goals that could be set as they are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GOAL_METRICS),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (metric, perWeek, share) => {
          const { min, max } = metric.plausible;
          const start = metric.isCounted ? 0 : min + share * (max - min);
          for (const preset of goalPresets(metric, weeksOf(perWeek), start, NOW, days))
            expect(judgeTarget({ metricType: metric.type, ...preset }, start, today).ok).toBe(true);
        },
      ),
    );
  });
});
