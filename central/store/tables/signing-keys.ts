import { statement, type Statement } from '../database.ts';

/** Central's own Ed25519 key for the tokens of one gym. */
export interface SigningKeyRow {
  gym_id: string;
  key_id: string;
  /** Private JWK as JSON text, wrapped by the server's secret. */
  wrapped_jwk: string;
  created_at: number;
}

/** Adds a key unless another server added one since `sinceMs`. */
export function insertSigningKey(row: SigningKeyRow, sinceMs: number): Statement {
  return statement(
    `insert into signing_keys (gym_id, key_id, wrapped_jwk, created_at)
     select $1::text, $2::text, $3::text, $4::bigint
     where not exists (select 1 from signing_keys where gym_id = $1 and created_at > $5)`,
    [row.gym_id, row.key_id, row.wrapped_jwk, row.created_at, sinceMs],
  );
}

/** All keys of a gym, the one to sign with first. */
export function selectSigningKeys(gymId: string): Statement<SigningKeyRow> {
  return statement(
    `select gym_id, key_id, wrapped_jwk, created_at from signing_keys
     where gym_id = $1 order by created_at desc, key_id desc`,
    [gymId],
  );
}

/** Keys of before there was a secret to wrap them with. */
export function selectPlainSigningKeys(): Statement<SigningKeyRow> {
  return statement(
    `select gym_id, key_id, wrapped_jwk, created_at from signing_keys where wrapped_jwk like '{%'`,
  );
}

/** One key that is wrapped, of whichever gym; no row where there is none. */
export function selectAnyWrappedKey(): Statement<SigningKeyRow> {
  return statement(
    `select gym_id, key_id, wrapped_jwk, created_at from signing_keys where wrapped_jwk not like '{%' limit 1`,
  );
}

export function rewrapSigningKey(row: SigningKeyRow): Statement {
  return statement('update signing_keys set wrapped_jwk = $3 where gym_id = $1 and key_id = $2', [
    row.gym_id,
    row.key_id,
    row.wrapped_jwk,
  ]);
}
