import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import type { ClassId, GoalId } from '../../../../../shared/base/ids.ts';
import { learnAttendance } from '../../../../../shared/domain/attendance/visit-chances.ts';
import type { Goal } from '../../../../../shared/domain/goals/goal.ts';
import { absenceNotification } from '../../../../../shared/domain/notifications/absence-notification.ts';
import { classReminders } from '../../../../../shared/domain/notifications/class-notifications.ts';
import { memberNotifications } from '../../../../../shared/domain/notifications/member-notifications.ts';
import { MAX_NOTIFICATION_ID } from '../../../../../shared/domain/notifications/notification.ts';
import { wordNotification } from '../../../../../shared/domain/notifications/word-notification.ts';
import { reviewMember, type MemberRows } from '../../../../../shared/domain/progress/review-member.ts';
import { LANGUAGES } from '../../../../../shared/domain/wording/languages.ts';
import { wordingFor } from '../../../../../shared/domain/wording/wording-for.ts';
import { DAY, LONDON, member, NOW, visitAt } from '../gym-fixtures.ts';

const days = localDays(LONDON);
const HOUR = 3_600_000;

const visitsGoal = (changes: Partial<Goal>): Goal => ({
  id: 'g-1' as GoalId,
  memberId: member.id,
  metricType: 'workout_count',
  startValue: 0,
  targetValue: 10,
  currentValue: 0,
  startDate: '2026-02-01',
  targetDate: '2026-02-28',
  status: 'active',
  autoAdjust: false,
  ...changes,
});

/** What a member with these rows is told at a time. */
const told = (rows: Partial<MemberRows>, nowMs = NOW) => {
  const all: MemberRows = {
    member,
    visits: [],
    metrics: [],
    goals: [],
    achievements: [],
    attendedClasses: [],
    goalAdjustments: [],
    excusedTimes: [],
    ...rows,
  };
  const { news } = reviewMember(all, { zone: LONDON, nowMs });
  return memberNotifications(news, { nowMs, days });
};

const visits = (count: number, untilMs = NOW) =>
  Array.from({ length: count }, (_, i) => visitAt(untilMs - i * DAY - HOUR)).toReversed();

describe('what a member hears', () => {
  it('is that a goal is close, reached or missed, each once for its date', () => {
    // Today's visit counts from tomorrow on: eight of the nine are behind them.
    const goals = (goal: Goal) =>
      told({ visits: visits(9), goals: [goal] })
        .filter(({ topic }) => topic === 'goals')
        .map(({ id }) => id);
    expect(goals(visitsGoal({ targetValue: 10 }))).toEqual(['goal_close.g-1.2026-02-28']);
    expect(goals(visitsGoal({ targetValue: 8 }))).toEqual(['goal_reached.g-1.once']);
    expect(goals(visitsGoal({ targetDate: '2026-02-17', targetValue: 30 }))).toEqual([
      'goal_missed.g-1.2026-02-17',
    ]);
    expect(goals(visitsGoal({ targetValue: 30 }))).toEqual([]);
  });

  it('is an achievement for a week, and then no more', () => {
    const first = visitAt(NOW - HOUR);
    const earned = (nowMs: number) =>
      told({ visits: [first] }, nowMs).flatMap(({ id, topic }) => (topic === 'achievements' ? [id] : []));
    expect(earned(NOW)).toContain('achievement_earned.visits_total_1_once');
    expect(earned(NOW + 6 * DAY)).toContain('achievement_earned.visits_total_1_once');
    expect(earned(NOW + 7 * DAY)).toEqual([]);
  });

  it('is last week until Wednesday, unless nothing happened in it', () => {
    const monday = Date.parse('2026-02-23T09:00:00Z');
    const week = (nowMs: number, rows: Partial<MemberRows>) =>
      told(rows, nowMs).filter(({ topic }) => topic === 'weekly_summary');
    const [summary] = week(monday, { visits: visits(5) });
    expect(summary).toMatchObject({
      id: 'weekly_summary.2026-02-16',
      reason: { visits: 3 },
      expiresAtMs: Date.parse('2026-02-26T00:00:00Z'),
    });
    expect(week(monday + 3 * DAY, { visits: visits(5) })).toEqual([]);
    expect(week(monday, { visits: visits(3, NOW - 20 * DAY) })).toEqual([]);
  });

  it('never holds a value of the body', () => {
    const metrics = Array.from({ length: 40 }, (_, i) => ({
      id: `w-${i}`,
      memberId: member.id,
      metricType: 'body_weight',
      value: 90.1234 - i * 0.2,
      recordedAtMs: NOW - (40 - i) * 2 * DAY,
      source: 'device' as const,
      formula: null,
    }));
    const goal = visitsGoal({
      metricType: 'body_weight',
      startValue: 90.1234,
      targetValue: 82.4321,
      startDate: '2025-12-01',
    });
    const all = told({ metrics, goals: [goal] });
    expect(all.map(({ topic }) => topic)).toContain('goals');
    const text =
      JSON.stringify(all) + all.map(({ reason }) => wordNotification(reason, NOW, wordingFor('en'))).join();
    for (const { value } of metrics) expect(text).not.toContain(String(value));
    expect(text).not.toMatch(/82[.,]4|90[.,]1/);
  });

  it('is the same whoever looks, in which order and how often: nothing is told twice', () => {
    const rows = {
      visits: visits(30),
      goals: [visitsGoal({}), visitsGoal({ id: 'g-2' as GoalId, targetValue: 12 })],
    };
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows.visits, { minLength: rows.visits.length }),
        fc.shuffledSubarray(rows.goals, { minLength: rows.goals.length }),
        fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 4 }),
        (shuffledVisits, shuffledGoals, hours) => {
          const midnight = days.startOfDayMs(days.dayOf(NOW));
          const expected = new Set(told(rows, midnight + 23 * HOUR).map(({ id }) => id));
          const seen = new Set<string>();
          for (const hour of [...hours, 23]) {
            const news = told({ visits: shuffledVisits, goals: shuffledGoals }, midnight + hour * HOUR);
            expect(new Set(news.map(({ id }) => id)).size).toBe(news.length);
            for (const { id } of news) seen.add(id);
          }
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('has ids that fit into an address', () => {
    for (const { id } of told({ visits: visits(30), goals: [visitsGoal({})] })) {
      expect(id).toMatch(/^[\w.-]+$/);
      expect(id.length).toBeLessThanOrEqual(MAX_NOTIFICATION_ID);
    }
  });

  it('is said in every language, without a gap', () => {
    const reasons = [
      ...told({
        visits: visits(30),
        goals: [visitsGoal({}), visitsGoal({ id: 'g-2' as GoalId, targetValue: 9 })],
      }),
    ].map(({ reason }) => reason);
    for (const language of LANGUAGES) {
      for (const reason of reasons) {
        const text = wordNotification(reason, NOW, wordingFor(language));
        expect(text).not.toMatch(/undefined|NaN|null|\(\)|: \./);
        expect(text).toMatch(/[.!]$/);
      }
    }
    expect(
      new Set(LANGUAGES.map((language) => wordNotification(reasons[0]!, NOW, wordingFor(language)))).size,
    ).toBe(LANGUAGES.length);
  });
});

