import { describe, expect, it } from 'vitest';
import { sampleDashboard } from '../../../../../renderer/preview/sample-dashboard.ts';
import type { Dashboard } from '../../../../../shared/domain/dashboard/dashboard.ts';
import { reviewSession } from '../../../../../shared/domain/heart-rate/session-review.ts';

const NOW = Date.parse('2026-03-10T18:00:00Z');
const STARTED = NOW - 3_600_000;
const isoDaysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();

/** A dashboard whose training days came to these points, the last of them today's. */
function dashboardOf(points: readonly number[]): Dashboard {
  const full = sampleDashboard(NOW);
  const effort = full.progress_metrics.find(({ metric_type }) => metric_type === 'effort_points')!;
  const series = points.map((value, index) => ({
    recorded_at: isoDaysAgo(2 * (points.length - 1 - index)),
    value,
  }));
  return { ...full, progress_metrics: [{ ...effort, series }], achievements: [], goals: [] };
}
const review = (points: readonly number[]) =>
  reviewSession(dashboardOf(points), { startedAtMs: STARTED, effortPoints: points.at(-1) ?? null });

describe('a session beside the time before', () => {
  it('is compared with the training day before and the usual one, itself left out', () => {
    expect(review([80, 90, 100, 110, 95])).toMatchObject({
      last: { points: 110, at: isoDaysAgo(2) },
      usual: 95,
    });
  });

  it.each([
    ['hardest', 120],
    ['more', 110],
    ['usual', 95],
    ['less', 60],
  ] as const)('is called "%s" with %d points', (verdict, points) => {
    expect(review([80, 90, 100, 119, points]).verdict).toBe(verdict);
  });

  it('says nothing about a usual one before there is one, nor of the first about a last', () => {
    expect(review([80, 90, 100, 95])).toMatchObject({ usual: null, verdict: null });
    expect(review([95])).toMatchObject({ last: null, usual: null, verdict: null });
  });

  it('passes no verdict where effort is not known', () => {
    const known = dashboardOf([80, 90, 100, 110, 95]);
    expect(reviewSession(known, { startedAtMs: STARTED, effortPoints: null }).verdict).toBeNull();
  });

  it('tells the goals it can have moved, and those reached by it, and what was earned since it began', () => {
    const full = sampleDashboard(NOW);
    const [effort, body] = full.goals;
    const reached = (at: string) => ({
      ...effort!,
      goal_id: at,
      status: 'achieved' as const,
      reached_at: at,
    });
    const earned = (at: string) => ({ achievement_type: 'visits_total', description: at, achieved_at: at });
    const now = new Date(NOW).toISOString();
    const told = reviewSession(
      {
        ...full,
        goals: [effort!, body!, reached(now), reached(isoDaysAgo(9))],
        achievements: [earned(now), earned(isoDaysAgo(9))],
      },
      { startedAtMs: STARTED, effortPoints: 90 },
    );
    expect(told.goals.map(({ goal_id: id }) => id)).toEqual([effort!.goal_id, now]);
    expect(told.achievements).toEqual([earned(now)]);
  });
});
