import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../../../electron/core/check-in/check-in.ts';
import { openDashboard, readDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { readMemberRows, trackProgress } from '../../../../../electron/core/progress/track-progress.ts';
import type { WritableDb } from '../../../../../electron/core/store/database.ts';
import type { Store } from '../../../../../electron/core/store/store.ts';
import {
  insertAchievement,
  listAchievements,
} from '../../../../../electron/core/store/tables/achievements.ts';
import {
  insertBooking,
  insertClass,
  listBookings,
  listClasses,
} from '../../../../../electron/core/store/tables/classes.ts';
import { insertGoalAdjustment } from '../../../../../electron/core/store/tables/goal-adjustments.ts';
import { listGoals } from '../../../../../electron/core/store/tables/goals.ts';
import { hasReview } from '../../../../../electron/core/store/tables/member-reviews.ts';
import { deleteMetric } from '../../../../../electron/core/store/tables/progress-metrics.ts';
import { importRow } from '../../../../../electron/core/store/fact-rows.ts';
import { rowChange } from '../../../../../shared/facts/row-changes.ts';
import { DAY_MS, HOUR_MS } from '../../../../../shared/base/clock.ts';
import type { ClassId, GoalId, VisitId } from '../../../../../shared/base/ids.ts';
import { buildDashboard } from '../../../../support/domain/build-dashboard.ts';
import { TIMETABLE_AHEAD_MS } from '../../../../../shared/domain/dashboard/dashboard-limits.ts';
import type { Goal } from '../../../../../shared/domain/goals/goal.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { reviewStamp } from '../../../../../shared/domain/progress/review-member.ts';
import { addMember, cardOf, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';
import { putGoal, putReading, putVisit } from '../../../../support/core/put-rows.ts';

const noteReading = (tx: WritableDb, member: Member, metricType: string, value: number, atMs: number): void =>
  putReading(tx, {
    id: `${member.id}-${metricType}-${atMs}`,
    memberId: member.id,
    metricType,
    value,
    recordedAtMs: atMs,
    source: 'device',
    formula: null,
  });

const noteVisit = (tx: WritableDb, member: Member, atMs: number, classId: string | null = null): void =>
  putVisit(tx, {
    id: `${member.id}-visit-${atMs}` as VisitId,
    memberId: member.id,
    checkedInAtMs: atMs,
    classId: classId as ClassId | null,
  });

const goalOf = (member: Member, changes: Partial<Goal> = {}): Goal => ({
  id: `${member.id}-goal` as GoalId,
  memberId: member.id,
  metricType: 'workout_count',
  startValue: 0,
  targetValue: 2,
  currentValue: 0,
  startDate: '2026-02-01',
  targetDate: '2026-02-28',
  status: 'active',
  autoAdjust: false,
  ...changes,
});

const isKept = (store: Store, member: Member, atMs: number): boolean =>
  hasReview(store.db, member.id, reviewStamp(store.gym), atMs);

const counts = (store: Store): unknown[] =>
  ['visits', 'progress_metrics', 'achievements', 'member_reviews', 'facts'].map((table) =>
    store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );

describe('what follows from a fact', () => {
  it('is there with it: a goal is reached, and stays so', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    store.write((tx) => putGoal(tx, goalOf(member), NOON));
    const afterWorkout = (atMs: number): unknown =>
      store.write((tx) => {
        noteReading(tx, member, 'workout_count', 1, atMs);
        trackProgress(tx, store, member.id, atMs);
        return listGoals(tx, member.id).map(({ currentValue, status }) => [currentValue, status])[0];
      });
    expect(afterWorkout(NOON - DAY_MS)).toEqual([1, 'active']);
    expect(afterWorkout(NOON)).toEqual([2, 'achieved']);
    expect(afterWorkout(NOON + 60 * DAY_MS)).toEqual([2, 'achieved']);
  });

  it('is nothing more when it is drawn again', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1, { heightCm: 180 });
    store.write((tx) => {
      noteVisit(tx, member, NOON - DAY_MS);
      noteReading(tx, member, 'body_weight', 81, NOON);
    });
    const earned = (): string[] => {
      store.write((tx) => trackProgress(tx, store, member.id, NOON + 1_000));
      return listAchievements(store.db, member.id).map(({ id }) => id);
    };
    expect(earned()).toEqual([`${member.id}/visits_total_1/once`]);
    const first = counts(store);
    expect(earned()).toHaveLength(1);
    expect(counts(store)).toEqual(first);
    const derived = store.db
      .prepare(
        'SELECT metric_type, value, source, formula, inputs FROM progress_metrics WHERE formula IS NOT NULL',
      )
      .all();
    expect(derived).toContainEqual({
      metric_type: 'body_mass_index',
      value: 25,
      source: 'automated',
      formula: 'bmi@1',
      inputs: JSON.stringify({
        reading_id: `${member.id}-body_weight-${NOON}`,
        weight_kg: 81,
        height_cm: 180,
      }),
    });
  });

  it('is thought over when a session proves a higher maximum heart rate', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1, { maxHeartRateBpm: 180 });
    store.write((tx) => {
      noteReading(tx, member, 'resting_heart_rate', 60, NOON - DAY_MS);
      trackProgress(tx, store, member.id, NOON);
    });
    const fitness = (): unknown =>
      store.db
        .prepare(`SELECT value FROM progress_metrics WHERE metric_type = 'vo2max_estimate'`)
        .pluck()
        .all();
    expect(fitness()).toEqual([(15.3 * 180) / 60]);
    store.write((tx) => importRow(tx, rowChange('measured_maximums', { user_id: member.id }, { bpm: 190 })));
    expect(isKept(store, member, NOON)).toBe(false);
    openDashboard(store, member, NOON);
    expect(fitness()).toEqual([(15.3 * 190) / 60]);
  });

  it('goes with it when the transaction fails', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const before = counts(store);
    expect(() =>
      store.write((tx) => {
        noteVisit(tx, member, NOON);
        trackProgress(tx, store, member.id, NOON);
        throw new Error('the power went');
      }),
    ).toThrow('the power went');
    expect(counts(store)).toEqual(before);
  });

  it('never keeps anybody out: a member is checked in even when nothing follows', () => {
    const { store, newId, log } = openTestStore();
    addMember(store, 1);
    const broken: Store = { ...store, gym: { zone: 'Nowhere/AtAll', language: 'en' } };
    const scan = { code: cardOf(1), device: 'door', atMs: NOON };
    expect(checkIn({ store: broken, newId }, scan, () => undefined).outcome).toBe('checked_in');
    expect(counts(store).slice(0, 4)).toEqual([1, 0, 0, 0]);
    expect(JSON.stringify(log)).toContain('conclusions');
  });
});

