import { describe, expect, it } from 'vitest';
import type { MetricReading } from '../../../../../shared/domain/metrics/metric-reading.ts';
import { METRICS } from '../../../../../shared/domain/metrics/metric-registry.ts';
import { withoutShortSessions } from '../../../../../shared/domain/metrics/short-sessions.ts';
import { buildProgressHistory } from '../../../../../shared/domain/progress/build-progress-history.ts';
import { reviewMember } from '../../../../../shared/domain/progress/review-member.ts';
import { DAY, dashboardInput, goal, LONDON, NOW, reading } from '../gym-fixtures.ts';

/** What a kiosk stored of a strap session of so many seconds. */
function session(name: string, seconds: number, atMs: number): MetricReading[] {
  const numbers = {
    average_heart_rate: 113,
    maximum_heart_rate: 116,
    workout_duration: seconds / 60,
    workout_count: 1,
    calories_burned: seconds / 11,
    effort_points: seconds / 60,
  };
  return Object.entries(numbers).map(([metricType, value]) => ({
    ...reading(metricType, atMs, value),
    id: `${name}:${metricType}`,
    source: 'device' as const,
  }));
}
const short = session('s-1', 67, NOW - DAY);
const whole = session('s-2', 1_800, NOW - 3 * DAY);

describe('a strap session too short to be a workout', () => {
  it('keeps its rates and counts in no total, whoever stored it', () => {
    expect(withoutShortSessions([...short, ...whole]).map(({ id }) => id)).toEqual([
      's-1:average_heart_rate',
      's-1:maximum_heart_rate',
      ...whole.map(({ id }) => id),
    ]);
  });

  it('leaves alone what a person typed in', () => {
    const typed = [reading('workout_duration', NOW - DAY, 2), reading('calories_burned', NOW - DAY, 10)];
    expect(withoutShortSessions(typed)).toEqual(typed);
  });

  it('moves no goal, no achievement and no tile', () => {
    const goals = [goal({ metricType: 'workout_count', startValue: 0, targetValue: 20, currentValue: 0 })];
    const { reviewed } = reviewMember(dashboardInput({ metrics: [...whole, ...short], goals }), {
      nowMs: NOW,
      zone: LONDON,
    });
    const without = reviewMember(dashboardInput({ metrics: whole, goals }), { nowMs: NOW, zone: LONDON });
    expect(reviewed.goals).toEqual(without.reviewed.goals);
    expect(reviewed.achievements).toEqual(without.reviewed.achievements);
    expect(reviewed.goals[0]?.current_value).toBe(1);
    const totals = new Set(METRICS.filter(({ isCounted }) => isCounted).map(({ type }) => type));
    const tiles = ({ metrics }: typeof reviewed) =>
      metrics.filter(({ metric_type }) => totals.has(metric_type));
    expect(tiles(reviewed)).toEqual(tiles(without.reviewed));
  });

  it('does not pull the calories curve down', () => {
    const { history } = buildProgressHistory({
      metricType: 'calories_burned',
      readings: [...whole, ...short],
      goals: [],
      range: 'month',
      nowMs: NOW,
      zone: LONDON,
    });
    expect(history.map(({ value }) => value)).toEqual([1_800 / 11]);
  });
});
