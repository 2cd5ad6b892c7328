import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { usableVisits } from '../../../../../shared/domain/attendance/usable-visits.ts';
import { MAX_INSIGHTS } from '../../../../../shared/domain/insights/find-insights.ts';
import type { InsightInput } from '../../../../../shared/domain/insights/find-insights.ts';
import { usableReadings } from '../../../../../shared/domain/metrics/usable-readings.ts';
import type { MetricReading } from '../../../../../shared/domain/metrics/metric-reading.ts';
import type { Visit } from '../../../../../shared/domain/visits/visit.ts';
import {
  anyGoals,
  anyReadings,
  anyVisits,
  DAY,
  dailyReadings,
  goal,
  gymClass,
  holdsNoNumber,
  LONDON,
  NOW,
  reading,
  visitAt,
} from '../gym-fixtures.ts';
import { findInsights } from '../../../../support/domain/whole-results.ts';

const days = localDays(LONDON);

function input(
  visits: readonly Visit[],
  readings: readonly MetricReading[],
  changes: Partial<InsightInput> = {},
): InsightInput {
  return {
    visits: usableVisits(visits, NOW),
    classes: new Map(),
    readings: Map.groupBy(usableReadings(readings, NOW), ({ metricType }) => metricType),
    goals: [],
    excusedWeeks: new Set(),
    nowMs: NOW,
    days,
    ...changes,
  };
}

const kinds = (of: InsightInput): readonly string[] => findInsights(of).map(({ finding }) => finding.kind);
/** So many visits in each of the weeks before now, oldest week first. */
const weeksOf = (...counts: readonly number[]): Visit[] =>
  counts.flatMap((count, i) =>
    Array.from({ length: count }, (_, day) => visitAt(NOW - (counts.length - i) * 7 * DAY + (day - 2) * DAY)),
  );
const every = <Value>(times: number, make: (i: number) => Value): Value[] =>
  Array.from({ length: times }, (_, i) => make(i));

