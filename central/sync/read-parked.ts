import { SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { FactId, GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { FACTS, isFactKind } from '../../shared/facts/all-facts.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { runSteps } from '../flows/run-steps.ts';
import { isDataError, type CentralDatabase, type SqlRunner } from '../store/database.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import { selectMergedAmong } from '../store/tables/merged-members.ts';
import {
  lockParkedFacts,
  unparkFacts,
  type FactPlace,
  type ParkedFactRow,
} from '../store/tables/parked-facts.ts';
import { applyFacts } from './apply-facts.ts';
import { aboutWhoeverItIs } from './gym-log.ts';
import { judgePayload } from './judge-fact.ts';
import { raiseAlarms } from './kiosk-alarms.ts';
import { settleNumbers } from './settle-numbers.ts';
import { numberAlarms } from './store-facts.ts';

/** Facts of one transaction. */
const FACTS_AT_ONCE = 500;
const PAUSE_MS = SECOND_MS / 4;
const REST_MS = 10 * SECOND_MS;
const BEFORE_ALL: FactPlace = { kiosk_id: '', epoch: 0, seq: 0 };

interface Parts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Reads what was kept unread of a gym's kiosks, as far as this program knows it by now: an earlier one had no
 * name for its kind, its version or its metric. What it does to rows is done as if it had just come; what no
 * check lets pass stays where it is, and the log says so.
 * @returns a step; it answers whether there may be more
 */
export function createParkedReader(gymId: GymId, { database, clock, log }: Parts): () => Promise<boolean> {
  const kinds = Object.keys(FACTS);
  const walk: { after: FactPlace | null; last: FactPlace | null; atOnce: number } = {
    after: BEFORE_ALL,
    last: null,
    atOnce: FACTS_AT_ONCE,
  };
  return async () => {
    const { after, atOnce } = walk;
    if (after === null) return false;
    try {
      await database.transaction(async (sql) => {
        const rows = await sql.query(lockParkedFacts(gymId, kinds, after, atOnce));
        walk.last = rows.at(-1) ?? null;
        await readRows(sql, gymId, rows, { nowMs: clock.nowMs(), log });
      });
      walk.atOnce = FACTS_AT_ONCE;
    } catch (error) {
      if (!isDataError(error)) throw error;
      walk.atOnce = 1;
      // The one that is to blame is looked for among them; once it stands alone it is passed by.
      if (atOnce > 1) return true;
      log.error({ err: error, gymId, ...walk.last }, 'the storage refused a fact that was kept unread');
    }
    walk.after = walk.last;
    return walk.after !== null;
  };
}

/** Reads once, beside the server's requests. @returns how to stop it; resolves when nothing runs any more */
export function startReadingParked(gymId: GymId, parts: Parts): () => Promise<void> {
  return runSteps(createParkedReader(gymId, parts), {
    pauseMs: PAUSE_MS,
    restMs: REST_MS,
    log: parts.log,
    what: 'what was kept unread is read',
  });
}

async function readRows(
  sql: SqlRunner,
  gymId: GymId,
  rows: readonly ParkedFactRow[],
  parts: { readonly nowMs: number; readonly log: Log },
): Promise<void> {
  const readable = rows.flatMap((row) => {
    const fact = toFact(gymId, row);
    if (!isFactKind(fact.kind)) return [];
    const judged = judgePayload(fact, fact.kind, row.payload);
    if (judged.ok) return judged.value.parked ? [] : [{ row, stored: toStored(fact, row) }];
    const { kiosk_id: kioskId, epoch, seq } = row;
    parts.log.error({ gymId, kioskId, epoch, seq, code: judged.code }, 'a fact stays unread');
    return [];
  });
  if (readable.length === 0) return;
  const owners = readable.flatMap(({ row }) => row.user_id ?? []);
  const among = await sql.query(selectMergedAmong(gymId, owners));
  const merged = new Map(among.map((one) => [one.user_id, one.into_id]));
  const facts = readable.map(({ stored }) => aboutWhoeverItIs(stored, merged));
  await sql.query(
    unparkFacts(
      gymId,
      readable.map(({ row }) => row),
    ),
  );
  await applyFacts(sql, gymId, facts, parts.nowMs);
  const conflicts = await settleNumbers(sql, gymId, facts, parts.nowMs);
  for (const [kioskId, own] of Map.groupBy(facts, ({ fact }) => fact.kioskId))
    await raiseAlarms(sql, { gymId, kioskId }, numberAlarms(own, conflicts), parts);
}

function toFact(gymId: GymId, row: ParkedFactRow): Fact {
  return {
    gymId,
    kioskId: row.kiosk_id as KioskId,
    epoch: row.epoch,
    seq: row.seq,
    id: row.id as FactId,
    kind: row.kind,
    version: row.version,
    memberId: row.user_id as MemberId | null,
    happenedAtMs: row.happened_at,
    zone: row.zone,
    payload: JSON.parse(row.payload) as Fact['payload'],
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

/** With what was made of its time when it came. */
function toStored(
  fact: Fact,
  { payload, clock, counted_at: countedAt, received_at: at }: ParkedFactRow,
): FactToStore {
  const countedAtMs = countedAt ?? fact.happenedAtMs;
  const orderedAtMs = clock === 'doubted' ? 0 : Math.min(countedAtMs, at);
  return { fact, payloadText: payload, parked: false, time: { clock, countedAtMs, orderedAtMs } };
}
