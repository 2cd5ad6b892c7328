import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import type { WireFact } from '../../shared/contract/facts.ts';
import type { FactId, GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import { FACTS, stampedEffects, type FactKind } from '../../shared/facts/all-facts.ts';
import { columnsOf, foldChanges } from '../../shared/facts/row-changes.ts';
import { TABLES, type Place, type TableName } from '../../shared/facts/tables.ts';
import { anyFactPayload } from '../support/any-fact.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { openGymWithMembers, type GymWithMembers, MARA, NOAH } from '../support/central/test-members.ts';
import { weight } from '../support/central/test-gym-facts.ts';
import { openTestStore } from '../support/core/open-test-store.ts';

/** Kinds whose rows hold a member's own key, so that every history can have members of its own. */
const PERSONAL = (Object.keys(FACTS) as FactKind[]).filter(
  (kind) => FACTS[kind].owner === 'member' && !['card.enrolled', 'strap.enrolled'].includes(kind),
);
/** What is compared. */
const COMPARED = {
  visits: ['id', 'checked_in_at', 'class_id'],
  progress_metrics: ['id', 'metric_type', 'value', 'recorded_at'],
  retracted_metrics: ['id', 'reason', 'retracted_at'],
  goals: ['id', 'metric_type', 'start_value', 'target_value', 'target_date', 'auto_adjust', 'status'],
  ended_goals: ['id', 'ended_at'],
  heart_rate_sessions: ['id', 'sensor_id', 'started_at', 'heard_until', 'ended_at', 'end_reason', 'summary'],
  measured_maximums: ['bpm'],
  membership_freezes: ['from_date', 'to_date'],
  notification_preferences: ['topic', 'channel', 'enabled', 'decided_at'],
} as const;

/** The four tables of the user's document, as it names their columns. */
const OF_THE_DOCUMENT = {
  users: ['id', 'preferences', 'last_dashboard_access', 'personalization_settings'],
  progress_metrics: ['id', 'user_id', 'metric_type', 'value', 'recorded_at', 'source'],
  goals: [
    'id',
    'user_id',
    'metric_type',
    'target_value',
    'current_value',
    'start_date',
    'target_date',
    'status',
    'auto_adjust',
    'created_at',
    'updated_at',
  ],
  achievements: [
    'id',
    'user_id',
    'achievement_type',
    'description',
    'achieved_at',
    'related_metric',
    'related_value',
  ],
};
/** Central counts places, and keeps what became of a notification beside it. */
const ONLY_AT_THE_KIOSK: Readonly<Record<string, readonly string[]>> = {
  classes: ['places_taken'],
  notifications: ['outcome', 'code'],
};

const said = fc
  .record({
    kind: fc.constantFrom(...PERSONAL),
    by: fc.integer({ min: 0, max: 2 }),
    minute: fc.integer({ min: 1, max: 9 }),
  })
  .chain((draft) => anyFactPayload(draft.kind).map((payload) => ({ ...draft, payload })));

describe.each(storagesUnderTest())('rows of facts, on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  async function rowsOf(memberId: string): Promise<Record<string, unknown[]>> {
    const rows: Record<string, unknown[]> = {};
    for (const [table, columns] of Object.entries(COMPARED)) {
      const found = await gym.central.store.query(
        statement<Record<string, unknown>>(
          `select ${columns.join(', ')} from ${table} where gym_id = $1 and user_id = $2`,
          [TEST_GYM, memberId],
        ),
      );
      rows[table] = found.map((row) => JSON.stringify(row)).toSorted();
    }
    return rows;
  }

  /** The same rows, folded without any database. */
  function folded(facts: readonly WireFact[]): Record<string, unknown[]> {
    const changes = facts.flatMap((fact) =>
      stampedEffects(
        {
          gymId: fact.gym_id as GymId,
          kioskId: fact.kiosk_id as KioskId,
          epoch: fact.epoch,
          seq: fact.seq,
          id: fact.id as FactId,
          kind: fact.kind,
          version: fact.version,
          memberId: fact.member_id as MemberId,
          happenedAtMs: Date.parse(fact.happened_at),
          zone: fact.zone,
          payload: fact.payload,
          prevHash: fact.prev_hash,
          hash: fact.hash,
        },
        'central',
      ),
    );
    const rows = foldChanges(changes);
    const gone = (tombstones: 'retracted_metrics' | 'ended_goals') =>
      new Set((rows.get(tombstones) ?? []).map(({ key }) => key['id']));
    const away = { progress_metrics: gone('retracted_metrics'), goals: gone('ended_goals') };
    return Object.fromEntries(
      Object.entries(COMPARED).map(([table, columns]) => {
        const kept = (rows.get(table as 'goals') ?? []).filter(
          ({ key }) => !(away[table as 'goals'] ?? new Set()).has(key['id'] ?? ''),
        );
        const asRow = ({ key, values }: (typeof kept)[number]) =>
          columns.map((name) => [name, values[name] ?? key[name] ?? null]);
        return [table, kept.map((row) => JSON.stringify(Object.fromEntries(asRow(row)))).toSorted()];
      }),
    );
  }

  test('are the same however three kiosks deliver: in any order, in any batches, and again', async () => {
    const kiosks = [await gym.newKiosk(), await gym.newKiosk(), await gym.newKiosk()];
    await fc.assert(
      fc.asyncProperty(
        fc.array(said, { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        async (drafts, chance) => {
          const memberId = `member-${randomUUID()}`;
          const facts = drafts.map(({ kind, by, minute, payload }) => {
            const isOnce = !['goal.changed', 'notification.preferences_set'].includes(kind);
            const happenedAtMs = TEST_NOW_MS - (isOnce ? 10 : minute) * 60_000;
            return kiosks[by]!.fact({ kind, memberId, payload: withMember(payload, memberId), happenedAtMs });
          });
          const arriving = [...facts, ...facts.filter((_, index) => index % 3 === 0)]
            .map((fact) => ({ fact, order: chance.next().value ?? 0 }))
            .toSorted((left, right) => left.order - right.order)
            .map(({ fact }) => fact);
          while (arriving.length > 0) {
            const batch = arriving.splice(0, 1 + ((chance.next().value ?? 0) % 9));
            for (const kiosk of kiosks) {
              const own = batch.filter((fact) => fact.kiosk_id === kiosk.kioskId);
              if (own.length > 0) await gym.push(kiosk, own);
            }
          }
          expect(await rowsOf(memberId)).toEqual(folded(facts));
        },
      ),
      { numRuns: 12 },
    );
  });

  test('have the names that the kiosk’s rows have, and the user’s document', async () => {
    const found = await gym.central.store.query(
      statement<{ table: string; column: string }>(
        `select table_name as "table", column_name as "column" from information_schema.columns
         where table_schema = 'public' and table_name <> 'schema_migrations'`,
      ),
    );
    const columnsAt = Map.groupBy(found, ({ table }) => table);
    const central = (table: string): string[] => (columnsAt.get(table) ?? []).map(({ column }) => column);
    const { db } = openTestStore().store;
    const kiosk = (table: string): string[] =>
      db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

    for (const table of Object.keys(TABLES) as TableName[]) {
      const named = (place: Place) => expect.arrayContaining(columnsOf(table, place).map(([name]) => name));
      expect({ table, names: central(table) }).toEqual({ table, names: named('central') });
      expect({ table, names: kiosk(table) }).toEqual({ table, names: named('kiosk') });
    }
    for (const [table, names] of Object.entries(OF_THE_DOCUMENT)) {
      expect({ table, names: central(table) }).toEqual({ table, names: expect.arrayContaining(names) });
      expect({ table, names: kiosk(table) }).toEqual({ table, names: expect.arrayContaining(names) });
    }
    // A member is a `user_id` everywhere, and a time has no unit in its name.
    expect(found.filter(({ column }) => /^member_id$|_ms$/.test(column))).toEqual([]);
    for (const table of ['facts', 'classes', 'bookings', 'consents', 'goal_adjustments', 'notifications']) {
      const here = new Set(central(table));
      const missing = kiosk(table).filter((name) => !here.has(name));
      expect({ table, missing }).toEqual({ table, missing: ONLY_AT_THE_KIOSK[table] ?? [] });
    }
  });

  test('are out of reach for a fact about somebody else, whatever id it names', async () => {
    const rogue = await gym.newKiosk();
    const before = await rowsOf(MARA.id);
    const reading = JSON.parse(String(before['progress_metrics']?.[0])) as { id: string };
    const visit = JSON.parse(String(before['visits']?.[0])) as { id: string };
    const verdicts = await gym.push(rogue, [
      rogue.fact({
        kind: 'metric.retracted',
        memberId: NOAH.id,
        payload: { reading_id: reading.id, reason: 'undone' },
      }),
      rogue.fact({
        kind: 'check_in.accepted',
        memberId: NOAH.id,
        payload: { visit_id: visit.id, class_id: null, device: 'door' },
      }),
    ]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored']);
    expect(await rowsOf(MARA.id)).toEqual(before);
    // An id that somebody took in advance is not in the way of its owner either.
    const taken = randomUUID();
    const own = weight(gym.kiosk, 79, MARA.id, TEST_NOW_MS);
    const payload = { ...own.payload, reading_id: taken };
    await gym.push(rogue, [rogue.fact({ kind: 'metric.recorded', memberId: NOAH.id, payload })]);
    await gym.push(gym.kiosk, [gym.kiosk.fact({ kind: 'metric.recorded', memberId: MARA.id, payload })]);
    expect((await rowsOf(MARA.id))['progress_metrics']?.join()).toContain(taken);
  });

  test('follow a member’s own later wish, also against a kiosk whose clock is 23 hours ahead', async () => {
    const kiosk = await gym.newKiosk();
    const wish = (enabled: boolean, happenedAtMs: number) =>
      kiosk.fact({
        kind: 'notification.preferences_set',
        memberId: NOAH.id,
        payload: { preferences: [{ topic: 'goals', channel: 'email', enabled }] },
        happenedAtMs,
      });
    const mailFor = async (): Promise<boolean | undefined> => {
      const answer = await gym.get(`/api/notifications/${NOAH.id}/preferences`, await gym.tokenOf(NOAH));
      const { preferences } = (await answer.json()) as {
        preferences: { topic: string; channel: string; enabled: boolean }[];
      };
      return preferences.find(({ topic, channel }) => topic === 'goals' && channel === 'email')?.enabled;
    };
    await gym.push(kiosk, [wish(true, TEST_NOW_MS + 23 * 3_600_000)]);
    expect(await mailFor()).toBe(true);
    const off = await fetch(`${gym.central.url}/api/notifications/${NOAH.id}/preferences`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await gym.tokenOf(NOAH)}` },
      body: JSON.stringify({ preferences: [{ topic: 'goals', channel: 'email', enabled: false }] }),
    });
    expect(off.status).toBe(200);
    expect(await mailFor()).toBe(false);
    await gym.push(kiosk, [wish(true, TEST_NOW_MS + 22 * 3_600_000)]);
    expect(await mailFor()).toBe(false);
  });

  test('come of a batch whose worst record is nested 20,000 levels deep: that one is refused, alone', async () => {
    const kiosk = await gym.newKiosk();
    const good = weight(kiosk, 80, MARA.id, TEST_NOW_MS);
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const record = JSON.stringify({ ...kiosk.fact({ kind: 'sauna.entered' }), payload: 'HERE' }).replace(
      '"HERE"',
      deep,
    );
    const answer = await fetch(`${gym.central.url}/api/sync/facts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await kiosk.sign()}` },
      body: `{"batch_id":"${randomUUID()}","facts":[${JSON.stringify(good)},${record}]}`,
    });
    expect(answer.status).toBe(200);
    const { verdicts } = (await answer.json()) as { verdicts: { verdict: string; code?: string }[] };
    expect(verdicts.map(({ verdict, code }) => code ?? verdict)).toEqual(['stored', 'payload_too_deep']);
  });
});

/** Ids that a session, a reading or a goal gets are one member's own. */
function withMember(payload: Record<string, unknown>, memberId: string): Record<string, unknown> {
  const own = ['reading_id', 'goal_id'].filter((name) => name in payload);
  return {
    ...payload,
    ...Object.fromEntries(own.map((name) => [name, `${String(payload[name])}-${memberId.slice(-8)}`])),
  };
}
