import { statement, type Statement } from '../database.ts';

/** Wrong PINs in a row, counted for every number tried, whether or not a member has it. */
export interface PinAttemptsRow {
  failed_count: number;
  last_failed_at: number;
}

export function selectPinAttempts(gymId: string, memberNumber: string): Statement<PinAttemptsRow> {
  return statement(
    'select failed_count, last_failed_at from pin_attempts where gym_id = $1 and member_number = $2',
    [gymId, memberNumber],
  );
}

/**
 * Counts an attempt as failed before its PIN is looked at, unless another attempt was counted since
 * `seenCount` was read; so neither parallel guesses nor a crash in between give a try for free.
 * @returns one row when counted, none when another attempt came in between
 */
export function countPinAttempt(
  gymId: string,
  memberNumber: string,
  seenCount: number,
  nowMs: number,
): Statement<{ failed_count: number }> {
  return statement(
    `insert into pin_attempts (gym_id, member_number, failed_count, last_failed_at) values ($1, $2, $3, $4)
     on conflict (gym_id, member_number) do update
       set failed_count = excluded.failed_count, last_failed_at = excluded.last_failed_at
       where pin_attempts.failed_count = excluded.failed_count - 1
     returning failed_count`,
    [gymId, memberNumber, seenCount + 1, nowMs],
  );
}

export function clearPinAttempts(gymId: string, memberNumber: string): Statement {
  return statement('delete from pin_attempts where gym_id = $1 and member_number = $2', [
    gymId,
    memberNumber,
  ]);
}

/** Keeps the table from growing with numbers that nobody has. */
export function deleteOldPinAttempts(beforeMs: number): Statement {
  return statement('delete from pin_attempts where last_failed_at < $1', [beforeMs]);
}
