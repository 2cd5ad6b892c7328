import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { metricForecaster } from '../../../../../shared/domain/progress/recent-readings.ts';
import type { MetricReading } from '../../../../../shared/domain/metrics/metric-reading.ts';
import { findMetric, METRICS } from '../../../../../shared/domain/metrics/metric-registry.ts';
import { buildProgressHistory } from '../../../../../shared/domain/progress/build-progress-history.ts';
import { reviewMember } from '../../../../../shared/domain/progress/review-member.ts';
import { findPlateau } from '../../../../../shared/domain/trends/plateau.ts';
import { recentTrend } from '../../../../../shared/domain/trends/recent-trend.ts';
import { expectReading } from '../../../../../shared/domain/trends/surprising-reading.ts';
import { DAY, goal, LONDON, member, NOW, reading } from '../gym-fixtures.ts';
import { seededRandom } from '../seeded-random.ts';

const days = localDays(LONDON);
const weight = findMetric('body_weight')!;
const MINUTE = 60_000;
const RANGES = ['week', 'month', 'year', 'all'] as const;

/** Metrics of a state: read five times on a day, it is still one state. What is added up is more each time. */
const STATES = METRICS.filter(({ perDay, trendOf }) => perDay !== 'sum' && trendOf === 'reading');

/** Every reading said `times` times within some minutes, each time off by up to `scatter` around it. */
function repeated(readings: readonly MetricReading[], times: number, scatter = 0): readonly MetricReading[] {
  return readings.flatMap(({ metricType, recordedAtMs, value }) =>
    Array.from({ length: times }, (_, i) =>
      reading(
        metricType,
        recordedAtMs + 3 * i * MINUTE,
        value + (scatter * (i - (times - 1) / 2)) / Math.max(1, times - 1),
      ),
    ),
  );
}

/** What a member is told about a metric, but for the readings themselves and their times. */
function told(
  readings: readonly MetricReading[],
  metricType: string,
  range: (typeof RANGES)[number],
): unknown {
  const target = goal({ metricType, startValue: 85, targetValue: 70, targetDate: '2026-04-30' });
  const { trends, projections } = buildProgressHistory({
    metricType,
    readings,
    goals: [target],
    range,
    nowMs: NOW,
    zone: LONDON,
  });
  return { ...trends, smoothed: trends.smoothed.map(({ value }) => value), projections };
}

function weighings(count: number, seed = 5): readonly MetricReading[] {
  const { normal } = seededRandom(seed);
  return Array.from({ length: count }, (_, i) =>
    reading('body_weight', NOW - (count - i) * DAY, 82 - 0.05 * i + 0.5 * normal()),
  );
}

