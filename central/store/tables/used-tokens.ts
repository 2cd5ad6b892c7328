import { statement, type Statement } from '../database.ts';

/** Notes that something was used that may be used once; answers with a row where nobody had used it. */
export function insertUsedToken(
  gymId: string,
  tokenId: string,
  expiresAtMs: number,
): Statement<{ token_id: string }> {
  return statement(
    `insert into used_tokens (gym_id, token_id, expires_at) values ($1, $2, $3)
     on conflict do nothing returning token_id`,
    [gymId, tokenId, expiresAtMs],
  );
}

/** Forgets what nobody could use any more. */
export function deleteExpiredTokens(nowMs: number): Statement {
  return statement('delete from used_tokens where expires_at <= $1', [nowMs]);
}