describe('a reminder of a class', () => {
  const classAt = (startsAtMs: number) => [{ id: 'c-1' as ClassId, name: 'Spin', startsAtMs }];
  const booked = [{ classId: 'c-1' as ClassId, status: 'booked' as const }];
  const evening = Date.parse('2026-02-18T18:00:00Z');
  const early = Date.parse('2026-02-19T07:00:00Z');

  it.each<[string, number, number, number]>([
    ['not yet four hours before', evening, evening - 4 * HOUR, 0],
    ['three hours before', evening, evening - 3 * HOUR, 1],
    ['no more once it has begun', evening, evening, 0],
    ['not yet in the afternoon before an early one', early, Date.parse('2026-02-18T19:59:00Z'), 0],
    ['the evening before an early one', early, Date.parse('2026-02-18T20:00:00Z'), 1],
  ])('comes %s', (_, startsAtMs, nowMs, count) => {
    expect(classReminders(booked, classAt(startsAtMs), { nowMs, days })).toHaveLength(count);
  });

  it('comes to nobody who gave the place back', () => {
    const cancelled = [{ classId: 'c-1' as ClassId, status: 'cancelled' as const }];
    expect(classReminders(cancelled, classAt(evening), { nowMs: evening - HOUR, days })).toEqual([]);
  });
});

describe('a word to a member who stays away', () => {
  const regular = (lastMs: number) => Array.from({ length: 40 }, (_, i) => lastMs - (39 - i) * 3 * DAY);
  // A gym in which half of all members stop after three months, and none ever comes back.
  const model = learnAttendance(
    Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: i % 2 === 0 ? 30 : 120 }, (_step, visit) => NOW - 360 * DAY + visit * 3 * DAY),
    ),
    NOW,
    days,
  )!;
  const said = (daysAway: number, nowMs = NOW) =>
    absenceNotification(model, regular(nowMs - daysAway * DAY), { nowMs, days });

  it('comes when they are likelier to stay away than to come back, with the chance that says so', () => {
    expect(said(2)).toBeNull();
    expect(said(9)).toBeNull();
    const away = said(30);
    expect(away).toMatchObject({ topic: 'we_miss_you', reason: { kind: 'absence', daysAway: 30 } });
    expect(away?.reason.kind === 'absence' && away.reason.lapse).toBeGreaterThanOrEqual(0.5);
    expect(said(90)).toBeNull();
  });

  it('is the same one for as long as they are away', () => {
    const visitTimes = regular(NOW - 30 * DAY);
    const ids = [0, 1, 5].map(
      (later) => absenceNotification(model, visitTimes, { nowMs: NOW + later * DAY, days })?.id,
    );
    expect(new Set(ids)).toEqual(new Set([`absence.${days.dateOf(NOW - 30 * DAY)}`]));
  });
});
