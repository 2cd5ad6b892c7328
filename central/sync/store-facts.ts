import type { Log } from '../../shared/base/log.ts';
import type { KioskCaller } from '../auth/callers.ts';
import { isDataError, isUniqueViolation, type CentralDatabase, type SqlRunner } from '../store/database.ts';
import {
  insertFacts,
  selectChainBelow,
  selectFactHashes,
  type FactKey,
  type FactToStore,
  type InsertMode,
} from '../store/tables/facts.ts';
import { aboutKiosk, type KioskAlarm } from '../store/tables/kiosk-alarms.ts';
import type { NumberConflict } from '../store/tables/users.ts';
import { applyFacts } from './apply-facts.ts';
import { chainEnds, checkChain } from './check-chain.ts';
import { aboutWhoeverItIs } from './gym-log.ts';
import { raiseAlarms } from './kiosk-alarms.ts';
import { settleNumbers } from './settle-numbers.ts';
import { countParked, withinQuota } from './parked-quota.ts';

/** A key as text, to find it in a map. */
export function keyText({ epoch, seq }: FactKey): string {
  return `${epoch}/${seq}`;
}

/** What is stored under a key after a push. */
export type StoreOutcome =
  | { readonly state: 'added' | 'known'; readonly hash: string }
  | { readonly state: 'refused'; readonly hash: null; readonly code: 'storage_refused' | 'parked_quota' };

/** What became of facts, by their keys. */
export interface Stored {
  readonly outcomes: ReadonlyMap<string, StoreOutcome>;
  /** Whether staff have to know something new about the kiosk. */
  readonly isAlarmed: boolean;
}

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
  mode: InsertMode,
  parts: StoreParts,
): Promise<Stored> {
  const { caller, nowMs } = parts;
  const { gymId, kioskId } = caller;
  const parked = facts.filter((fact) => fact.parked);
  const fitting = parked.length === 0 ? null : await withinQuota(sql, caller, parked);
  const taken = fitting === null ? facts : facts.filter((fact) => !fact.parked || fitting.has(fact));
  const links = taken.map(({ fact }) => fact);
  const [inserted] = await sql.query(
    insertFacts(gymId, kioskId, taken, { mode, receivedAtMs: nowMs, ends: chainEnds(links), actor: null }),
  );
  const added =
    inserted?.keys == null ? null : new Set(inserted.keys.map(([epoch, seq]) => `${epoch}/${seq}`));
  const fresh =
    inserted?.added === taken.length ? taken : taken.filter(({ fact }) => added?.has(keyText(fact)));
  const outcomes = new Map<string, StoreOutcome>();
  for (const { fact } of fresh) outcomes.set(keyText(fact), { state: 'added', hash: fact.hash });
  if (fresh.length < facts.length) {
    const known = facts.filter(({ fact }) => !outcomes.has(keyText(fact))).map(({ fact }) => fact);
    const stored = await sql.query(selectFactHashes(gymId, kioskId, known));
    for (const row of stored) outcomes.set(keyText(row), { state: 'known', hash: row.hash });
  }
  // A repeated fact that is not the stored one is a conflict, and no part of the chain.
  const chained = links.filter((fact) => outcomes.get(keyText(fact))?.hash === fact.hash);
  const alarms = await checkChain(chained, inserted?.ends ?? [], (beginnings) =>
    sql.query(selectChainBelow(gymId, kioskId, beginnings)),
  );
  if (fitting !== null) {
    await countParked(
      sql,
      caller,
      fresh.filter((fact) => fact.parked),
    );
    const refused = parked.filter((fact) => !fitting.has(fact) && !outcomes.has(keyText(fact.fact)));
    for (const { fact } of refused)
      outcomes.set(keyText(fact), { state: 'refused', hash: null, code: 'parked_quota' });
    if (refused.length > 0) alarms.push(aboutKiosk('parked_quota', refused.length));
  }
  const merged = new Map(inserted?.merged ?? []);
  const effective = fresh.filter((fact) => !fact.parked).map((fact) => aboutWhoeverItIs(fact, merged));
  await applyFacts(sql, gymId, effective, nowMs);
  alarms.push(...numberAlarms(effective, await settleNumbers(sql, gymId, effective, nowMs)));
  await raiseAlarms(sql, caller, alarms, parts);
  return { outcomes, isAlarmed: alarms.length > 0 };
}

/** An alarm for each enrolment under a number that is somebody else's. */
export function numberAlarms(
  facts: readonly FactToStore[],
  conflicts: readonly NumberConflict[],
): KioskAlarm[] {
  const others = new Set<string | null>(conflicts.map(({ other_id: otherId }) => otherId));
  return facts
    .filter(({ fact }) => fact.kind === 'member.enrolled' && others.has(fact.memberId))
    .map(({ fact: { epoch, seq } }) => ({
      code: 'member_number_twice' as const,
      epoch,
      fromSeq: seq,
      untilSeq: seq,
      amount: null,
    }));
}

/** Halves a batch the storage refused until the record that is to blame stands alone. */
async function storeApart(facts: readonly FactToStore[], parts: StoreParts, cause: unknown): Promise<Stored> {
  const [only] = facts;
  if (only !== undefined && facts.length === 1) {
    const key = { epoch: only.fact.epoch, seq: only.fact.seq };
    parts.log.error(
      { alarm: 'fact_refused', kioskId: parts.caller.kioskId, ...key, err: cause },
      'the storage refused a fact',
    );
    const refused = { state: 'refused', hash: null, code: 'storage_refused' } as const;
    return { outcomes: new Map([[keyText(key), refused]]), isAlarmed: false };
  }
  const middle = Math.ceil(facts.length / 2);
  const first = await storeInOrder(facts.slice(0, middle), parts);
  const second = await storeInOrder(facts.slice(middle), parts);
  return {
    outcomes: new Map([...first.outcomes, ...second.outcomes]),
    isAlarmed: first.isAlarmed || second.isAlarmed,
  };
}

/** Nearly every delivery is the first of its facts: only one that is not has them looked up before they are stored. */
async function storeInOrder(
  facts: readonly FactToStore[],
  parts: StoreParts,
  mode: InsertMode = 'expectNew',
): Promise<Stored> {
  try {
    return await parts.database.transaction((sql) => storeTogether(sql, facts, mode, parts));
  } catch (error) {
    if (mode === 'expectNew' && isUniqueViolation(error)) return storeInOrder(facts, parts, 'skipKnown');
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
export async function storeFacts(facts: readonly FactToStore[], parts: StoreParts): Promise<Stored> {
  return facts.length === 0
    ? { outcomes: new Map(), isAlarmed: false }
    : storeInOrder(facts.toSorted(byKey), parts);
}
