import type { Log } from '../../shared/base/log.ts';
import type { KioskCaller } from '../auth/callers.ts';
import { isDataError, type CentralDatabase, type SqlRunner } from '../store/database.ts';
import { selectNumbersTwice } from '../store/tables/users.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { insertFacts, selectFactHashes, type FactToStore } from '../store/tables/facts.ts';
import { applyFacts } from './apply-facts.ts';

export interface FactKey {
  readonly epoch: number;
  readonly seq: number;
}

/** A key as text, to find it in a map. */
export function keyText({ epoch, seq }: FactKey): string {
  return `${epoch}/${seq}`;
}

/** What is stored under a key after a push. */
export type StoreOutcome =
  | { readonly state: 'added' | 'known'; readonly hash: string }
  | { readonly state: 'refused'; readonly hash: null };

interface StoreParts {
  readonly database: CentralDatabase;
  readonly caller: KioskCaller;
  readonly nowMs: number;
  readonly log: Log;
}

/** In key order: two deliveries of one batch then wait for each other instead of deadlocking. */
function byKey(left: FactToStore, right: FactToStore): number {
  return left.fact.epoch - right.fact.epoch || left.fact.seq - right.fact.seq;
}

async function storeTogether(
  sql: SqlRunner,
  facts: readonly FactToStore[],
  parts: StoreParts,
): Promise<Map<string, StoreOutcome>> {
  const { caller, nowMs } = parts;
  const { gymId, kioskId } = caller;
  const added = new Set(
    (await sql.query(insertFacts(gymId, kioskId, facts, nowMs))).map((key) => keyText(key)),
  );
  const outcomes = new Map<string, StoreOutcome>();
  const fresh = facts.filter(({ fact }) => added.has(keyText(fact)));
  for (const { fact } of fresh) outcomes.set(keyText(fact), { state: 'added', hash: fact.hash });
  if (fresh.length < facts.length) {
    const known = facts.filter(({ fact }) => !added.has(keyText(fact))).map(({ fact }) => fact);
    const stored = await sql.query(selectFactHashes(gymId, kioskId, known));
    for (const row of stored) outcomes.set(keyText(row), { state: 'known', hash: row.hash });
  }
  const effective = fresh.filter(({ parked }) => !parked).map(({ fact }) => fact);
  await applyFacts(sql, gymId, effective, nowMs);
  await warnOfNumbersTwice(sql, effective, parts);
  return outcomes;
}

/**
 * Says so when a kiosk enrols members under numbers that others of the gym have: most likely two kiosks
 * were given the same list of members, and everybody is there twice.
 */
async function warnOfNumbersTwice(
  sql: SqlRunner,
  facts: readonly Fact[],
  { caller, log }: StoreParts,
): Promise<void> {
  const numbers = facts
    .filter(({ kind }) => kind === 'member.enrolled')
    .map(({ payload }) => String(payload['member_number']));
  if (numbers.length === 0) return;
  const twice = await sql.query(selectNumbersTwice(caller.gymId, numbers));
  if (twice.length === 0) return;
  log.warn(
    { alarm: 'member_number_twice', gymId: caller.gymId, kioskId: caller.kioskId, members: twice.length },
    'members of this kiosk have numbers that others of the gym have: is one list on two kiosks?',
  );
}

/** Halves a batch the storage refused until the record that is to blame stands alone. */
async function storeApart(
  facts: readonly FactToStore[],
  parts: StoreParts,
  cause: unknown,
): Promise<Map<string, StoreOutcome>> {
  const [only] = facts;
  if (only !== undefined && facts.length === 1) {
    const key = { epoch: only.fact.epoch, seq: only.fact.seq };
    parts.log.error(
      { alarm: 'fact_refused', kioskId: parts.caller.kioskId, ...key, err: cause },
      'the storage refused a fact',
    );
    return new Map([[keyText(key), { state: 'refused', hash: null }]]);
  }
  const middle = Math.ceil(facts.length / 2);
  const first = await storeInOrder(facts.slice(0, middle), parts);
  const second = await storeInOrder(facts.slice(middle), parts);
  return new Map([...first, ...second]);
}

async function storeInOrder(
  facts: readonly FactToStore[],
  parts: StoreParts,
): Promise<Map<string, StoreOutcome>> {
  try {
    return await parts.database.transaction((sql) => storeTogether(sql, facts, parts));
  } catch (error) {
    if (!isDataError(error)) throw error;
    return storeApart(facts, parts, error);
  }
}

/**
 * Stores judged facts of one kiosk, each with its effect in the same transaction: normally one for
 * all of them, and only when the storage refuses what no check foresaw, smaller ones.
 * @param facts at most one for a key, in any order
 * @returns what is stored under each key now; nothing for a key whose fact has an id stored elsewhere
 * @throws StorageUnavailable; nothing of the failed transaction is kept then
 */
export async function storeFacts(
  facts: readonly FactToStore[],
  parts: StoreParts,
): Promise<ReadonlyMap<string, StoreOutcome>> {
  return facts.length === 0 ? new Map() : storeInOrder(facts.toSorted(byKey), parts);
}
