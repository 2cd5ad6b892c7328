import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { write } from '../../../../../electron/core/store/database.ts';
import { applyFact } from '../../../../../electron/core/store/fact-rows.ts';
import { FACTS, stampedEffects, type FactKind } from '../../../../../shared/facts/all-facts.ts';
import type { Fact } from '../../../../../shared/facts/fact.ts';
import { columnsOf, foldChanges, tombstonesOf, type Cell } from '../../../../../shared/facts/row-changes.ts';
import type { TableName } from '../../../../../shared/facts/tables.ts';
import type { FactId, GymId, KioskId, MemberId } from '../../../../../shared/base/ids.ts';
import { emptyDatabase } from '../../../../support/core/empty-database.ts';
import { factRowsOf, tablesOfFacts } from '../../../../support/core/fact-rows-of.ts';
import { anyFactPayload } from '../../../../support/any-fact.ts';
import { times } from '../../../../support/thorough.ts';
import { addMember, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';

/** Said more than once about one row, at different times. */
const REPEATED: ReadonlySet<FactKind> = new Set<FactKind>([
  'goal.changed',
  'notification.preferences_set',
  'card.enrolled',
  'strap.enrolled',
  'dashboard.opened',
]);

/** Without those that say that two members are one: what follows from that concerns other rows. */
const KINDS = (Object.keys(FACTS) as FactKind[]).filter((kind) => kind !== 'member.merged');
const anyFact = fc.constantFrom(...KINDS).chain((kind) =>
  fc
    .record({
      payload: anyFactPayload(kind),
      writer: fc.constantFrom('kiosk-1', 'kiosk-2', 'kiosk-3'),
      member: fc.constantFrom('mara', 'noah'),
      minute: fc.integer({ min: 0, max: 5 }),
      seq: fc.integer({ min: 1, max: 1_000_000 }),
    })
    .map(({ payload, writer, member, minute, seq }): Fact => ({
      gymId: 'gym' as GymId,
      kioskId: writer as KioskId,
      epoch: 1,
      seq,
      id: '00000000-0000-7000-8000-000000000001' as FactId,
      kind,
      version: 1,
      memberId: member as MemberId,
      happenedAtMs: NOON + (REPEATED.has(kind) ? minute * 60_000 : 0),
      zone: 'Europe/Berlin',
      payload,
      prevHash: '',
      hash: '',
    })),
);
const anyFacts = fc.uniqueArray(anyFact, {
  maxLength: 40,
  selector: ({ kioskId, seq }) => `${kioskId}/${seq}`,
});

type Cells = Readonly<Record<string, Cell>>;

/** Whoever is enrolled has what was said of them last, field by field. */
function withDetails(user: Cells, rows: ReturnType<typeof foldChanges>): Cells {
  if ((user['member_number'] ?? null) === null) return user;
  const details = (rows.get('member_details') ?? []).filter(({ key }) => key['user_id'] === user['id']);
  const said = details.map(({ key, values }) => {
    const field = String(key['field']);
    const value = values['value'] ?? null;
    return [field, field === 'height_cm' && value !== null ? Number(value) : value] as const;
  });
  // What is no column of `users`, such as a language, `asRow` leaves out.
  return { ...user, ...Object.fromEntries(said) };
}

/** The same, folded without any database. */
function folded(facts: readonly Fact[]): Record<string, string[]> {
  const rows = foldChanges(facts.flatMap((fact) => stampedEffects(fact, 'kiosk')));
  return Object.fromEntries(
    tablesOfFacts().map((table) => {
      const tombstones = tombstonesOf(table);
      const gone = new Set(
        (tombstones === null ? [] : (rows.get(tombstones) ?? [])).map(({ key }) => JSON.stringify(key)),
      );
      const kept = (rows.get(table) ?? []).filter(({ key }) => !gone.has(JSON.stringify(key)));
      const cells = kept.map(({ key, values }) => ({ ...values, ...key }));
      const settled = table === 'users' ? cells.map((user) => withDetails(user, rows)) : cells;
      return [table, settled.map((row) => asRow(table, row)).toSorted()];
    }),
  );
}

function asRow(table: TableName, cells: Readonly<Record<string, Cell>>): string {
  const entries = columnsOf(table, 'kiosk').map(([name, { type }]) => {
    const cell = cells[name] ?? null;
    if (type === 'bytes') return [name, Buffer.from(String(cell), 'base64').toString('hex').toUpperCase()];
    return [name, typeof cell === 'boolean' ? Number(cell) : cell];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

describe('what facts do to the rows of a kiosk', () => {
  it(
    'is the same in whatever order they come, however often, and in whatever transactions',
    () => {
      fc.assert(
        fc.property(anyFacts, fc.infiniteStream(fc.nat()), (facts, chance) => {
          const next = (): number => chance.next().value ?? 0;
          const arriving = [...facts, ...facts.filter((_, index) => index % 3 === 0)]
            .map((fact) => ({ fact, order: next() }))
            .toSorted((left, right) => left.order - right.order)
            .map(({ fact }) => fact);
          const db = emptyDatabase();
          while (arriving.length > 0) {
            const batch = arriving.splice(0, 1 + (next() % 9));
            write(db, (tx) => batch.forEach((fact) => applyFact(tx, fact, 'in_any_order')));
          }
          expect(factRowsOf(db)).toEqual(folded(facts));
          db.close();
        }),
        { numRuns: times({ gate: 25, thorough: 10_000 }) },
      );
    },
    times({ gate: 30_000, thorough: 36_000_000 }),
  );

  it('follows a kiosk’s own later word, also after its clock was set back', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const wish = (enabled: boolean, happenedAtMs: number): void => {
      store.write((tx) =>
        store.facts.append(tx, {
          kind: 'notification.preferences_set',
          memberId: member.id,
          happenedAtMs,
          payload: { preferences: [{ topic: 'goals', channel: 'email', enabled }] },
        }),
      );
    };
    const wished = (): unknown =>
      store.db.prepare('SELECT enabled FROM notification_preferences').pluck().get();
    wish(true, NOON + 86_400_000);
    expect(wished()).toBe(1);
    wish(false, NOON);
    expect(wished()).toBe(0);
    wish(true, NOON + 1);
    expect(wished()).toBe(1);
  });
});
