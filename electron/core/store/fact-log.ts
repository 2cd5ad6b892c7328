import { createHash } from 'node:crypto';
import type { FactId, MemberId, NewId } from '../../../shared/base/ids.ts';
import { newestVersion, type FactKind, type PayloadOf } from '../../../shared/facts/all-facts.ts';
import { canonicalFact } from '../../../shared/facts/canonical-fact.ts';
import { GENESIS_HASH, type Fact } from '../../../shared/facts/fact.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { applyFact } from './fact-rows.ts';
import { eachFact, findHead, insertFact, lastFacts, listEpochs, type FactKey } from './tables/facts.ts';
import { listGaps } from './tables/fact-gaps.ts';
import type { KioskIdentity } from './tables/kiosk.ts';

export interface FactDraft<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly memberId: MemberId | null;
  readonly happenedAtMs: number;
  readonly payload: PayloadOf<Kind>;
}

export interface FactLog {
  /** Appends a fact to the chain and queues it for central, with what it does to rows, inside the caller's transaction. */
  append<Kind extends FactKind>(tx: WritableDb, draft: FactDraft<Kind>): FactKey;
}

/**
 * The kiosk's append-only log.
 * @param deps.identity whose log it is
 * @param deps.zone IANA zone of the gym, kept with every fact
 * @param deps.nowMs wall clock, for the age of what is queued
 */
export function createFactLog(deps: {
  identity: KioskIdentity;
  zone: string;
  newId: NewId;
  nowMs: () => number;
}): FactLog {
  const { identity, zone, newId, nowMs } = deps;
  return {
    append(tx, draft) {
      const head = findHead(tx, identity.epoch);
      const unhashed: Omit<Fact, 'hash'> = {
        gymId: identity.gymId,
        kioskId: identity.kioskId,
        epoch: identity.epoch,
        seq: (head?.seq ?? 0) + 1,
        id: newId() as FactId,
        kind: draft.kind,
        version: newestVersion(draft.kind),
        memberId: draft.memberId,
        happenedAtMs: draft.happenedAtMs,
        zone,
        payload: draft.payload,
        prevHash: head?.hash ?? GENESIS_HASH,
      };
      const fact = { ...unhashed, hash: hashOf(unhashed) };
      insertFact(tx, fact, nowMs());
      applyFact(tx, fact, 'in_order');
      return { epoch: unhashed.epoch, seq: unhashed.seq };
    },
  };
}

/** Lower-case hex SHA-256 of everything in a fact but its hash. */
export function hashOf(fact: Omit<Fact, 'hash'>): string {
  return createHash('sha256').update(canonicalFact(fact)).digest('hex');
}

export type ChainCheck =
  | { readonly ok: true; readonly facts: number }
  | { readonly ok: false; readonly code: 'gap' | 'broken_link' | 'wrong_hash'; readonly at: FactKey };

/** The same for the last facts of the present epoch, in bounded time. */
export function checkTail(db: ReadableDb, identity: KioskIdentity, facts: number): ChainCheck {
  let after: Fact | null = null;
  let checked = 0;
  for (const fact of lastFacts(db, identity, facts)) {
    const at = { epoch: fact.epoch, seq: fact.seq };
    if (hashOf(fact) !== fact.hash) return { ok: false, code: 'wrong_hash', at };
    if (after !== null && after.seq !== fact.seq + 1) return { ok: false, code: 'gap', at };
    if (after !== null && after.prevHash !== fact.hash) return { ok: false, code: 'broken_link', at };
    after = fact;
    checked += 1;
  }
  return { ok: true, facts: checked };
}

/** Walks the whole log: no gap in the sequence, every link and every hash right. */
export function checkChain(db: ReadableDb, identity: KioskIdentity): ChainCheck {
  let facts = 0;
  for (const epoch of listEpochs(db)) {
    /** Facts that a damaged file did not give back: known to be missing, by the one that follows. */
    const gaps = new Map(listGaps(db, epoch).map(({ afterSeq, nextSeq }) => [nextSeq, afterSeq]));
    let seq = 0;
    let prevHash: string = GENESIS_HASH;
    for (const fact of eachFact(db, identity, epoch)) {
      const at = { epoch, seq: fact.seq };
      if (gaps.get(fact.seq) === seq) {
        seq = fact.seq - 1;
        prevHash = fact.prevHash;
      }
      if (fact.seq !== seq + 1) return { ok: false, code: 'gap', at };
      if (fact.prevHash !== prevHash) return { ok: false, code: 'broken_link', at };
      if (hashOf(fact) !== fact.hash) return { ok: false, code: 'wrong_hash', at };
      seq = fact.seq;
      prevHash = fact.hash;
      facts += 1;
    }
  }
  return { ok: true, facts };
}
