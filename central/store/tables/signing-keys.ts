import { statement, type Statement } from '../database.ts';

/** Central's own Ed25519 key for one gym's member tokens. */
export interface SigningKeyRow {
  gym_id: string;
  key_id: string;
  /** Private JWK as JSON text. Whoever reads the database reads every member's data anyway. */
  private_jwk: string;
  created_at_ms: number;
}

export function insertSigningKey(row: SigningKeyRow): Statement {
  return statement(
    'insert into signing_keys (gym_id, key_id, private_jwk, created_at_ms) values ($1, $2, $3, $4)',
    [row.gym_id, row.key_id, row.private_jwk, row.created_at_ms],
  );
}

/** All keys of a gym, the one to sign with first. */
export function selectSigningKeys(gymId: string): Statement<SigningKeyRow> {
  return statement(
    `select gym_id, key_id, private_jwk, created_at_ms from signing_keys
     where gym_id = $1 order by created_at_ms desc, key_id desc`,
    [gymId],
  );
}
