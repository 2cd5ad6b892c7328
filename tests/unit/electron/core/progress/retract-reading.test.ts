import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { recordMetric } from '../../../../../electron/core/progress/record-metric.ts';
import { retractReading } from '../../../../../electron/core/progress/retract-reading.ts';
import { trackProgress } from '../../../../../electron/core/progress/track-progress.ts';
import type { Store } from '../../../../../electron/core/store/store.ts';
import { listAchievements } from '../../../../../electron/core/store/tables/achievements.ts';
import { listGoals } from '../../../../../electron/core/store/tables/goals.ts';
import { listMetrics } from '../../../../../electron/core/store/tables/progress-metrics.ts';
import { DAY_MS } from '../../../../../shared/base/clock.ts';
import type { GoalId } from '../../../../../shared/base/ids.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { addMember, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';
import { putGoal } from '../../../../support/core/put-rows.ts';

function enter(store: Store, member: Member, metricType: string, value: number, atMs: number): string {
  const id = `${metricType}-${atMs}`;
  store.write((tx) => {
    recordMetric(
      tx,
      store,
      { id, memberId: member.id, metricType, value, recordedAtMs: atMs, source: 'manual', formula: null },
      { inputs: null, heartRateSessionId: null },
    );
    trackProgress(tx, store, member.id, atMs);
  });
  return id;
}

function takeBack(store: Store, member: Member, readingId: string) {
  return store.write((tx) => {
    const done = retractReading(tx, store, {
      memberId: member.id,
      readingId,
      reason: 'undone',
      atMs: NOON,
    });
    trackProgress(tx, store, member.id, NOON);
    return done;
  });
}

const factKinds = (store: Store): unknown[] =>
  store.db.prepare('SELECT kind FROM facts ORDER BY epoch, seq').pluck().all();

describe('a reading that is taken back', () => {
  it('leaves one fact and no value, and nothing that followed from it', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1, { heightCm: 170 });
    const id = enter(store, member, 'body_weight', 81, NOON - 1_000);
    expect(listMetrics(store.db, member.id, 0).map(({ metricType }) => metricType)).toEqual([
      'body_mass_index',
      'body_weight',
    ]);
    expect(takeBack(store, member, id).ok).toBe(true);
    expect(takeBack(store, member, id).ok).toBe(true);
    expect(listMetrics(store.db, member.id, 0)).toEqual([]);
    expect(factKinds(store)).toEqual(['metric.recorded', 'metric.retracted']);
    expect(store.db.prepare('SELECT user_id, id, reason FROM retracted_metrics').all()).toEqual([
      { user_id: member.id, id, reason: 'undone' },
    ]);
  });

  it('is the member’s own: nobody takes back another’s, nor one that follows from others', () => {
    const { store } = openTestStore();
    const [member, other] = [addMember(store, 1, { heightCm: 170 }), addMember(store, 2)];
    const id = enter(store, member, 'body_weight', 81, NOON - 1_000);
    const unknown = { ok: false, code: 'unknown_reading' };
    expect(takeBack(store, other, id)).toEqual(unknown);
    expect(takeBack(store, member, `${id}:body_mass_index`)).toEqual(unknown);
    expect(takeBack(store, member, 'never-there')).toEqual(unknown);
    expect(listMetrics(store.db, member.id, 0)).toHaveLength(2);
    expect(factKinds(store)).toEqual(['metric.recorded']);
  });

  it('takes the goal with it that only it had reached', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    store.write((tx) =>
      putGoal(
        tx,
        {
          id: 'goal' as GoalId,
          memberId: member.id,
          metricType: 'body_weight',
          startValue: 84,
          targetValue: 80,
          currentValue: 84,
          startDate: '2026-02-01',
          targetDate: '2026-06-30',
          status: 'active',
          autoAdjust: false,
        },
        NOON,
      ),
    );
    const standing = (): unknown => {
      const [goal] = listGoals(store.db, member.id);
      return [goal?.currentValue, goal?.status, listAchievements(store.db, member.id).length];
    };
    enter(store, member, 'body_weight', 83, NOON - DAY_MS);
    const slip = enter(store, member, 'body_weight', 38, NOON - 1_000);
    expect(standing()).toEqual([38, 'achieved', 1]);
    takeBack(store, member, slip);
    expect(standing()).toEqual([83, 'active', 0]);
  });

  it('leaves a goal reached that another reading reaches as well', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    store.write((tx) =>
      putGoal(
        tx,
        {
          id: 'goal' as GoalId,
          memberId: member.id,
          metricType: 'workout_count',
          startValue: 0,
          targetValue: 2,
          currentValue: 0,
          startDate: '2026-02-01',
          targetDate: '2026-06-30',
          status: 'active',
          autoAdjust: false,
        },
        NOON,
      ),
    );
    enter(store, member, 'workout_count', 2, NOON - DAY_MS);
    const extra = enter(store, member, 'workout_count', 1, NOON - 1_000);
    takeBack(store, member, extra);
    expect(listGoals(store.db, member.id)).toMatchObject([{ currentValue: 2, status: 'achieved' }]);
    expect(listAchievements(store.db, member.id).map(({ achievementType }) => achievementType)).toEqual([
      'goals_reached_1',
    ]);
  });

  it('leaves everything as if it had never been, whichever readings are taken back, in any order', () => {
    const reading = fc.record({
      metricType: fc.constantFrom('body_weight', 'one_rep_max', 'workout_duration', 'calories_burned'),
      value: fc.integer({ min: 40, max: 300 }),
      isSlip: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 12 }), fc.boolean(), (readings, atOnce) => {
        const { store } = openTestStore();
        const [member, twin] = [1, 2].map((number) => addMember(store, number, { heightCm: 175 }));
        if (member === undefined || twin === undefined) throw new Error('both are there');
        const slips: string[] = [];
        for (const [i, { metricType, value, isSlip }] of readings.entries()) {
          const atMs = NOON - (readings.length - i) * DAY_MS;
          const id = enter(store, member, metricType, value, atMs + 1);
          if (!isSlip) enter(store, twin, metricType, value, atMs);
          else if (atOnce) takeBack(store, member, id);
          else slips.push(id);
        }
        for (const id of slips.toReversed()) takeBack(store, member, id);
        const seen = (who: Member): unknown => {
          const { progress_metrics: metrics, goals, achievements } = readDashboard(store, who, NOON);
          return {
            goals,
            metrics: metrics.map(({ metric_type: type, latest }) => [type, latest.value]),
            achievements: achievements.map(({ achievement_type: type }) => type),
          };
        };
        expect(seen(member)).toEqual(seen(twin));
      }),
      { numRuns: 30 },
    );
  });
});
