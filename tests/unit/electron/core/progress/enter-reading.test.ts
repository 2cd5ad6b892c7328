import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  enterReading,
  listEnterable,
  listEntries,
  takeBackEntry,
  UNDO_WINDOW_MS,
  type Entry,
} from '../../../../../electron/core/progress/enter-reading.ts';
import { readDashboard, readProgress } from '../../../../../electron/core/progress/open-dashboard.ts';
import { listMetrics } from '../../../../../electron/core/store/tables/progress-metrics.ts';
import type { Store } from '../../../../../electron/core/store/store.ts';
import { dateOfDay } from '../../../../../shared/base/calendar-days.ts';
import { DAY_MS } from '../../../../../shared/base/clock.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { findMetric, METRICS } from '../../../../../shared/domain/metrics/metric-registry.ts';
import { addMember, NOON, openTestStore, ZONE } from '../../../../support/core/open-test-store.ts';
import { putReading } from '../../../../support/core/put-rows.ts';

const entryOf = (member: Member, changes: Partial<Entry> = {}): Entry => ({
  id: 'entry-1',
  member,
  metricType: 'body_weight',
  value: 81.5,
  isConfirmed: false,
  recordedOn: null,
  atMs: NOON,
  ...changes,
});

/** The gym's calendar date so many days after the test's noon. */
const dateOf = (daysAhead: number): string => dateOfDay(localDays(ZONE).dayOf(NOON) + daysAhead);

const facts = (store: Store): unknown[] =>
  store.db
    .prepare('SELECT kind, payload FROM facts ORDER BY epoch, seq')
    .all()
    .map((row) => {
      const { kind, payload } = row as { kind: string; payload: string };
      return [kind, JSON.parse(payload)];
    });

/** A month of weighings around 80 kg, every other day. */
function weighedAt80(store: Store, member: Member): void {
  store.write((tx) => {
    for (let day = 30; day > 0; day -= 2) {
      putReading(tx, {
        id: `scale-${day}`,
        memberId: member.id,
        metricType: 'body_weight',
        value: 80 + (day % 3) * 0.2,
        recordedAtMs: NOON - day * DAY_MS,
        source: 'device',
        formula: null,
      });
    }
  });
}

describe('a value that a member notes by hand', () => {
  it('is stored with one fact and with what follows from it, and shows at once', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1, { heightCm: 180 });
    expect(enterReading(store, entryOf(member))).toMatchObject({
      ok: true,
      value: { outcome: 'recorded', undoUntilMs: NOON + 30_000, reading: { value: 81.5, source: 'manual' } },
    });
    expect(facts(store)).toEqual([
      [
        'metric.recorded',
        {
          reading_id: 'entry-1',
          metric_type: 'body_weight',
          value: 81.5,
          unit: 'kg',
          source: 'manual',
          formula: null,
        },
      ],
    ]);
    const tiles = readDashboard(store, member, NOON).progress_metrics;
    expect(tiles.map(({ metric_type: type, latest }) => [type, latest.value])).toEqual([
      ['body_weight', 81.5],
      ['body_mass_index', expect.closeTo(25.15, 2)],
    ]);
    const { history } = readProgress(store.db, {
      member,
      metricType: 'body_weight',
      range: 'week',
      nowMs: NOON,
      zone: ZONE,
    });
    expect(history).toMatchObject([{ value: 81.5, source: 'manual' }]);
  });

  it.each([
    ['a metric nobody knows', { metricType: 'jumping_height' }, 'unknown_metric'],
    ['what the product works out', { metricType: 'body_mass_index', value: 24 }, 'not_by_hand'],
    ['what only a strap hears', { metricType: 'average_heart_rate', value: 120 }, 'not_by_hand'],
    ['below what a body can weigh', { value: 19.9 }, 'implausible_value'],
    ['above what a body can weigh', { value: 350.1 }, 'implausible_value'],
    ['no number', { value: Number.NaN }, 'implausible_value'],
    ['endless', { value: Number.POSITIVE_INFINITY }, 'implausible_value'],
    ['for a day to come', { recordedOn: dateOf(1) }, 'not_that_day'],
    ['for a day nobody remembers', { recordedOn: dateOf(-367) }, 'not_that_day'],
    ['for no day at all', { recordedOn: '2026-02-30' }, 'not_that_day'],
    ['implausible, however sure the member is', { value: 815, isConfirmed: true }, 'implausible_value'],
  ])('is refused with a code and leaves nothing: %s', (_what, changes, code) => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    expect(enterReading(store, entryOf(member, changes))).toMatchObject({ ok: false, code });
    expect(facts(store)).toEqual([]);
  });

  it('counts at noon of a day in the past, and can be undone as long as any other', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const entered = enterReading(store, entryOf(member, { recordedOn: dateOf(-3) }));
    expect(entered).toMatchObject({ ok: true, value: { undoUntilMs: NOON + UNDO_WINDOW_MS } });
    const days = localDays(ZONE);
    const { history } = readProgress(store.db, {
      member,
      metricType: 'body_weight',
      range: 'week',
      nowMs: NOON,
      zone: ZONE,
    });
    expect(history.map(({ recorded_at: at }) => days.dateOf(Date.parse(at)))).toEqual([dateOf(-3)]);
    expect(days.minuteOfDay(Date.parse(history[0]!.recorded_at))).toBe(720);
  });

  it('may be at either end of what is plausible', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    expect(enterReading(store, entryOf(member, { id: 'low', value: 20 })).ok).toBe(true);
    expect(enterReading(store, entryOf(member, { id: 'high', value: 350 })).ok).toBe(true);
  });

  it('is asked about when the member’s own history leads to expect another, and stored once confirmed', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weighedAt80(store, member);
    const slip = entryOf(member, { value: 108 });
    const asked = enterReading(store, slip);
    if (!asked.ok || asked.value.outcome !== 'surprising') throw new Error('it was not asked about');
    expect(asked.value.low).toBeGreaterThan(70);
    expect(asked.value.high).toBeLessThan(90);
    expect(facts(store)).toEqual([]);
    expect(enterReading(store, { ...slip, isConfirmed: true })).toMatchObject({
      ok: true,
      value: { outcome: 'recorded', reading: { value: 108 } },
    });
    expect(enterReading(store, entryOf(member, { id: 'usual', value: 80.4 }))).toMatchObject({
      value: { outcome: 'recorded' },
    });
  });

  it('under an id of something else changes nothing', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    enterReading(store, entryOf(member));
    const taken = { ok: false, code: 'id_taken' };
    expect(enterReading(store, entryOf(member, { metricType: 'body_fat_percent', value: 20 }))).toEqual(
      taken,
    );
    expect(facts(store)).toHaveLength(1);
  });

  it('is not kept out by an id that another member’s value has', () => {
    const { store } = openTestStore();
    const [member, other] = [addMember(store, 1), addMember(store, 2)];
    enterReading(store, entryOf(member));
    expect(enterReading(store, entryOf(other, { value: 70 })).ok).toBe(true);
    const weights = [member, other].map(({ id }) => listMetrics(store.db, id, 0).map(({ value }) => value));
    expect(weights).toEqual([[81.5], [70]]);
  });
});

