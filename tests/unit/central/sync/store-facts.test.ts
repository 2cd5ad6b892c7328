import { expect, test } from 'vitest';
import type { KioskCaller } from '../../../../central/auth/callers.ts';
import type { CentralDatabase, SqlRunner, Statement } from '../../../../central/store/database.ts';
import type { FactToStore } from '../../../../central/store/tables/facts.ts';
import { storeFacts } from '../../../../central/sync/store-facts.ts';
import { GENESIS_HASH, type Fact } from '../../../../shared/facts/fact.ts';
import { createKeptLog } from '../../../support/central/test-central.ts';

const caller = { role: 'kiosk', gymId: 'gym', kioskId: 'kiosk' } as KioskCaller;

const factNumber = (seq: number): FactToStore => ({
  fact: {
    gymId: 'gym',
    kioskId: 'kiosk',
    epoch: 1,
    seq,
    id: `id-${seq}`,
    prevHash: seq === 1 ? GENESIS_HASH : `hash-${seq - 1}`,
    hash: `hash-${seq}`,
    kind: 'dashboard.opened',
  } as Fact,
  payloadText: '{}',
  parked: false,
  time: { clock: null, countedAtMs: 0, orderedAtMs: 0 },
});

/** A storage that takes every insert but one with a certain fact in it. */
function storageThatRefuses(
  refusedSeq: number,
  code: string,
): { database: CentralDatabase; transactions: () => number } {
  let transactions = 0;
  const sql: SqlRunner = {
    async query<Row extends object>({ text, values }: Statement<Row>): Promise<Row[]> {
      if (!text.includes('insert into facts')) return [];
      const seqs = values[4] as number[];
      if (seqs.includes(refusedSeq)) throw Object.assign(new Error('refused'), { code });
      return [{ added: seqs.length, keys: null, ends: [] }] as unknown as Row[];
    },
    script: () => Promise.resolve(),
  };
  const database: CentralDatabase = {
    ...sql,
    kind: 'postgresql',
    transaction(work) {
      transactions += 1;
      return work(sql);
    },
    close: () => Promise.resolve(),
  };
  return { database, transactions: () => transactions };
}

const facts = Array.from({ length: 500 }, (_, index) => factNumber(index + 1));

test('a fact that the storage itself refuses is found by halving and named; the other 499 are stored', async () => {
  const { database, transactions } = storageThatRefuses(321, '22021');
  const { log, lines } = createKeptLog();
  const { outcomes } = await storeFacts(facts, { database, caller, nowMs: 0, log });
  expect(outcomes.get('1/321')).toEqual({ state: 'refused', hash: null, code: 'storage_refused' });
  expect([...outcomes.values()].filter(({ state }) => state === 'added')).toHaveLength(499);
  expect(lines.map(({ fields }) => ({ alarm: fields['alarm'], seq: fields['seq'] }))).toEqual([
    { alarm: 'fact_refused', seq: 321 },
  ]);
  // Two for every halving of 500, one for the whole.
  expect(transactions()).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(500)) + 1);
});

test('a storage that is away is not taken for a bad fact', async () => {
  const { database, transactions } = storageThatRefuses(321, '57P01');
  const { log } = createKeptLog();
  await expect(storeFacts(facts, { database, caller, nowMs: 0, log })).rejects.toMatchObject({
    code: '57P01',
  });
  expect(transactions()).toBe(1);
});

test('no facts are no work', async () => {
  const { database, transactions } = storageThatRefuses(0, '22021');
  const { log } = createKeptLog();
  expect((await storeFacts([], { database, caller, nowMs: 0, log })).outcomes.size).toBe(0);
  expect(transactions()).toBe(0);
});
