import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import { openDatabase, write, type ReadableDb, type WritableDb } from '../../electron/core/store/database.ts';
import { applyFact } from '../../electron/core/store/fact-rows.ts';
import { openStore } from '../../electron/core/store/store.ts';
import { listFactsAfter } from '../../electron/core/store/tables/facts.ts';
import { toWire } from '../../electron/core/sync/push.ts';
import { MAX_FACTS_PER_PUSH } from '../../shared/contract/facts.ts';
import { HOUR_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId, MemberId } from '../../shared/base/ids.ts';
import type { Member } from '../../shared/domain/members/member.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { columnsOf } from '../../shared/facts/row-changes.ts';
import { TABLES, type TableName } from '../../shared/facts/tables.ts';
import { createKeptLog, storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { openTestGym, type TestGym } from '../support/central/test-gym.ts';
import type { TestKiosk } from '../support/central/test-kiosk.ts';
import { anyHistory, live, type LivingKiosk, type Step } from '../support/core/lived-history.ts';
import { emptyDatabase } from '../support/core/empty-database.ts';
import { temporaryDir, testMember, ZONE } from '../support/core/open-test-store.ts';
import { putCard, putMember } from '../support/core/put-rows.ts';
import { times } from '../support/thorough.ts';

/** Rows that are a member's, and that both stores keep. */
const SHARED = (Object.keys(TABLES) as TableName[]).filter(
  (table) => 'user_id' in TABLES[table] && columnsOf(table, 'central').length > 0,
);
/** Where a review moves a goal on is its own business; sessions have columns that one place keeps alone. */
const columnsIn = (table: TableName): string[] => {
  const here = new Set(columnsOf(table, 'kiosk').map(([name]) => name));
  return columnsOf(table, 'central').flatMap(([name]) => (here.has(name) ? [name] : []));
};
/** So many are lived before anything is compared: what costs is a delivery, however little it brings. */
const AT_ONCE = times({ gate: 1, thorough: 100 });
/** As many facts as one delivery may have. */
const MAX_BATCH = Math.min(MAX_FACTS_PER_PUSH, 11 * AT_ONCE);
const MOVED_BY_REVIEWS = new Set(['current_value', 'target_value', 'target_date', 'status', 'updated_at']);

const anyHistories = fc.array(anyHistory, { minLength: AT_ONCE, maxLength: AT_ONCE });

type Rows = Record<string, string[]>;

/** The same text whichever store it came from. */
function asText(row: Readonly<Record<string, unknown>>): string {
  const cells = Object.entries(row).map(([name, cell]) => [
    name,
    typeof cell === 'boolean' ? Number(cell) : cell,
  ]);
  return JSON.stringify(Object.fromEntries(cells));
}

function rowsIn(db: ReadableDb, members: readonly string[], columnsFor = columnsIn): Rows {
  return Object.fromEntries(
    SHARED.map((table) => {
      const isSaid =
        table === 'progress_metrics' ? `AND (formula IS NULL OR heart_rate_session_id IS NOT NULL)` : '';
      const rows = db
        .prepare(
          `SELECT ${columnsFor(table).join(', ')} FROM ${table}
           WHERE user_id IN (SELECT value FROM json_each(?)) ${isSaid}`,
        )
        .all(JSON.stringify(members)) as Record<string, unknown>[];
      return [table, rows.map(asText).toSorted()];
    }),
  );
}

interface Person {
  readonly member: Member;
  readonly card: string;
}

function newPerson(): Person {
  const id = `m-${randomUUID()}` as MemberId;
  const member = testMember(1, { id, memberNumber: id, joinedAtMs: TEST_NOW_MS - 1e9 });
  return { member, card: String(Math.floor(Number.parseInt(id.slice(2, 10), 16))).padStart(10, '0') };
}

/** As central would have told of somebody. */
function tell(tx: WritableDb, { member, card }: Person): void {
  putMember(tx, member);
  putCard(tx, { code: card, memberId: member.id, enrolledAtMs: 0 });
}

interface Kiosk extends LivingKiosk {
  /** Its far end at central: the same id, with a key. */
  readonly wire: TestKiosk;
}

interface Central {
  readonly name: string;
  readonly gym: TestGym;
}

describe('what three kiosks lived', () => {
  const centrals: Central[] = [];
  const kiosks: Kiosk[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'fact-histories-'));
  const time = { nowMs: TEST_NOW_MS };
  beforeAll(async () => {
    for (const storage of storagesUnderTest())
      centrals.push({ name: storage.name, gym: await openTestGym(storage) });
    for (const code of ['CODE-ONE', 'CODE-TWO', 'CODE-THREE']) kiosks.push(await openKiosk(code));
  });
  afterAll(async () => {
    for (const { store } of kiosks) store.close();
    for (const { gym } of centrals) await gym.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A kiosk that is paired with every central server. */
  async function openKiosk(code: string): Promise<Kiosk> {
    const wire = centrals[0]!.gym.strangeKiosk();
    for (const { gym } of centrals) {
      await gym.issueCode(code);
      expect((await wire.pair(gym.central.url, code)).status).toBe(200);
    }
    const clock: Clock = { nowMs: () => time.nowMs, monotonicMs: () => time.nowMs };
    let isFirst = true;
    /** The first id that a store makes is the kiosk's own. */
    const newId = (): string => {
      const id = isFirst ? wire.kioskId : v7();
      isFirst = false;
      return id;
    };
    const dataDir = mkdtempSync(join(folder, 'kiosk-'));
    const { log } = createKeptLog();
    const store = openStore({ dataDir, gymId: TEST_GYM as GymId, zone: ZONE, clock, newId, log });
    // Thousands of histories; what a power cut costs is tested elsewhere.
    store.db.pragma('synchronous = OFF');
    return { store, newId, wire };
  }

  /** Two people a history, whom all kiosks know as central would have told them. */
  function newPeople(histories: number): Person[][] {
    const people = Array.from({ length: histories }, () => [newPerson(), newPerson()]);
    for (const { store } of kiosks) store.write((tx) => people.flat().forEach((person) => tell(tx, person)));
    return people;
  }

  /** Lives histories, each of its own people. @returns what each kiosk's log says of them, in order */
  function lived(histories: readonly (readonly Step[])[], people: readonly (readonly Person[])[]): Fact[][] {
    const before = kiosks.map(({ store }) => headOf(store.db));
    // Never ahead of central, whose clock stands still: a fact of the future would count from when it was taken.
    time.nowMs = TEST_NOW_MS - 2 * HOUR_MS;
    for (const [index, history] of histories.entries()) {
      for (const step of history) {
        // Seldom at the same moment; a session takes a minute.
        time.nowMs += 2 * SECOND_MS;
        live(kiosks[step.kiosk]!, step, people[index]![step.member]!, time.nowMs);
      }
    }
    return kiosks.map(({ store }, kiosk) =>
      listFactsAfter(store.db, store.identity, before[kiosk]!, 100_000),
    );
  }

  /** Brings facts to central: in any order, in batches of any size, again, and with answers that nobody waited for. */
  async function deliver(gym: TestGym, logs: readonly Fact[][], next: () => number): Promise<void> {
    const said = logs.flatMap((facts, kiosk) => facts.map((fact) => ({ fact, kiosk })));
    const arriving = shuffled([...said, ...said.filter((_, index) => index % 4 === 0)], next);
    while (arriving.length > 0) {
      const batch = arriving.splice(0, 1 + (next() % MAX_BATCH));
      for (const [kiosk, { wire }] of kiosks.entries()) {
        const own = batch.filter((one) => one.kiosk === kiosk).map(({ fact }) => toWire(fact));
        if (own.length === 0) continue;
        const isCutOff = next() % 5 === 0;
        if (isCutOff) await pushAndLeave(gym, wire, own);
        const verdicts = (await gym.push(wire, own)).map(({ verdict }) => verdict);
        expect(verdicts.filter((verdict) => verdict !== 'stored' && verdict !== 'duplicate')).toEqual([]);
      }
    }
  }

  /** A kiosk that dies while it pushes: whether central has stored it nobody knows. */
  async function pushAndLeave(gym: TestGym, wire: TestKiosk, facts: readonly unknown[]): Promise<void> {
    const pushing = wire.push(gym.central.url, facts);
    await Promise.race([pushing, Promise.resolve()]);
    await pushing.then((answer) => answer.body?.cancel());
  }

  async function rowsAtCentral(gym: TestGym, members: readonly string[]): Promise<Rows> {
    const rows: Rows = {};
    for (const table of SHARED) {
      const isSaid = table === 'progress_metrics' ? `and inputs is null` : '';
      const found = await gym.central.store.query(
        statement<Record<string, unknown>>(
          `select ${columnsIn(table).join(', ')} from ${table} where gym_id = $1 and user_id = any($2::text[]) ${isSaid}`,
          [TEST_GYM, members],
        ),
      );
      rows[table] = found.map(asText).toSorted();
    }
    return rows;
  }

  test(
    'is the same at central on every storage, in any order, in any batches, repeated and cut off; in SQLite too; and as replayed from nothing',
    async () => {
      const replica = openDatabase(join(temporaryDir(), 'replica.db'), TEST_NOW_MS);
      const replayed = openDatabase(join(temporaryDir(), 'replayed.db'), TEST_NOW_MS);
      for (const db of [replica, replayed]) db.pragma('synchronous = OFF');
      onTestFinished(() => [replica, replayed].forEach((db) => void db.close()));
      await fc.assert(
        fc.asyncProperty(anyHistories, fc.infiniteStream(fc.nat()), async (histories, chance) => {
          const next = (): number => chance.next().value ?? 0;
          const crowd = newPeople(histories.length);
          const people = crowd.flat();
          const ids = people.map(({ member }) => member.id);
          const logs = lived(histories, crowd);
          applyInAnyOrder(replica, logs.flat(), next);
          write(replayed, (tx) => logs.flat().forEach((fact) => applyFact(tx, fact, 'in_any_order')));
          const rows = rowsIn(replayed, ids);
          expect(rowsIn(replica, ids)).toEqual(rows);
          for (const { name, gym } of centrals) {
            await deliver(gym, logs, next);
            expect({ name, rows: await rowsAtCentral(gym, ids) }).toEqual({ name, rows });
          }
          for (const [kiosk, { store }] of kiosks.entries()) expectAsLived(store.db, logs[kiosk]!, people);
        }),
        { numRuns: times({ gate: 3, thorough: 10_000 / AT_ONCE }) },
      );
    },
    times({ gate: 120_000, thorough: 3_600_000 }),
  );
});

/** Each kiosk's own rows are what its own log makes of an empty database. */
function expectAsLived(db: ReadableDb, facts: readonly Fact[], people: readonly Person[]): void {
  const empty = emptyDatabase();
  const members = people.map(({ member }) => member.id);
  write(empty, (tx) => people.forEach((person) => tell(tx, person)));
  write(empty, (tx) => facts.forEach((fact) => applyFact(tx, fact, 'in_order')));
  const still = (table: TableName): string[] =>
    columnsIn(table).filter((name) => table !== 'goals' || !MOVED_BY_REVIEWS.has(name));
  expect(rowsIn(empty, members, still)).toEqual(rowsIn(db, members, still));
  empty.close();
}

function applyInAnyOrder(db: ReadableDb, facts: readonly Fact[], next: () => number): void {
  const arriving = shuffled([...facts, ...facts.filter((_, index) => index % 3 === 0)], next);
  while (arriving.length > 0) {
    const batch = arriving.splice(0, 1 + (next() % 11));
    // Every now and then the process dies before it has committed, and begins the batch again.
    const isKilled = next() % 5 === 0;
    for (const dies of isKilled ? [true, false] : [false]) {
      try {
        write(db, (tx) => {
          for (const fact of batch) applyFact(tx, fact, 'in_any_order');
          if (dies) throw new Error('killed');
        });
      } catch (error) {
        if (!dies) throw error;
      }
    }
  }
}

function headOf(db: ReadableDb): { epoch: number; seq: number } {
  const head = db.prepare('SELECT epoch, seq FROM facts ORDER BY epoch DESC, seq DESC LIMIT 1').get();
  return (head as { epoch: number; seq: number } | undefined) ?? { epoch: 0, seq: 0 };
}

function shuffled<Item>(items: readonly Item[], next: () => number): Item[] {
  return items
    .map((item) => ({ item, order: next() }))
    .toSorted((left, right) => left.order - right.order)
    .map(({ item }) => item);
}
