import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../../shared/base/calendar-days.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { progressHistorySchema } from '../../../../../shared/contract/member-documents.ts';
import { buildProgressHistory } from '../../../../../shared/domain/progress/build-progress-history.ts';
import type { ProgressHistoryInput } from '../../../../../shared/domain/progress/build-progress-history.ts';
import { summariseWeek } from '../../../../../shared/domain/progress/weekly-summary.ts';
import { METRICS } from '../../../../../shared/domain/metrics/metric-registry.ts';
import {
  anyGoals,
  anyReadings,
  anyVisits,
  dailyReadings,
  DAY,
  goal,
  holdsNoNumber,
  LONDON,
  NOW,
  reading,
  visitAt,
} from '../gym-fixtures.ts';

const input = (changes: Partial<ProgressHistoryInput> = {}): ProgressHistoryInput => ({
  metricType: 'body_weight',
  readings: [],
  goals: [],
  range: 'month',
  nowMs: NOW,
  zone: LONDON,
  ...changes,
});

describe('the progress of a metric', () => {
  it('without readings is complete and empty', () => {
    const history = buildProgressHistory(input({ goals: [goal()] }));
    expect(() => progressHistorySchema.parse(history)).not.toThrow();
    expect(history.history).toEqual([]);
    expect(history.trends).toMatchObject({
      n: 0,
      slope_per_day: null,
      direction: 'unclear',
      least_squares: null,
    });
    expect(history.projections.points).toEqual([]);
    expect(history.related_goals).toHaveLength(1);
  });

  it('with a single reading has no slope, and the reading for a smooth line', () => {
    const history = buildProgressHistory(input({ readings: [reading('body_weight', NOW - DAY, 80)] }));
    expect(history.trends).toMatchObject({ n: 1, slope_per_day: null, change: null });
    expect(history.trends.smoothed).toEqual([{ recorded_at: new Date(NOW - DAY).toISOString(), value: 80 }]);
  });

  it('holds slope, interval, change and least squares of a steady loss', () => {
    const history = buildProgressHistory(
      input({
        readings: dailyReadings(
          'body_weight',
          Array.from({ length: 21 }, (_, day) => 80 - 0.1 * day),
        ),
      }),
    );
    const { trends, projections } = history;
    expect(trends).toMatchObject({ method: 'theil-sen@1', n: 21, confidence: 0.95, direction: 'down' });
    expect(trends.slope_per_day).toBeCloseTo(-0.1, 9);
    expect(trends.change).toBeCloseTo(-2, 9);
    expect(trends.change_percent).toBeCloseTo(-2.5, 9);
    expect(trends.least_squares?.intercept).toBeCloseTo(80, 9);
    expect(trends.least_squares?.r_squared).toBeCloseTo(1, 9);
    expect(projections.points[0]?.date).toBe('2026-02-20');
    // On the way the line goes, less of it the further ahead: a pace tires.
    expect(projections.points[0]?.value).toBeCloseTo(80 - 0.1 * (21 + 1), 0);
    expect(projections.points.at(-1)?.value).toBeGreaterThan(80 - 0.1 * (21 + 27));
    expect(projections.points.at(-1)?.value).toBeLessThan(77);
  });

  it('looks ahead only where there is a direction: no band beside "no clear trend"', () => {
    for (const range of ['month', 'year', 'all'] as const) {
      const swings = Array.from({ length: 14 }, (_, day) => 400 + 250 * Math.sin(day * day));
      const { trends, projections } = buildProgressHistory(
        input({ metricType: 'calories_burned', readings: dailyReadings('calories_burned', swings), range }),
      );
      expect(trends).toMatchObject({ direction: 'unclear', reason: { code: 'within_spread' } });
      expect(projections.points).toEqual([]);
    }
  });

  it('smooths day by day as the published weight log does', () => {
    const weights = [172.5, 171.5, 172, 171.5];
    const history = buildProgressHistory(
      input({
        readings: dailyReadings(
          'body_weight',
          weights.map((pounds) => pounds),
        ),
      }),
    );
    // The first day starts the line: 172.5, then a tenth of each day's difference.
    const expected = [172.5, 172.4, 172.36, 172.274];
    for (const [i, { value }] of history.trends.smoothed.entries())
      expect(value).toBeCloseTo(expected[i]!, 9);
  });

  it.each([
    ['week', 7],
    ['month', 31],
    ['year', 366],
    ['all', 400],
  ] as const)('over a %s reaches %i days back', (range, reach) => {
    const readings = Array.from({ length: 401 }, (_, day) => reading('body_weight', NOW - day * DAY, 80));
    const { history } = buildProgressHistory(input({ readings, range }));
    expect(history).toHaveLength(reach + 1);
  });

  it('gives the same goal dates whatever range is looked at', () => {
    const readings = dailyReadings(
      'body_weight',
      Array.from({ length: 60 }, (_, day) => 82 - 0.05 * day + 0.1 * (day % 3)),
    );
    const goals = [goal({ currentValue: 79 })];
    const forecasts = (['week', 'month', 'year', 'all'] as const).map(
      (range) => buildProgressHistory(input({ readings, goals, range })).projections.goals,
    );
    expect(forecasts[0]?.[0]?.expected).not.toBeNull();
    for (const forecast of forecasts) expect(forecast).toEqual(forecasts[0]);
  });

  it('keeps a projection within what a body can be', () => {
    const readings = dailyReadings(
      'resting_heart_rate',
      Array.from({ length: 20 }, (_, day) => 60 - day * 1.5),
    );
    const { points } = buildProgressHistory(
      input({ metricType: 'resting_heart_rate', readings, range: 'all' }),
    ).projections;
    for (const point of points) expect(point.low95).toBeGreaterThanOrEqual(25);
  });

  it('refuses a metric nobody knows', () => {
    expect(() => buildProgressHistory(input({ metricType: 'shoe_size' }))).toThrow(RangeError);
  });

  it('fits its contract, holds only real numbers and does not depend on order, whatever the history', () => {
    fc.assert(
      fc.property(
        anyReadings,
        anyGoals,
        fc.constantFrom('week', 'month', 'year', 'all'),
        fc.constantFrom(...METRICS.map(({ type }) => type)),
        fc.constantFrom(LONDON, 'Pacific/Apia', 'Australia/Lord_Howe'),
        (readings, goals, range, metricType, zone) => {
          const ofMetric = readings.map((each) => ({ ...each, metricType }));
          const document = buildProgressHistory(
            input({ readings: ofMetric, goals, range, metricType, zone }),
          );
          progressHistorySchema.parse(document);
          expect(holdsNoNumber(document)).toBe(false);
          const turned = buildProgressHistory(
            input({ readings: ofMetric.toReversed(), goals, range, metricType, zone }),
          );
          expect(turned).toEqual(document);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('the summary of a week', () => {
  const days = localDays(LONDON);
  const week = dayOfDate('2026-02-09') ?? Number.NaN;
  const base = { readings: [], achievements: [], excusedWeeks: new Set<number>(), week, nowMs: NOW, days };

  it('adds up the week and compares it with the eight before', () => {
    const visits = [
      ...Array.from({ length: 8 }, (_, i) => visitAt(Date.parse('2026-02-04T10:00:00Z') - i * 7 * DAY)),
      visitAt('2026-02-09T10:00:00Z'),
      visitAt('2026-02-15T22:00:00Z'),
      visitAt('2026-02-16T08:00:00Z'),
    ];
    const readings = [
      reading('workout_duration', '2026-02-09T11:00:00Z', 45),
      reading('workout_duration', '2026-02-15T23:00:00Z', 30),
      reading('workout_duration', '2026-02-16T09:00:00Z', 60),
      reading('effort_points', '2026-02-09T11:00:00Z', 120),
    ];
    expect(summariseWeek({ ...base, visits, readings })).toMatchObject({
      weekStart: '2026-02-09',
      visits: 2,
      usualVisits: 1,
      trainingMin: 75,
      effortPoints: 120,
      streakWeeks: 9,
      verdict: 'more',
    });
  });

  it('of a newcomer compares with nothing, and of nobody is empty', () => {
    expect(summariseWeek({ ...base, visits: [visitAt('2026-02-10T10:00:00Z')] }).verdict).toBe('first');
    expect(summariseWeek({ ...base, visits: [] })).toMatchObject({
      visits: 0,
      usualVisits: null,
      verdict: 'none',
    });
  });

  it('is the same whenever and in whatever order it is worked out', () => {
    fc.assert(
      fc.property(anyVisits, anyReadings, (visits, readings) => {
        const once = summariseWeek({ ...base, visits, readings });
        const later = {
          ...base,
          nowMs: NOW + 90 * DAY,
          visits: visits.toReversed(),
          readings: [...readings, ...readings],
        };
        const past = visits.filter(({ checkedInAtMs }) => checkedInAtMs <= NOW);
        if (past.length === visits.length && readings.every(({ recordedAtMs }) => recordedAtMs <= NOW)) {
          expect(summariseWeek(later)).toEqual(once);
        }
        expect(holdsNoNumber(once)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });
});
