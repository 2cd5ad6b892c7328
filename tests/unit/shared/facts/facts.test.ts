import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FactId, GymId, KioskId, MemberId } from '../../../../shared/base/ids.ts';
import { effectsOf, FACTS, payloadSchema, type FactKind } from '../../../../shared/facts/all-facts.ts';
import { defineFact, NO_EFFECTS } from '../../../../shared/facts/define-fact.ts';
import type { Fact } from '../../../../shared/facts/fact.ts';
import { columnsWith } from '../../../../shared/facts/row-changes.ts';
import { TABLES, type TableName } from '../../../../shared/facts/tables.ts';
import { anyFactPayload } from '../../../support/any-fact.ts';

const AT_MS = Date.parse('2026-10-15T08:00:00.000Z');

const factOf = (kind: FactKind, payload: Record<string, unknown>): Fact => ({
  gymId: 'gym' as GymId,
  kioskId: 'kiosk' as KioskId,
  epoch: 1,
  seq: 1,
  id: '00000000-0000-7000-8000-000000000001' as FactId,
  kind,
  version: 1,
  memberId: 'mara' as MemberId,
  happenedAtMs: AT_MS,
  zone: 'Europe/Berlin',
  payload,
  prevHash: '0'.repeat(64),
  hash: 'a'.repeat(64),
});

describe('a kind of fact', () => {
  it('that forgets its effects does not compile', () => {
    const rest = { writers: ['kiosk'], owner: 'gym', privacy: 'none', neededBy: 'none' } as const;
    // @ts-expect-error effects are missing
    defineFact({ versions: [z.object({})], ...rest, afterErasure: 'all' });
    expect(
      defineFact({ versions: [z.object({})], ...rest, afterErasure: 'all', effects: NO_EFFECTS }).effects,
    ).toBe(NO_EFFECTS);
  });

  it.each(Object.keys(FACTS) as FactKind[])(
    '%s says only what its tables have, of its own member',
    (kind) => {
      fc.assert(
        fc.property(anyFactPayload(kind), (payload) => {
          expect(payloadSchema(kind, 1)?.safeParse(payload).error).toBeUndefined();
          for (const { table, key, values } of effectsOf(factOf(kind, payload))) {
            expect(Object.keys(key).toSorted()).toEqual(columnsWith(table, 'key').toSorted());
            expect(Object.keys(TABLES[table])).toEqual(expect.arrayContaining(Object.keys(values)));
            expect(key['user_id'] ?? 'mara').toBe('mara');
            // Who speaks of what changes speaks of all of it: one stamp a row says who spoke last.
            const said = columnsWith(table, 'latest').filter((name) => name in values);
            expect([0, columnsWith(table, 'latest').length]).toContain(said.length);
          }
        }),
        { numRuns: 50 },
      );
    },
  );

  it('reaches no row of another member: whose row it is stands in its key', () => {
    // A card or a strap is one thing in the whole gym; a refusal is its own kiosk's, and often nobody's.
    const shared = new Set(['cards', 'straps', 'check_in_refusals']);
    const personal = (Object.keys(TABLES) as TableName[]).filter(
      (table) => 'user_id' in TABLES[table] && !shared.has(table),
    );
    for (const table of personal)
      expect([table, columnsWith(table, 'key')]).toEqual([table, expect.arrayContaining(['user_id'])]);
  });
});

describe('what a fact may say', () => {
  const goal = {
    goal_id: 'g-1',
    metric_type: 'body_weight',
    start_value: 84,
    target_value: 80,
    start_date: '2026-10-01',
    target_date: '2027-01-31',
    auto_adjust: false,
  };
  const refused = (kind: FactKind, payload: Record<string, unknown>): boolean => {
    const parsed = payloadSchema(kind, 1)?.safeParse(payload);
    const { refuse } = FACTS[kind];
    return (
      parsed?.success !== true ||
      ((refuse as ((said: unknown) => string | null) | undefined)?.(parsed.data) ?? null) !== null
    );
  };

  it.each<[string, FactKind, Record<string, unknown>]>([
    [
      'a maximum of 1e308 bpm',
      'heart_rate.maximum_raised',
      { session_id: '00000000-0000-4000-8000-000000000001', bpm: 1e308, before_bpm: null },
    ],
    [
      'a maximum of −5 bpm',
      'heart_rate.maximum_raised',
      { session_id: '00000000-0000-4000-8000-000000000001', bpm: -5, before_bpm: null },
    ],
    ['a goal of 1e308 kg', 'goal.set', { ...goal, target_value: 1e308 }],
    ['a goal of −1e308 kg', 'goal.set', { ...goal, target_value: -1e308 }],
    ['a goal of 900 kg', 'goal.set', { ...goal, target_value: 900 }],
    ['a goal in the year 1', 'goal.set', { ...goal, target_date: '0001-01-01' }],
    [
      'a goal in the year 9999',
      'goal.changed',
      { goal_id: 'g-1', target_value: 80, target_date: '9999-12-31', auto_adjust: false, status: 'active' },
    ],
    [
      'a unit as long as a book',
      'metric.recorded',
      {
        reading_id: 'r',
        metric_type: 'body_weight',
        value: 80,
        unit: 'k'.repeat(1_000),
        source: 'device',
        formula: null,
      },
    ],
    [
      'a minute of 61 seconds and more',
      'heart_rate.minute',
      {
        session_id: '00000000-0000-4000-8000-000000000001',
        started_at: '2026-10-15T08:00:00Z',
        bpm: 'A'.repeat(84),
      },
    ],
    ['an empty card', 'card.enrolled', { code: '' }],
  ])('is not %s', (_what, kind, payload) => {
    expect(refused(kind, payload)).toBe(true);
  });

  it('may be of a metric named like a part of every object: a name like any other', () => {
    expect(refused('goal.set', { ...goal, metric_type: '__proto__' })).toBe(false);
    expect(
      effectsOf(factOf('goal.set', { ...goal, metric_type: '__proto__' }))[0]?.values['metric_type'],
    ).toBe('__proto__');
  });
});