describe('taking an entry back', () => {
  it.each([
    [UNDO_WINDOW_MS, 'undone'],
    [UNDO_WINDOW_MS + 1, 'removed'],
  ])('after %i ms is called %s', (laterMs, reason) => {
    const { store } = openTestStore();
    const member = addMember(store, 1, { heightCm: 180 });
    enterReading(store, entryOf(member));
    expect(takeBackEntry(store, { id: 'entry-1', member, atMs: NOON + laterMs }).ok).toBe(true);
    expect(facts(store).at(-1)).toEqual(['metric.retracted', { reading_id: 'entry-1', reason }]);
    expect(readDashboard(store, member, NOON).progress_metrics).toEqual([]);
  });

  it('is for what the member entered: not for a scale’s reading, nor for another member’s entry', () => {
    const { store } = openTestStore();
    const [member, other] = [addMember(store, 1), addMember(store, 2)];
    weighedAt80(store, member);
    enterReading(store, entryOf(member, { value: 80.2 }));
    const unknown = { ok: false, code: 'unknown_entry' };
    expect(takeBackEntry(store, { id: 'scale-2', member, atMs: NOON })).toEqual(unknown);
    expect(takeBackEntry(store, { id: 'entry-1', member: other, atMs: NOON })).toEqual(unknown);
    expect(takeBackEntry(store, { id: 'nothing', member, atMs: NOON })).toEqual(unknown);
    expect(listMetrics(store.db, member.id, 0)).toHaveLength(16);
  });

  it('leaves the others in the list, newest first', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    for (const [i, value] of [82, 81, 80].entries())
      enterReading(store, entryOf(member, { id: `entry-${i}`, value, atMs: NOON + i }));
    takeBackEntry(store, { id: 'entry-1', member, atMs: NOON + 10 });
    expect(listEntries(store.db, member, 'body_weight', 30).map(({ value }) => value)).toEqual([80, 82]);
    expect(listEntries(store.db, member, 'body_weight', 1).map(({ value }) => value)).toEqual([80]);
  });

  it('ends in the same rows however often and in whatever order keys are pressed', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      press: fc.constantFrom('enter', 'enter', 'take_back'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { store } = openTestStore();
        const member = addMember(store, 1);
        const entered = new Set<string>();
        const takenBack = new Set<string>();
        for (const { id, press } of steps) {
          if (press === 'enter') {
            const done = enterReading(store, entryOf(member, { id }));
            expect(done.ok).toBe(!takenBack.has(id));
            entered.add(id);
          } else if (takeBackEntry(store, { id, member, atMs: NOON + 1 }).ok) takenBack.add(id);
        }
        const left = [...entered].filter((id) => !takenBack.has(id)).sort();
        expect(
          listMetrics(store.db, member.id, 0)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(left);
        expect(facts(store)).toHaveLength(entered.size + takenBack.size);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the form for values by hand', () => {
  it('offers what a person can know, with the latest value whoever measured it', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    weighedAt80(store, member);
    const form = listEnterable(store.db, member, NOON);
    const types = form.map(({ metric }) => metric.type);
    expect(types).toEqual(METRICS.filter(({ manualEntry }) => manualEntry).map(({ type }) => type));
    expect(types).not.toContain('attendance_streak');
    expect(types).not.toContain('heart_rate_recovery_60s');
    expect(form.find(({ metric }) => metric === findMetric('body_weight'))?.last?.value).toBeCloseTo(80.4);
    expect(form.find(({ metric }) => metric.type === 'waist_circumference')?.last).toBeNull();
  });
});
