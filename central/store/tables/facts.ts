import type { Fact } from '../../../shared/facts/fact.ts';
import { statement, type Statement } from '../database.ts';

/** A fact that passed every check, ready to be stored. */
export interface FactToStore {
  readonly fact: Fact;
  /** The payload as JSON text. */
  readonly payloadText: string;
  /** Kept without being applied: this program does not know the kind or its version. */
  readonly parked: boolean;
}

/** Appends facts of one kiosk, all columns as arrays; answers with the keys that were new. */
export function insertFacts(
  gymId: string,
  kioskId: string,
  facts: readonly FactToStore[],
  receivedAtMs: number,
): Statement<{ epoch: number; seq: number }> {
  return statement(
    `insert into facts (gym_id, kiosk_id, received_at, epoch, seq, id, kind, version, user_id, happened_at,
                        zone, payload, prev_hash, hash, parked)
     select $1, $2, $3::bigint, * from unnest($4::bigint[], $5::bigint[], $6::uuid[], $7::text[], $8::bigint[],
       $9::text[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::boolean[])
     on conflict do nothing
     returning epoch, seq`,
    [
      gymId,
      kioskId,
      receivedAtMs,
      facts.map(({ fact }) => fact.epoch),
      facts.map(({ fact }) => fact.seq),
      facts.map(({ fact }) => fact.id),
      facts.map(({ fact }) => fact.kind),
      facts.map(({ fact }) => fact.version),
      facts.map(({ fact }) => fact.memberId),
      facts.map(({ fact }) => fact.happenedAtMs),
      facts.map(({ fact }) => fact.zone),
      facts.map(({ payloadText }) => payloadText),
      facts.map(({ fact }) => fact.prevHash),
      facts.map(({ fact }) => fact.hash),
      facts.map(({ parked }) => parked),
    ],
  );
}

/** The hashes stored under some keys of one kiosk. */
export function selectFactHashes(
  gymId: string,
  kioskId: string,
  keys: readonly { readonly epoch: number; readonly seq: number }[],
): Statement<{ epoch: number; seq: number; hash: string }> {
  return statement(
    `select f.epoch, f.seq, f.hash from facts f
     join unnest($3::bigint[], $4::bigint[]) as asked (epoch, seq) on f.epoch = asked.epoch and f.seq = asked.seq
     where f.gym_id = $1 and f.kiosk_id = $2`,
    [gymId, kioskId, keys.map((key) => key.epoch), keys.map((key) => key.seq)],
  );
}
