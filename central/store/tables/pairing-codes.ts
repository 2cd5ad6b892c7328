import { statement, type Statement } from '../database.ts';

/** A one-time code, known here only by its SHA-256. */
export interface PairingCodeRow {
  gym_id: string;
  code_hash: string;
  expires_at: number;
  used_by_kiosk_id: string | null;
}

/** Adds a code; one that was announced before and never used gets the new expiry. */
export function upsertPairingCode(row: Omit<PairingCodeRow, 'used_by_kiosk_id'>): Statement {
  return statement(
    `insert into pairing_codes (gym_id, code_hash, expires_at) values ($1, $2, $3)
     on conflict (gym_id, code_hash) do update set expires_at = excluded.expires_at
     where pairing_codes.used_by_kiosk_id is null`,
    [row.gym_id, row.code_hash, row.expires_at],
  );
}

/** The code's row, locked until the transaction ends so that two kiosks cannot both use it. */
export function lockPairingCode(codeHash: string): Statement<PairingCodeRow> {
  return statement(
    `select gym_id, code_hash, expires_at, used_by_kiosk_id from pairing_codes where code_hash = $1 for update`,
    [codeHash],
  );
}

export function markPairingCodeUsed(gymId: string, codeHash: string, kioskId: string): Statement {
  return statement('update pairing_codes set used_by_kiosk_id = $3 where gym_id = $1 and code_hash = $2', [
    gymId,
    codeHash,
    kioskId,
  ]);
}

export function countOpenPairingCodes(gymId: string, nowMs: number): Statement<{ codes: number }> {
  return statement(
    `select count(*) as codes from pairing_codes
     where gym_id = $1 and used_by_kiosk_id is null and expires_at > $2`,
    [gymId, nowMs],
  );
}
