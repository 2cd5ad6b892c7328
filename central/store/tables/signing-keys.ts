import { statement, type Statement } from '../database.ts';

/** Central's own Ed25519 key for one gym's member tokens. */
export interface SigningKeyRow {
  gym_id: string;
  key_id: string;
  /** Private JWK as JSON text. Whoever reads the database reads every member's data anyway. */
  private_jwk: string;
  created_at: number;
}

export function insertSigningKey(row: SigningKeyRow): Statement {
  return statement(
    'insert into signing_keys (gym_id, key_id, private_jwk, created_at) values ($1, $2, $3, $4)',
    [row.gym_id, row.key_id, row.private_jwk, row.created_at],
  );
}

/** All keys of a gym, the one to sign with first. */
export function selectSigningKeys(gymId: string): Statement<SigningKeyRow> {
  return statement(
    `select gym_id, key_id, private_jwk, created_at from signing_keys
     where gym_id = $1 order by created_at desc, key_id desc`,
    [gymId],
  );
}
