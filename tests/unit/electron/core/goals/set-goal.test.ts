import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustOwnGoal,
  endGoal,
  previewGoal,
  setGoal,
  type GoalWish,
} from '../../../../../electron/core/goals/set-goal.ts';
import type { Store } from '../../../../../electron/core/store/store.ts';
import { listGoals } from '../../../../../electron/core/store/tables/goals.ts';
import { DAY_MS } from '../../../../../shared/base/clock.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { dateOfDay } from '../../../../../shared/base/calendar-days.ts';
import { phraseOf } from '../../../../../shared/domain/wording/phrases.ts';
import { wordingFor } from '../../../../../shared/domain/wording/wording-for.ts';
import {
  openDashboard,
  readDashboard,
  readProgress,
} from '../../../../../electron/core/progress/open-dashboard.ts';
import { addMember, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';
import { putReading } from '../../../../support/core/put-rows.ts';

/** Weighs a member every other day, ending at `last` with so much lost a day before it. */
function weigh(store: Store, member: Member, last: number, lossPerDay = 0): void {
  store.write((tx) => {
    for (let day = 40; day >= 0; day -= 2) {
      putReading(tx, {
        id: `${member.id}-${day}`,
        memberId: member.id,
        metricType: 'body_weight',
        value: last + day * lossPerDay + (day % 4 === 0 ? 0.05 : -0.05),
        recordedAtMs: NOON - day * DAY_MS,
        source: 'device',
        formula: null,
      });
    }
  });
}

const wishOf = (member: Member, changes: Partial<GoalWish> = {}): GoalWish => ({
  id: 'goal-1',
  member,
  metricType: 'workout_count',
  targetValue: 20,
  targetDate: '2026-05-18',
  autoAdjust: true,
  atMs: NOON,
  ...changes,
});

const facts = (store: Store): unknown[] =>
  store.db
    .prepare("SELECT kind, payload FROM facts WHERE kind LIKE 'goal.%' ORDER BY epoch, seq")
    .all()
    .map((row) => {
      const { kind, payload } = row as { kind: string; payload: string };
      return [kind, JSON.parse(payload)];
    });

describe('the forecast of a goal', () => {
  it('is one: in the list, in its editor and on the page of its metric', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weigh(store, member, 80, 0.1);
    const wish = wishOf(member, {
      metricType: 'body_weight',
      targetValue: 77,
      targetDate: '2026-05-18',
      autoAdjust: false,
    });
    expect(setGoal(store, wish).ok).toBe(true);
    for (const atMs of [NOON, NOON + 2 * DAY_MS, NOON + 8 * 3_600_000]) {
      const [tile] = readDashboard(store, member, atMs).goals;
      const seen = previewGoal(store, { ...wish, atMs });
      const words = wordingFor(store.gym.language).goalOutlook;
      expect(seen.ok && phraseOf(words, seen.value.outlook)).toBe(tile?.outlook);
      const history = readProgress(store.db, {
        member,
        metricType: 'body_weight',
        range: 'year',
        nowMs: atMs,
        zone: store.gym.zone,
      });
      expect(history.projections.goals[0]?.probability_by_target_date).toBe(
        seen.ok ? seen.value.probability : null,
      );
      if (!seen.ok || seen.value.outlook.kind !== 'in_time') continue;
      expect(history.projections.goals[0]).toMatchObject({
        earliest: dateOfDay(seen.value.outlook.earliestDay),
        latest: dateOfDay(seen.value.outlook.latestDay),
      });
    }
  });

  it('of something counted goes on from what is done, in the editor too', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const wish = wishOf(member, { metricType: 'workout_count', targetValue: 40, autoAdjust: false });
    expect(setGoal(store, wish).ok).toBe(true);
    store.write((tx) => {
      for (let day = 1; day <= 42; day += 2) {
        const id = `w-${day}`;
        const reading = {
          id,
          memberId: member.id,
          metricType: 'workout_count',
          value: 1,
          recordedAtMs: NOON + day * DAY_MS,
          source: 'device' as const,
          formula: null,
        };
        putReading(tx, reading);
      }
    });
    const atMs = NOON + 43 * DAY_MS;
    openDashboard(store, member, atMs);
    const [tile] = readDashboard(store, member, atMs).goals;
    const seen = previewGoal(store, { ...wish, atMs });
    expect(tile?.current_value).toBe(21);
    expect(seen.ok && phraseOf(wordingFor(store.gym.language).goalOutlook, seen.value.outlook)).toBe(
      tile?.outlook,
    );
  });
});

