import { statement, type Statement } from '../database.ts';

/** Wrong secrets in a row from one source. */
export interface SignInAttemptsRow {
  source: string;
  failed_count: number;
  last_failed_at: number;
}

/** Makes sure that there is a row to lock for each source. */
export function addSignInAttempts(
  gymId: string,
  account: string,
  sources: readonly string[],
  nowMs: number,
): Statement {
  return statement(
    `insert into sign_in_attempts (gym_id, account, source, failed_count, last_failed_at)
     select $1, $2, source, 0, $4 from unnest($3::text[]) as source
     on conflict do nothing`,
    [gymId, account, sources, nowMs],
  );
}

/** The rows of an account's sources, locked until the end of the transaction, in one order for everybody. */
export function lockSignInAttempts(
  gymId: string,
  account: string,
  sources: readonly string[],
): Statement<SignInAttemptsRow> {
  return statement(
    `select source, failed_count, last_failed_at from sign_in_attempts
     where gym_id = $1 and account = $2 and source = any($3::text[]) order by source for update`,
    [gymId, account, sources],
  );
}

export function countSignInAttempt(
  gymId: string,
  account: string,
  sources: readonly string[],
  nowMs: number,
): Statement {
  return statement(
    `update sign_in_attempts set failed_count = failed_count + 1, last_failed_at = $4
     where gym_id = $1 and account = $2 and source = any($3::text[])`,
    [gymId, account, sources, nowMs],
  );
}

/** Takes an attempt back that was counted and turned out to be nobody's guess. */
export function uncountSignInAttempt(gymId: string, account: string, sources: readonly string[]): Statement {
  return statement(
    `update sign_in_attempts set failed_count = greatest(failed_count - 1, 0)
     where gym_id = $1 and account = $2 and source = any($3::text[])`,
    [gymId, account, sources],
  );
}

/** Forgets wrong tries. @param source of all sources where it is null */
export function clearSignInAttempts(gymId: string, account: string, source: string | null): Statement {
  return statement(
    'delete from sign_in_attempts where gym_id = $1 and account = $2 and ($3::text is null or source = $3)',
    [gymId, account, source],
  );
}

/** Keeps the table from growing with accounts that nobody has. */
export function deleteOldSignInAttempts(beforeMs: number): Statement {
  return statement('delete from sign_in_attempts where last_failed_at < $1', [beforeMs]);
}

export function selectKnownSource(
  gymId: string,
  account: string,
  source: string,
): Statement<{ seen_at: number }> {
  return statement('select seen_at from known_sources where gym_id = $1 and account = $2 and source = $3', [
    gymId,
    account,
    source,
  ]);
}

export function upsertKnownSource(gymId: string, account: string, source: string, nowMs: number): Statement {
  return statement(
    `insert into known_sources (gym_id, account, source, seen_at) values ($1, $2, $3, $4)
     on conflict (gym_id, account, source) do update set seen_at = greatest(known_sources.seen_at, excluded.seen_at)`,
    [gymId, account, source, nowMs],
  );
}

export function deleteOldKnownSources(beforeMs: number): Statement {
  return statement('delete from known_sources where seen_at < $1', [beforeMs]);
}
