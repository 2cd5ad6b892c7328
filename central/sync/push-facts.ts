import type { Clock } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import type { FactVerdict } from '../../shared/contract/facts.ts';
import type { KioskCaller } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import { judgeFact } from './judge-fact.ts';
import { keyText, storeFacts, type FactKey } from './store-facts.ts';

/** The key a record claims, for the answer's sake; zeros where it claims none. */
function claimedKey(record: unknown): FactKey {
  const { epoch, seq } = (typeof record === 'object' && record !== null ? record : {}) as Record<
    string,
    unknown
  >;
  return {
    epoch: Number.isSafeInteger(epoch) ? (epoch as number) : 0,
    seq: Number.isSafeInteger(seq) ? (seq as number) : 0,
  };
}

export interface PushParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Takes a batch of facts from a kiosk. Every record is judged on its own; those that pass are stored
 * and applied in one transaction, so a retry after any failure is safe and a repeated record is
 * answered `duplicate`. A key that comes back with another content is a `conflict`: it is never
 * stored, and it means that a kiosk's log was cut or that somebody else uses its key.
 * @returns one verdict a record, in the order of the records
 */
export async function pushFacts(
  records: readonly unknown[],
  caller: KioskCaller,
  { database, clock, log }: PushParts,
): Promise<FactVerdict[]> {
  const nowMs = clock.nowMs();
  const judged = records.map((record) => judgeFact(record, { caller, nowMs }));
  const firstOfKey = new Map<string, FactToStore>();
  for (const result of judged) {
    if (result.ok && !firstOfKey.has(keyText(result.value.fact)))
      firstOfKey.set(keyText(result.value.fact), result.value);
  }
  const outcomes = await storeFacts([...firstOfKey.values()], { database, caller, nowMs, log });

  return judged.map((result, index): FactVerdict => {
    if (!result.ok) return { ...claimedKey(records[index]), verdict: 'rejected', code: result.code };
    const { fact } = result.value;
    const key = { epoch: fact.epoch, seq: fact.seq };
    const outcome = outcomes.get(keyText(fact));
    if (outcome?.state === 'refused') return { ...key, verdict: 'rejected', code: 'storage_refused' };
    if (outcome?.hash === fact.hash) {
      const isFirst = firstOfKey.get(keyText(fact)) === result.value;
      return { ...key, verdict: outcome.state === 'added' && isFirst ? 'stored' : 'duplicate' };
    }
    // Nothing under this key: then the fact's id is taken by another key.
    const code = outcome === undefined ? 'id_reused' : 'key_reused';
    log.error(
      { alarm: 'fact_conflict', gymId: caller.gymId, kioskId: caller.kioskId, ...key, code },
      'a kiosk reused a fact',
    );
    return { ...key, verdict: 'conflict', code };
  });
}
