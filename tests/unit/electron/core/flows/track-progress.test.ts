import { expect, it } from 'vitest';
import { trackProgress } from '../../../../../electron/core/flows/track-progress.ts';
import { listAchievements } from '../../../../../electron/core/store/tables/achievements.ts';
import { insertGoal, listGoals } from '../../../../../electron/core/store/tables/goals.ts';
import { insertMetric } from '../../../../../electron/core/store/tables/progress-metrics.ts';
import { insertVisit } from '../../../../../electron/core/store/tables/visits.ts';
import type { Store } from '../../../../../electron/core/store/store.ts';
import { DAY_MS } from '../../../../../shared/base/clock.ts';
import type { GoalId, VisitId } from '../../../../../shared/base/ids.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { addMember, openTestStore } from '../../../../support/core/open-test-store.ts';

/** Half way through the goal's month. */
const NOON = Date.parse('2026-10-15T10:00:00Z');

function workout(store: Store, member: Member, id: string, atMs: number): void {
  store.write((tx) =>
    insertMetric(
      tx,
      {
        id,
        memberId: member.id,
        metricType: 'workout_count',
        value: 1,
        recordedAtMs: atMs,
        source: 'automated',
        formula: null,
      },
      { unit: 'workouts', inputs: null, heartRateSessionId: null, fact: null },
    ),
  );
}

it('a goal that the last workout reached is achieved, and stays so', () => {
  const { store } = openTestStore();
  const member = addMember(store, 1);
  store.write((tx) =>
    insertGoal(
      tx,
      {
        id: 'goal-1' as GoalId,
        memberId: member.id,
        metricType: 'workout_count',
        startValue: 0,
        targetValue: 2,
        currentValue: 0,
        startDate: '2026-10-01',
        targetDate: '2026-10-31',
        status: 'active',
        autoAdjust: false,
      },
      NOON - 14 * DAY_MS,
    ),
  );
  const review = (atMs: number): unknown => {
    store.write((tx) => trackProgress(tx, store, member.id, atMs));
    return listGoals(store.db, member.id).map(({ currentValue, status }) => [currentValue, status])[0];
  };
  workout(store, member, 'one', NOON - DAY_MS);
  expect(review(NOON)).toEqual([1, 'active']);
  workout(store, member, 'two', NOON);
  expect(review(NOON + 1)).toEqual([2, 'achieved']);
  expect(review(NOON + 60 * DAY_MS)).toEqual([2, 'achieved']);
});

it('a first visit earns what it earns once, however often it is looked at', () => {
  const { store } = openTestStore();
  const member = addMember(store, 1);
  store.write((tx) =>
    insertVisit(
      tx,
      { id: 'visit-1' as VisitId, memberId: member.id, checkedInAtMs: NOON, classId: null },
      null,
    ),
  );
  const earned = (): string[] => {
    store.write((tx) => trackProgress(tx, store, member.id, NOON + 1_000));
    return listAchievements(store.db, member.id).map(({ id }) => id);
  };
  const first = earned();
  expect(first).toEqual([`${member.id}/visits_total_1/once`]);
  expect(earned()).toEqual(first);
});