describe('a day is one piece of evidence', () => {
  it('so that saying every value again changes nothing a progress page shows, for any metric', () => {
    const values = fc.array(fc.integer({ min: 60, max: 80 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        values,
        fc.constantFrom(...RANGES),
        fc.integer({ min: 2, max: 5 }),
        (metric, ofDays, range, times) => {
          const once = ofDays.map((value, i) => reading(metric.type, NOW - (ofDays.length - i) * DAY, value));
          const many = repeated(once, times);
          expect(told(many, metric.type, range)).toEqual(told(once, metric.type, range));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(RANGES)(
    'so that five weighings a day leave the bands of %s within a twentieth of those of one',
    (range) => {
      const once = weighings(range === 'week' ? 7 : 60);
      const many = repeated(once, 5, 0.4);
      const bands = (readings: readonly MetricReading[]) =>
        buildProgressHistory({
          metricType: 'body_weight',
          readings,
          goals: [],
          range,
          nowMs: NOW,
          zone: LONDON,
        }).projections.points;
      const [one, five] = [bands(once), bands(many)];
      // A week is too short for any direction, and so for a band.
      expect(one.length > 0).toBe(range !== 'week');
      expect(five).toHaveLength(one.length);
      for (const [i, { low80, high80, low95, high95 }] of five.entries()) {
        const alone = one[i]!;
        expect(Math.abs((high80 - low80) / (alone.high80 - alone.low80) - 1)).toBeLessThan(0.05);
        expect(Math.abs((high95 - low95) / (alone.high95 - alone.low95) - 1)).toBeLessThan(0.05);
      }
    },
  );

  it('for slopes, plateaus and the chance of a goal', () => {
    const once = weighings(80);
    const many = repeated(once, 5);
    const [line, again] = [once, many].map((readings) => recentTrend(weight, readings, NOW, days)?.line);
    expect(again).toEqual(line);
    expect(findPlateau(weight, many, NOW, days)).toEqual(findPlateau(weight, once, NOW, days));
    const wanted = goal({ startValue: 85, currentValue: 80, targetValue: 77, targetDate: '2026-04-30' });
    const forecastBy = (readings: readonly MetricReading[]) =>
      metricForecaster('body_weight', readings, NOW, days)(wanted);
    expect(forecastBy(many)).toEqual(forecastBy(once));
  });

  it('so that two days, however often weighed, are no trend, no band and no chance', () => {
    const { normal } = seededRandom(2);
    const twoDays = Array.from({ length: 60 }, (_, i) =>
      reading('body_weight', NOW - (i < 30 ? 13 : 1) * DAY - i * MINUTE, (i < 30 ? 82 : 80) + 0.1 * normal()),
    );
    const { trends, projections } = buildProgressHistory({
      metricType: 'body_weight',
      readings: twoDays,
      goals: [goal({ startValue: 85, currentValue: 80, targetValue: 78 })],
      range: 'month',
      nowMs: NOW,
      zone: LONDON,
    });
    expect(trends).toMatchObject({ n: 2, direction: 'unclear' });
    expect(projections.points).toEqual([]);
    expect(projections.goals[0]?.probability_by_target_date).toBeNull();
  });

  it('so that somebody else who was weighed five times one evening does not become what is expected', () => {
    const usual = weighings(12);
    const guest = Array.from({ length: 30 }, (_, i) =>
      reading('body_weight', NOW - DAY + (i + 1) * MINUTE, 104),
    );
    const expected = expectReading(weight, [...usual, ...guest], reading('body_weight', NOW, 104), days);
    expect(expected?.isSurprising).toBe(true);
  });

  it('so that five values of one day are no history a value could surprise', () => {
    const today = Array.from({ length: 5 }, (_, i) => reading('body_weight', NOW - i * MINUTE, 80));
    expect(expectReading(weight, today.toReversed(), reading('body_weight', NOW, 95), days)).toBeNull();
  });

  it('for everything else a review concludes: tiles and insights tell the same', () => {
    const once = weighings(60);
    const review = (metrics: readonly MetricReading[]) => {
      const { reviewed } = reviewMember(
        {
          member,
          visits: [],
          metrics,
          goals: [],
          achievements: [],
          attendedClasses: [],
          goalAdjustments: [],
          excusedTimes: [],
        },
        { nowMs: NOW, zone: LONDON, language: 'en' },
      );
      return {
        tiles: reviewed.metrics.map(({ direction, change_text }) => ({ direction, change_text })),
        insights: reviewed.insights,
      };
    };
    expect(review(repeated(once, 4))).toEqual(review(once));
  });

  it('counted on the calendar: a line is the same whatever the hour somebody comes', () => {
    const atNoon = weighings(30);
    const { uniform } = seededRandom(9);
    const atAnyHour = atNoon.map(({ value, recordedAtMs }) =>
      reading('body_weight', recordedAtMs + Math.floor((uniform() - 0.5) * 0.9 * DAY), value),
    );
    expect(recentTrend(weight, atAnyHour, NOW, days)?.line).toEqual(
      recentTrend(weight, atNoon, NOW, days)?.line,
    );
  });
});