describe('a goal that a member sets', () => {
  it('asks for a present value first where the last one is of years ago', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weigh(store, member, 92);
    const years = 3 * 365 * DAY_MS;
    const wish = wishOf(member, {
      metricType: 'body_weight',
      targetValue: 85,
      atMs: NOON + years,
      targetDate: '2029-06-01',
    });
    expect(previewGoal(store, wish)).toMatchObject({ ok: false, code: 'reading_too_old' });
    expect(setGoal(store, wish)).toMatchObject({ ok: false, code: 'reading_too_old' });
    expect(listGoals(store.db, member.id)).toEqual([]);
  });

  it('starts from no reading of a clock that was years ahead', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weigh(store, member, 92);
    const wish = wishOf(member, {
      metricType: 'body_weight',
      targetValue: 85,
      atMs: NOON - 100 * DAY_MS,
      targetDate: '2026-05-01',
    });
    expect(setGoal(store, wish)).toMatchObject({ ok: false, code: 'no_reading' });
  });

  it('counts from nothing where workouts are counted, and from the latest reading where a level moves', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weigh(store, member, 80.05);
    expect(setGoal(store, wishOf(member))).toMatchObject({ ok: true, value: { startValue: 0 } });
    const lighter = wishOf(member, { id: 'goal-2', metricType: 'body_weight', targetValue: 76 });
    expect(setGoal(store, lighter)).toMatchObject({ ok: true, value: { startDate: '2026-02-18' } });
    expect(listGoals(store.db, member.id)).toMatchObject([
      { metricType: 'workout_count', status: 'active', autoAdjust: true },
      { metricType: 'body_weight', startValue: 80.1, currentValue: 80.1, targetValue: 76 },
    ]);
    expect(facts(store)[0]).toEqual([
      'goal.set',
      {
        goal_id: 'goal-1',
        metric_type: 'workout_count',
        start_value: 0,
        target_value: 20,
        start_date: '2026-02-18',
        target_date: '2026-05-18',
        auto_adjust: true,
      },
    ]);
  });

  it.each<[string, Partial<GoalWish>, string]>([
    ['for nothing the product knows', { metricType: 'jumping_height' }, 'unknown_metric'],
    ['for what nobody can want', { metricType: 'average_heart_rate', targetValue: 120 }, 'no_goal_metric'],
    ['without a first reading', { metricType: 'resting_heart_rate', targetValue: 55 }, 'no_reading'],
    ['below what a body can weigh', { metricType: 'body_weight', targetValue: 19 }, 'implausible_target'],
    ['of no number', { targetValue: Number.NaN }, 'implausible_target'],
    ['of no workouts', { targetValue: 0 }, 'too_near'],
    ['of next to nothing', { metricType: 'body_weight', targetValue: 79.9 }, 'too_near'],
    ['on a day that is none', { targetDate: '2026-02-31' }, 'no_date'],
    ['in six days', { targetDate: '2026-02-24' }, 'too_soon'],
    ['in three years', { targetDate: '2029-02-18' }, 'too_late'],
  ])('is refused with a code %s', (_what, changes, code) => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weigh(store, member, 80);
    expect(setGoal(store, wishOf(member, changes))).toMatchObject({ ok: false, code });
    expect(previewGoal(store, wishOf(member, changes))).toMatchObject({ ok: false, code });
    expect(facts(store)).toEqual([]);
  });

  it('may be a week away, and two years', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    for (const targetDate of ['2026-02-25', '2028-02-18'])
      expect(previewGoal(store, wishOf(member, { targetDate })).ok).toBe(true);
  });

  it('is the only one under way for its metric', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    setGoal(store, wishOf(member));
    expect(setGoal(store, wishOf(member, { id: 'goal-2' }))).toEqual({ ok: false, code: 'goal_exists' });
    expect(facts(store)).toHaveLength(1);
  });

  it('is the member’s own: another’s goal of the same id is another goal', () => {
    const { store } = openTestStore();
    const [member, other] = [addMember(store, 1), addMember(store, 2)];
    setGoal(store, wishOf(member));
    expect(setGoal(store, wishOf(other)).ok).toBe(true);
    expect(adjustOwnGoal(store, wishOf(other, { targetValue: 30 })).ok).toBe(true);
    endGoal(store, wishOf(other));
    expect(listGoals(store.db, other.id)).toEqual([]);
    expect(listGoals(store.db, member.id)).toMatchObject([{ targetValue: wishOf(member).targetValue }]);
  });

  it('that was given up does not come back with a press that comes late', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    setGoal(store, wishOf(member));
    endGoal(store, wishOf(member));
    expect(setGoal(store, wishOf(member))).toEqual({ ok: false, code: 'goal_exists' });
    expect(listGoals(store.db, member.id)).toEqual([]);
    expect(facts(store)).toHaveLength(2);
  });

  it('is called likely at a steady pace towards it, and unlikely where the pace is too slow', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weigh(store, member, 80, 0.05);
    const chance = (targetValue: number): number | null => {
      const seen = previewGoal(store, wishOf(member, { metricType: 'body_weight', targetValue }));
      return seen.ok ? seen.value.probability : null;
    };
    // Eighty-nine days at fifty grams a day are four and a half kilograms; people keep half of a pace.
    expect(chance(78)).toBeGreaterThan(0.5);
    expect(chance(70)).toBeLessThan(0.1);
    expect(facts(store)).toEqual([]);
  });
});

