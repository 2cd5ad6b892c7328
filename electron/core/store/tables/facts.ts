import type { FactId, GymId, KioskId, MemberId } from '../../../../shared/base/ids.ts';
import type { Fact } from '../../../../shared/facts/fact.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';
import type { KioskIdentity } from './kiosk.ts';

/** Where a fact stands in this kiosk's log. */
export interface FactKey {
  readonly epoch: number;
  readonly seq: number;
}

interface FactRow {
  epoch: number;
  seq: number;
  id: FactId;
  kind: string;
  version: number;
  memberId: MemberId | null;
  happenedAtMs: number;
  zone: string;
  payload: string;
  prevHash: string;
  hash: string;
}

const FACT = `epoch, seq, id, kind, version, user_id AS memberId, happened_at AS happenedAtMs, zone, payload,
  prev_hash AS prevHash, hash`;

/** The last fact of an epoch: the next one follows it. Null when the epoch has none. */
export function findHead(
  db: ReadableDb,
  epoch: number,
): { readonly seq: number; readonly hash: string } | null {
  return (
    sql<{ seq: number; hash: string }>(
      db,
      'SELECT seq, hash FROM facts WHERE epoch = ? ORDER BY seq DESC LIMIT 1',
    ).get(epoch) ?? null
  );
}

/** Writes a fact and queues it for central. The caller's transaction holds its local effect too. */
export function insertFact(tx: WritableDb, fact: Fact, queuedAtMs: number): void {
  sql(
    tx,
    `INSERT INTO facts (epoch, seq, id, kind, version, user_id, happened_at, zone, payload, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    fact.epoch,
    fact.seq,
    fact.id,
    fact.kind,
    fact.version,
    fact.memberId,
    fact.happenedAtMs,
    fact.zone,
    JSON.stringify(fact.payload),
    fact.prevHash,
    fact.hash,
  );
  sql(tx, 'INSERT INTO outbox (epoch, seq, queued_at) VALUES (?, ?, ?)').run(
    fact.epoch,
    fact.seq,
    queuedAtMs,
  );
}

/** The oldest facts that central has not taken, in order of time; quarantined ones are left out. */
export function listPendingFacts(db: ReadableDb, identity: KioskIdentity, limit: number): Fact[] {
  return sql<FactRow>(
    db,
    `SELECT ${FACT} FROM facts WHERE (epoch, seq) IN
       (SELECT epoch, seq FROM outbox WHERE state = 'pending' ORDER BY epoch, seq LIMIT ?)
     ORDER BY epoch, seq`,
  )
    .all(limit)
    .map((row) => toFact(row, identity));
}

/** Every fact of one epoch in order, for checking the chain; streams, so a long log costs no memory. */
export function* eachFact(db: ReadableDb, identity: KioskIdentity, epoch: number): Generator<Fact> {
  for (const row of sql<FactRow>(db, `SELECT ${FACT} FROM facts WHERE epoch = ? ORDER BY seq`).iterate(
    epoch,
  )) {
    yield toFact(row, identity);
  }
}

/** Facts in the order of the log, from behind a key on: page by page, so that others may write between two. */
export function listFactsAfter(
  db: ReadableDb,
  identity: Pick<KioskIdentity, 'kioskId' | 'gymId'>,
  after: FactKey,
  limit: number,
): Fact[] {
  return sql<FactRow>(db, `SELECT ${FACT} FROM facts WHERE (epoch, seq) > (?, ?) ORDER BY epoch, seq LIMIT ?`)
    .all(after.epoch, after.seq, limit)
    .map((row) => toFact(row, identity));
}

/** The last facts of the present epoch, the newest first. */
export function* lastFacts(db: ReadableDb, identity: KioskIdentity, limit: number): Generator<Fact> {
  const rows = sql<FactRow>(db, `SELECT ${FACT} FROM facts WHERE epoch = ? ORDER BY seq DESC LIMIT ?`);
  for (const row of rows.iterate(identity.epoch, limit)) yield toFact(row, identity);
}

/** Epochs that hold facts, oldest first. */
export function listEpochs(db: ReadableDb): number[] {
  return sql<{ epoch: number }>(db, 'SELECT DISTINCT epoch FROM facts ORDER BY epoch')
    .all()
    .map((row) => row.epoch);
}

function toFact(row: FactRow, identity: { gymId: GymId; kioskId: KioskId }): Fact {
  return {
    ...row,
    gymId: identity.gymId,
    kioskId: identity.kioskId,
    payload: parsePayload(row.payload),
  };
}

/** Text that a damaged page made of a payload is no payload, and never has the fact's hash. */
function parsePayload(text: string): Fact['payload'] {
  try {
    return JSON.parse(text) as Fact['payload'];
  } catch {
    return { unreadable: text };
  }
}
