import { GENESIS_HASH } from '../../../shared/facts/fact.ts';
import { statement, type Statement } from '../database.ts';

/** The end of the log in which central speaks for a gym. */
export interface GymLogRow {
  /** What stands where a kiosk's facts have its id. */
  writer_id: string;
  epoch: number;
  seq: number;
  hash: string;
  said_at: number;
  /** The gym's zone. */
  timezone: string;
}

/**
 * Takes the end of a gym's log, made where there is none, until the end of the transaction. Whoever checks
 * something before it is said (is this card free?) asks for this first: nobody at central says anything meanwhile.
 */
export function lockGymLog(gymId: string): Statement<GymLogRow> {
  return statement(
    `insert into gym_logs as known (gym_id, writer_id, epoch, seq, hash, said_at)
     values ($1, gen_random_uuid()::text, 1, 0, $2, 0)
     on conflict (gym_id) do update set gym_id = known.gym_id
     returning writer_id, epoch, seq, hash, said_at, (select timezone from gyms where gyms.gym_id = $1) as timezone`,
    [gymId, GENESIS_HASH],
  );
}

export function moveGymLog(gymId: string, end: Pick<GymLogRow, 'seq' | 'hash' | 'said_at'>): Statement {
  return statement('update gym_logs set seq = $2, hash = $3, said_at = $4 where gym_id = $1', [
    gymId,
    end.seq,
    end.hash,
    end.said_at,
  ]);
}