describe('insights', () => {
  it('welcome a member back', () => {
    expect(kinds(input([visitAt(NOW - 60 * DAY), visitAt(NOW - DAY)], []))).toContain('welcome_back');
  });

  it('notice when a member comes more or less often than before', () => {
    expect(kinds(input(weeksOf(1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 3, 4, 3, 3, 4), []))).toContain('more_often');
    expect(kinds(input(weeksOf(3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 1, 1, 0, 1, 1), []))).toContain('less_often');
  });

  it('see a round streak coming', () => {
    expect(kinds(input(weeksOf(0, 1, 1, 1), []))).toContain('streak_step');
  });

  it('ask for the week that is missing to a round streak', () => {
    const step = (visits: readonly Visit[]) =>
      findInsights(input(visits, [])).find(({ finding }) => finding.kind === 'streak_step')?.finding;
    const lastThreeWeeks = [1, 2, 3].map((week) => visitAt(NOW - week * 7 * DAY));
    expect(step(lastThreeWeeks)).toMatchObject({ next: 4, week: 'this' });
    expect(step([...lastThreeWeeks.slice(0, 2), visitAt(NOW)])).toMatchObject({ next: 4, week: 'next' });
  });

  it('praise a big week and warn of a jump', () => {
    const usual = every(8, (week) => reading('effort_points', NOW - (week + 2) * 7 * DAY, 300));
    expect(kinds(input([], [...usual, reading('effort_points', NOW - 7 * DAY, 500)]))).toContain('big_week');
    const load = every(12, (i) => reading('training_load', NOW - (8 + i * 2) * DAY, 50));
    const hard = every(6, (i) => reading('training_load', NOW - (i + 1) * DAY, 90));
    expect(kinds(input([], [...load, ...hard]))).toContain('load_jump');
  });

  it('ask about a weight that is unusual for this member', () => {
    const weights = dailyReadings('body_weight', [...every(12, (i) => 81 + 0.1 * (i % 3)), 68]);
    expect(kinds(input([], weights))).toEqual(['unusual_reading']);
  });

  it('celebrate a record, a near goal and a good trend, and say when a goal needs time', () => {
    expect(kinds(input([], dailyReadings('one_rep_max', [60, 61, 60, 62, 61, 66])))).toContain(
      'personal_record',
    );
    const losing = dailyReadings(
      'body_weight',
      every(24, (i) => 80 - 0.1 * i),
    );
    const losingGoal = goal({ targetValue: 77, startDate: '2026-01-10' });
    expect(kinds(input([], losing.slice(0, 22), { goals: [{ ...losingGoal, targetValue: 70 }] }))).toContain(
      'good_trend',
    );
    const near = dailyReadings('body_weight', [80, 79, 78, 77.5]);
    expect(kinds(input([], near, { goals: [losingGoal] }))).toEqual(['goal_near']);
    const soon = { goals: [goal({ targetDate: '2026-03-01' })] };
    const hardly = dailyReadings(
      'body_weight',
      every(24, (i) => 80 - 0.018 * i),
    );
    expect(kinds(input([], hardly, soon))).toEqual(['goal_behind']);
    // Without a trend nobody knows, and nothing is said.
    const standing = dailyReadings(
      'body_weight',
      every(24, (i) => 80 + 0.1 * (i % 2)),
    );
    expect(kinds(input([], standing, soon))).toEqual([]);
  });

  it('see a plateau only where going on was wanted', () => {
    const values = every(84, (i) => 85 - 0.08 * Math.min(i, 56) + 0.1 * (i % 2));
    const readings = dailyReadings('body_weight', values);
    const towards = goal({
      startValue: 85,
      targetValue: 70,
      startDate: '2025-11-01',
      targetDate: '2027-11-01',
    });
    expect(kinds(input([], readings, { goals: [towards] }))).toContain('plateau');
    expect(kinds(input([], readings))).toEqual([]);
  });

  it('tell of a heart that recovers faster and rests slower', () => {
    expect(
      kinds(
        input(
          [],
          dailyReadings(
            'heart_rate_recovery_60s',
            every(20, (i) => 20 + i * 0.5),
          ),
        ),
      ),
    ).toEqual(['faster_recovery']);
    expect(
      kinds(
        input(
          [],
          dailyReadings(
            'resting_heart_rate',
            every(20, (i) => 66 - i * 0.3),
          ),
        ),
      ),
    ).toEqual(['lower_resting_rate']);
  });

  it('find the strongest weekday, a new time and a new kind of class', () => {
    const sessions = every(12, (week) => [
      reading('effort_points', Date.parse('2026-02-16T18:00:00Z') - week * 7 * DAY, 180 + (week % 3)),
      reading('effort_points', Date.parse('2026-02-12T18:00:00Z') - week * 7 * DAY, 120 + (week % 4)),
    ]).flat();
    expect(findInsights(input([], sessions)).map(({ finding }) => finding)).toContainEqual(
      expect.objectContaining({ kind: 'best_weekday', weekday: 1 }),
    );
    const evenings = every(12, (i) => visitAt(Date.parse('2025-12-02T18:00:00Z') + i * 4 * DAY));
    const mornings = every(9, (i) => visitAt(Date.parse('2026-01-22T07:00:00Z') + i * 3 * DAY));
    expect(kinds(input([...evenings, ...mornings], []))).toContain('new_time');
    const classes = new Map(
      every(7, (i) =>
        gymClass(`c${i}`, NOW - (i + 1) * 7 * DAY, i === 0 ? { name: 'Yoga', classType: 'yoga' } : {}),
      ).map((each) => [each.id as string, each]),
    );
    const attended = every(7, (i) => visitAt(NOW - (i + 1) * 7 * DAY, `c${i}`));
    expect(findInsights(input(attended, [], { classes })).map(({ finding }) => finding)).toContainEqual({
      kind: 'tried_new',
      className: 'Yoga',
    });
  });

  it('are few, ranked, about different things and made of real numbers, whatever the history', () => {
    fc.assert(
      fc.property(anyVisits, anyReadings, anyGoals, (visits, readings, goals) => {
        const insights = findInsights(input(visits, readings, { goals }));
        expect(insights.length).toBeLessThanOrEqual(MAX_INSIGHTS);
        expect(new Set(insights.map(({ subject }) => subject)).size).toBe(insights.length);
        expect(holdsNoNumber(insights)).toBe(false);
        const strengths = insights.map(({ strength }) => strength);
        expect(strengths).toEqual(strengths.toSorted((left, right) => right - left));
        for (const strength of strengths) expect(strength >= 0 && strength <= 1).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
