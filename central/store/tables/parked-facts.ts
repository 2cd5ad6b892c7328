import { statement, type Statement } from '../database.ts';

/** Which fact of which kiosk. */
export interface FactPlace {
  readonly kiosk_id: string;
  readonly epoch: number;
  readonly seq: number;
}

/** A fact that waits for a program that knows its kind, as it is stored. */
export interface ParkedFactRow extends FactPlace {
  id: string;
  kind: string;
  version: number;
  user_id: string | null;
  happened_at: number;
  zone: string;
  payload: string;
  prev_hash: string;
  hash: string;
  received_at: number;
  clock: 'corrected' | 'doubted' | null;
  counted_at: number | null;
}

/**
 * The next parked facts of some kinds in the order of their keys, locked: another server that reads them waits,
 * and finds them read.
 * @param after where the last look ended
 */
export function lockParkedFacts(
  gymId: string,
  kinds: readonly string[],
  after: FactPlace,
  limit: number,
): Statement<ParkedFactRow> {
  return statement(
    `select kiosk_id, epoch, seq, id, kind, version, user_id, happened_at, zone, payload, prev_hash, hash,
            received_at, clock, counted_at
     from facts
     where gym_id = $1 and parked and kind = any($2::text[])
       and (kiosk_id, epoch, seq) > ($3::text, $4::bigint, $5::bigint)
     order by kiosk_id, epoch, seq limit $6 for update`,
    [gymId, kinds, after.kiosk_id, after.epoch, after.seq, limit],
  );
}

/** Says that facts wait no more, and gives their kiosks the room back. */
export function unparkFacts(gymId: string, facts: readonly FactPlace[]): Statement {
  return statement(
    `with read as (
       update facts f set parked = false
       from unnest($2::text[], $3::bigint[], $4::bigint[]) as given (kiosk_id, epoch, seq)
       where f.gym_id = $1 and f.kiosk_id = given.kiosk_id and f.epoch = given.epoch and f.seq = given.seq
       returning f.kiosk_id, octet_length(f.payload) as bytes),
     room as (select kiosk_id, count(*) as facts, sum(bytes) as bytes from read group by kiosk_id)
     update kiosks k set parked_facts = greatest(0, k.parked_facts - room.facts),
                         parked_bytes = greatest(0, k.parked_bytes - room.bytes)
     from room where k.gym_id = $1 and k.kiosk_id = room.kiosk_id`,
    [gymId, facts.map((fact) => fact.kiosk_id), facts.map(({ epoch }) => epoch), facts.map(({ seq }) => seq)],
  );
}