it('a scan that waited for the disk says nothing about the time before it', () => {
  const { store, newId, time } = openTestStore();
  const member = addMember(store, 1);
  time.pass(3 * DAY_MS);
  store.write((tx) => noteVisit(tx, member, time.nowMs() - HOUR_MS));
  const late = { code: cardOf(1), device: 'door', atMs: NOON };
  expect(checkIn({ store, newId }, late, () => undefined).outcome).toBe('checked_in');
  expect(readDashboard(store, member, time.nowMs()).profile_summary.visits_total).toBe(2);
  expect(isKept(store, member, time.nowMs())).toBe(true);
});

describe('a review of a member', () => {
  it('is kept by a check-in, and read by the dashboard instead of the member’s history', () => {
    const { store, newId } = openTestStore();
    const member = addMember(store, 1);
    checkIn({ store, newId }, { code: cardOf(1), device: 'door', atMs: NOON }, () => undefined);
    expect(isKept(store, member, NOON + 1)).toBe(true);
    const queries: string[] = [];
    const { prepare } = store.db;
    store.db.prepare = ((text: string) => {
      queries.push(text);
      return prepare.call(store.db, text);
    }) as typeof prepare;
    const dashboard = readDashboard(store, member, NOON + 1);
    store.db.prepare = prepare;
    expect(dashboard.profile_summary.visits_total).toBe(1);
    expect(queries.filter((text) => /FROM (visits|progress_metrics|achievements|goals)/.test(text))).toEqual(
      [],
    );
  });

  it('is forgotten as soon as anything about the member changes, and only theirs', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const other = addMember(store, 2);
    const goal = goalOf(member);
    const changes: Record<string, (tx: WritableDb) => void> = {
      goal: (tx) => putGoal(tx, goal, NOON),
      class: (tx) =>
        insertClass(tx, {
          id: 'c-1' as ClassId,
          name: 'Spin',
          classType: 'spin',
          instructor: 'Mo',
          startsAtMs: NOON - HOUR_MS,
          durationMin: 45,
          places: 20,
          placesTaken: 3,
        }),
      visit: (tx) => noteVisit(tx, member, NOON - HOUR_MS, 'c-1'),
      reading: (tx) => noteReading(tx, member, 'body_weight', 80, NOON),
      correction: (tx) => deleteMetric(tx, member.id, `${member.id}-body_weight-${NOON}`),
      adjustment: (tx) =>
        insertGoalAdjustment(tx, member.id, {
          id: 'a-1',
          goalId: goal.id,
          kind: 'too_far',
          fromValue: 9,
          fromDate: '2026-03-01',
          targetValue: 2,
          targetDate: '2026-02-28',
          adjustedOn: '2026-02-01',
        }),
      achievement: (tx) =>
        insertAchievement(tx, {
          id: 'old',
          memberId: member.id,
          achievementType: 'visits_total_10',
          description: '10 visits',
          achievedAtMs: NOON - DAY_MS,
          relatedMetric: null,
          relatedValue: null,
        }),
      name: (tx) => void tx.prepare('UPDATE users SET first_name = ? WHERE id = ?').run('Ada', member.id),
      className: (tx) => void tx.prepare(`UPDATE classes SET name = 'Ride' WHERE id = 'c-1'`).run(),
    };
    const forgot = Object.entries(changes).filter(([, change]) => {
      store.write((tx) => {
        trackProgress(tx, store, member.id, NOON);
        trackProgress(tx, store, other.id, NOON);
      });
      expect([isKept(store, member, NOON), isKept(store, other, NOON)]).toEqual([true, true]);
      store.write(change);
      expect(isKept(store, other, NOON)).toBe(true);
      return !isKept(store, member, NOON);
    });
    // A class nobody has been to is nobody's past.
    expect(forgot.map(([name]) => name)).toEqual(Object.keys(changes).filter((name) => name !== 'class'));
  });

  it('ends with the gym’s day, and is made anew by whoever looks next', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const midnight = Date.parse('2026-02-18T23:00:00Z');
    store.write((tx) => {
      noteVisit(tx, member, NOON);
      trackProgress(tx, store, member.id, NOON);
    });
    expect([midnight - 1, midnight].map((atMs) => isKept(store, member, atMs))).toEqual([true, false]);
    openDashboard(store, member, midnight + HOUR_MS);
    expect(isKept(store, member, midnight + HOUR_MS)).toBe(true);
  });

  it('says what a fresh look at the rows would, whatever happened in whatever order', () => {
    const { store } = openTestStore();
    // Hundreds of commits, and none of them has to survive the power.
    store.db.pragma('synchronous = OFF');
    store.write((tx) =>
      insertClass(tx, {
        id: 'next' as ClassId,
        name: 'Yoga',
        classType: 'yoga',
        instructor: 'Li',
        startsAtMs: NOON + 5 * DAY_MS,
        durationMin: 60,
        places: 12,
        placesTaken: 4,
      }),
    );
    let members = 0;
    const step = fc.record({
      what: fc.constantFrom('visit', 'weight', 'points', 'goal', 'booking', 'open', 'night', 'silent visit'),
      hoursAgo: fc.integer({ min: 0, max: 900 }),
      value: fc.integer({ min: 60, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        members += 1;
        const member = addMember(store, members, { heightCm: 175 });
        let nowMs = NOON;
        for (const [i, { what, hoursAgo, value }] of steps.entries()) {
          const atMs = nowMs - hoursAgo * HOUR_MS + i;
          if (what === 'night') nowMs += DAY_MS;
          else if (what === 'open') openDashboard(store, member, nowMs);
          else
            store.write((tx) => {
              if (what === 'booking')
                insertBooking(tx, {
                  id: `${member.id}-booking-${i}`,
                  memberId: member.id,
                  classId: 'next' as ClassId,
                  status: 'booked',
                  bookedAtMs: atMs,
                });
              else if (what === 'weight') noteReading(tx, member, 'body_weight', value, atMs);
              else if (what === 'points') noteReading(tx, member, 'effort_points', value, atMs);
              else if (what === 'goal')
                putGoal(
                  tx,
                  goalOf(member, {
                    id: `${member.id}-goal-${i}` as GoalId,
                    metricType: 'body_weight',
                    startValue: 90,
                    targetValue: value,
                    autoAdjust: true,
                  }),
                  atMs,
                );
              else noteVisit(tx, member, atMs);
              // Somebody else's writer may not know that conclusions have to be drawn.
              if (what !== 'silent visit') trackProgress(tx, store, member.id, nowMs);
            });
        }
        const fresh = buildDashboard({
          ...readMemberRows(store.db, member),
          ...store.gym,
          upcomingClasses: listClasses(store.db, nowMs, nowMs + TIMETABLE_AHEAD_MS),
          bookings: listBookings(store.db, member.id, nowMs),
          nowMs,
        });
        expect(JSON.stringify(readDashboard(store, member, nowMs))).toBe(JSON.stringify(fresh));
      }),
      { numRuns: 150 },
    );
  });
});
