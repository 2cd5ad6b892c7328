import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dashboardSchema } from '../../../../../shared/contract/member-documents.ts';
import { LANGUAGES } from '../../../../../shared/domain/wording/languages.ts';
import { buildDashboard } from '../../../../support/domain/build-dashboard.ts';
import type { Achievement } from '../../../../../shared/domain/achievements/achievement.ts';
import {
  anyGoals,
  anyReadings,
  anyVisits,
  booking,
  dailyReadings,
  dashboardInput,
  DAY,
  goal,
  gymClass,
  holdsNoNumber,
  member,
  NOW,
  reading,
  visitAt,
} from '../gym-fixtures.ts';

describe('a dashboard', () => {
  it('of a member without any history is complete and empty', () => {
    const dashboard = buildDashboard(dashboardInput());
    expect(() => dashboardSchema.parse(dashboard)).not.toThrow();
    expect(dashboard.profile_summary).toMatchObject({
      visits_total: 0,
      streak_weeks: 0,
      last_visit_at: null,
    });
    expect(dashboard.profile_summary.weekly_visits).toHaveLength(12);
    expect(dashboard.progress_metrics).toEqual([]);
  });

  it('shows a single reading as it is, and no direction', () => {
    const metrics = [reading('resting_heart_rate', NOW - DAY, 61)];
    expect(buildDashboard(dashboardInput({ metrics })).progress_metrics).toMatchObject([
      {
        metric_type: 'resting_heart_rate',
        latest: { value: 61 },
        direction: 'unclear',
        is_improvement: null,
      },
    ]);
  });

  it('says one number of weeks in a row, of a streak that goes on and of one that is broken', () => {
    const week = 7 * DAY;
    const streaks = [
      { visits: [3, 2, 1, 0].map((ago) => visitAt(NOW - ago * week)), now: 4, best: 'Best: 4 weeks' },
      { visits: [5, 4, 3, 2].map((ago) => visitAt(NOW - ago * week)), now: 0, best: 'Best: 4 weeks' },
      { visits: [80, 79, 78, 2, 0].map((ago) => visitAt(NOW - ago * week)), now: 1, best: 'Best: 3 weeks' },
      { visits: [1].map((ago) => visitAt(NOW - ago * week)), now: 1, best: 'First reading' },
    ];
    for (const { visits, now, best } of streaks) {
      const { profile_summary: profile, progress_metrics: tiles } = buildDashboard(
        dashboardInput({ visits }),
      );
      const tile = tiles.find(({ metric_type }) => metric_type === 'attendance_streak');
      expect(profile.streak_weeks).toBe(now);
      expect(tile?.latest.value).toBe(now);
      expect(tile?.change_text.replaceAll('\u00a0', ' ')).toBe(best);
    }
  });

  it('carries the registry’s unit in every language, so that one is never many', () => {
    const metrics = [reading('workout_count', NOW - DAY, 1)];
    for (const language of LANGUAGES)
      expect(buildDashboard(dashboardInput({ metrics, language })).progress_metrics).toMatchObject([
        { metric_type: 'workout_count', unit: 'workouts' },
      ]);
  });

  it('counts the workouts of a week, and draws no line through a streak', () => {
    const metrics = [
      ...[8, 9, 10, 2, 1].map((ago) => reading('workout_count', NOW - ago * DAY, 1)),
      ...[3, 4, 5, 1, 2, 3, 4].map((weeks, i) =>
        reading('attendance_streak', NOW - (7 - i) * 7 * DAY, weeks),
      ),
    ];
    const tiles = buildDashboard(dashboardInput({ metrics })).progress_metrics;
    const workouts = tiles.find(({ metric_type }) => metric_type === 'workout_count');
    expect(workouts?.latest.value).toBe(workouts?.series.at(-1)?.value);
    expect(workouts?.latest.value).toBeGreaterThan(1);
    expect(tiles.find(({ metric_type }) => metric_type === 'attendance_streak')).toMatchObject({
      direction: 'unclear',
      is_improvement: null,
    });
  });

  it('says the same when all readings are equal: flat, not unclear', () => {
    const metrics = dailyReadings(
      'body_weight',
      Array.from({ length: 14 }, () => 70),
    );
    expect(buildDashboard(dashboardInput({ metrics })).progress_metrics[0]?.direction).toBe('flat');
  });

  it('calls losing weight an improvement only for a member who wants to', () => {
    const metrics = dailyReadings(
      'body_weight',
      Array.from({ length: 20 }, (_, i) => 80 - i * 0.1),
    );
    const direction = (goals: ReturnType<typeof goal>[]) =>
      buildDashboard(dashboardInput({ metrics, goals })).progress_metrics[0];
    expect(direction([])).toMatchObject({ direction: 'down', is_improvement: null });
    expect(direction([goal()])).toMatchObject({ direction: 'down', is_improvement: true });
    expect(direction([goal({ startValue: 75, targetValue: 85 })])).toMatchObject({ is_improvement: false });
  });

  it('leaves readings and visits from the future out', () => {
    const dashboard = buildDashboard(
      dashboardInput({
        visits: [visitAt(NOW + 2 * DAY)],
        metrics: [reading('body_weight', NOW + 2 * DAY, 70)],
      }),
    );
    expect(dashboard.profile_summary.visits_total).toBe(0);
    expect(dashboard.progress_metrics).toEqual([]);
  });

  it('lists booked classes in order and keeps cancelled and past ones away', () => {
    const dashboard = buildDashboard(
      dashboardInput({
        upcomingClasses: [
          gymClass('late', NOW + 3 * DAY),
          gymClass('soon', NOW + DAY),
          gymClass('waiting', NOW + 2 * DAY),
          gymClass('dropped', NOW + DAY),
          gymClass('over', NOW - DAY),
        ],
        bookings: [
          booking('late'),
          booking('soon'),
          booking('waiting', 'waitlisted'),
          booking('dropped', 'cancelled'),
          booking('over'),
        ],
      }),
    );
    expect(dashboard.upcoming_classes.map((tile) => [tile.class_id, tile.booking_status])).toEqual([
      ['soon', 'booked'],
      ['waiting', 'waitlisted'],
      ['late', 'booked'],
    ]);
  });

  it('shows the newest achievements first', () => {
    const earned = (achievementType: string, achievedAtMs: number): Achievement => ({
      id: achievementType,
      memberId: member.id,
      achievementType,
      description: achievementType,
      achievedAtMs,
      relatedMetric: null,
      relatedValue: null,
    });
    const achievements = [earned('first', NOW - 9 * DAY), earned('second', NOW - DAY)];
    const shown = buildDashboard(dashboardInput({ achievements })).achievements;
    expect(shown.map((tile) => tile.achievement_type)).toEqual(['second', 'first']);
  });

  it('fits its contract, holds only real numbers and does not depend on the order of rows, whatever the history', () => {
    fc.assert(
      fc.property(
        anyVisits,
        anyReadings,
        anyGoals,
        fc.constantFrom(...LANGUAGES),
        (visits, metrics, goals, language) => {
          const input = dashboardInput({ visits, metrics, goals, language });
          const dashboard = buildDashboard(input);
          dashboardSchema.parse(dashboard);
          expect(holdsNoNumber(dashboard)).toBe(false);
          const turned = { ...input, visits: visits.toReversed(), metrics: metrics.toReversed() };
          expect(buildDashboard(turned)).toEqual(dashboard);
        },
      ),
      // The review it is made from has its own ten thousand.
      { numRuns: 1_000 },
    );
  });
});