describe('changing a goal', () => {
  it('moves target and date, keeps where it began, and leaves one fact', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    setGoal(store, wishOf(member));
    const moved = { ...wishOf(member), targetValue: 30, targetDate: '2026-08-18', atMs: NOON + 1_000 };
    expect(adjustOwnGoal(store, moved)).toMatchObject({
      ok: true,
      value: { targetValue: 30, startValue: 0 },
    });
    expect(adjustOwnGoal(store, moved).ok).toBe(true);
    expect(facts(store).slice(1)).toEqual([
      [
        'goal.changed',
        {
          goal_id: 'goal-1',
          target_value: 30,
          target_date: '2026-08-18',
          auto_adjust: true,
          status: 'active',
        },
      ],
    ]);
  });

  it('lets the product move it or not, whatever the date', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    setGoal(store, wishOf(member));
    expect(
      adjustOwnGoal(store, { ...wishOf(member), autoAdjust: false, atMs: NOON + 86 * DAY_MS }),
    ).toMatchObject({ ok: true, value: { autoAdjust: false, targetDate: '2026-05-18' } });
  });

  it('takes up again what was missed', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    setGoal(store, wishOf(member, { targetDate: '2026-02-25' }));
    store.write((tx) => tx.prepare("UPDATE goals SET status = 'missed'").run());
    const later = { ...wishOf(member), targetDate: '2026-09-01', atMs: NOON + 30 * DAY_MS };
    expect(adjustOwnGoal(store, later)).toMatchObject({ ok: true, value: { status: 'active' } });
  });

  it('is not for one that is reached, nor for somebody else’s', () => {
    const { store } = openTestStore();
    const [member, other] = [addMember(store, 1), addMember(store, 2)];
    setGoal(store, wishOf(member));
    expect(adjustOwnGoal(store, { ...wishOf(other), targetValue: 5 })).toMatchObject({
      code: 'unknown_goal',
    });
    expect(endGoal(store, wishOf(other))).toMatchObject({ code: 'unknown_goal' });
    store.write((tx) => tx.prepare("UPDATE goals SET status = 'achieved'").run());
    expect(adjustOwnGoal(store, { ...wishOf(member), targetValue: 5 })).toMatchObject({ code: 'goal_over' });
  });
});

describe('goals over a member’s time', () => {
  it('never double, whatever is pressed in whatever order', () => {
    const press = fc.record({
      what: fc.constantFrom('set', 'change', 'end'),
      id: fc.constantFrom('a', 'b'),
      target: fc.integer({ min: 5, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 16 }), (presses) => {
        const { store } = openTestStore();
        const member = addMember(store, 1);
        for (const { what, id, target } of presses) {
          const wish = wishOf(member, { id, targetValue: target });
          if (what === 'set') setGoal(store, wish);
          else if (what === 'change') adjustOwnGoal(store, wish);
          else endGoal(store, wish);
          const goals = listGoals(store.db, member.id);
          expect(goals.length).toBeLessThanOrEqual(1);
        }
        const told = facts(store) as [string, unknown][];
        const kinds = (kind: string): number => told.filter(([one]) => one === kind).length;
        expect(kinds('goal.set') - kinds('goal.ended')).toBe(listGoals(store.db, member.id).length);
      }),
      { numRuns: 40 },
    );
  });
});
