import type { Clock } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import type { FactVerdict } from '../../shared/contract/facts.ts';
import type { KioskCaller } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import type { FactKey, FactToStore } from '../store/tables/facts.ts';
import type { KioskAlarmRow } from '../store/tables/kiosk-alarms.ts';
import { judgeFact } from './judge-fact.ts';
import { openAlarms } from './kiosk-alarms.ts';
import { clockErrorMs } from './reckon-time.ts';
import { keyText, storeFacts } from './store-facts.ts';

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

/** What a kiosk sends at once. */
export interface Push {
  readonly records: readonly unknown[];
  /** What the kiosk's clock said when it sent them; null where it does not say. */
  readonly sentAtMs: number | null;
}

/**
 * Takes a batch of facts from a kiosk. Every record is judged on its own; those that pass are stored
 * and applied in one transaction, so a retry after any failure is safe and a repeated record is
 * answered `duplicate`. A key that comes back with another content is a `conflict`: it is never
 * stored, and it means that a kiosk's log was cut or that somebody else uses its key.
 * @returns one verdict a record, in the order of the records, and what is wrong with the kiosk
 */
export async function pushFacts(
  { records, sentAtMs }: Push,
  caller: KioskCaller,
  { database, clock, log }: PushParts,
): Promise<{ readonly verdicts: FactVerdict[]; readonly alarms: KioskAlarmRow[] }> {
  const nowMs = clock.nowMs();
  const errorMs = clockErrorMs(sentAtMs, nowMs);
  const judged = records.map((record) => judgeFact(record, { caller, nowMs, clockErrorMs: errorMs }));
  const firstOfKey = new Map<string, FactToStore>();
  for (const result of judged) {
    if (result.ok && !firstOfKey.has(keyText(result.value.fact)))
      firstOfKey.set(keyText(result.value.fact), result.value);
  }
  const { outcomes, isAlarmed } = await storeFacts([...firstOfKey.values()], {
    database,
    caller,
    nowMs,
    log,
  });
  const alarms =
    isAlarmed || caller.isAlarmed || errorMs !== 0
      ? await openAlarms(database, caller, sentAtMs === null ? null : { errorMs }, { nowMs, log })
      : [];

  const verdicts = judged.map((result, index): FactVerdict => {
    if (!result.ok) return { ...claimedKey(records[index]), verdict: 'rejected', code: result.code };
    const { fact } = result.value;
    const key = { epoch: fact.epoch, seq: fact.seq };
    const outcome = outcomes.get(keyText(fact));
    if (outcome?.state === 'refused') return { ...key, verdict: 'rejected', code: outcome.code };
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
  return { verdicts, alarms };
}
