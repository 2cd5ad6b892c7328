import { createPublicKey } from 'node:crypto';
import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { insertKiosk, selectKiosk } from '../store/tables/kiosks.ts';
import { lockPairingCode, markPairingCodeUsed } from '../store/tables/pairing-codes.ts';
import { hashPairingCode } from './pairing-codes.ts';

export interface PairingRequest {
  readonly pairingCode: string;
  /** The id the kiosk has signed its facts with since its first start. */
  readonly kioskId: string;
  readonly name: string;
  /** The `x` of the kiosk's public Ed25519 JWK. */
  readonly publicKeyX: string;
}

export interface PairedKiosk {
  readonly kioskId: string;
  readonly gymId: string;
}

export type PairingRefusal = 'pairing_code_invalid' | 'kiosk_id_taken' | 'kiosk_revoked' | 'invalid_request';

function isEd25519Key(x: string): boolean {
  try {
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/** Registers the kiosk, or recognises it by its id and key. */
async function adoptKiosk(
  sql: SqlRunner,
  gymId: string,
  request: PairingRequest,
  nowMs: number,
): Promise<Result<PairedKiosk, PairingRefusal>> {
  const { kioskId, name, publicKeyX } = request;
  await sql.query(
    insertKiosk({ gym_id: gymId, kiosk_id: kioskId, name, public_key_x: publicKeyX, paired_at: nowMs }),
  );
  const [kiosk] = await sql.query(selectKiosk(kioskId));
  if (kiosk?.public_key_x !== publicKeyX || kiosk.gym_id !== gymId) return fail('kiosk_id_taken');
  return kiosk.revoked_at === null ? ok({ kioskId, gymId }) : fail('kiosk_revoked');
}

/**
 * Lets a kiosk in in exchange for a one-time code: remembers its id and its public key. A kiosk that
 * did not hear the answer asks again with the same code, id and key and gets the same answer.
 */
export async function pairKiosk(
  request: PairingRequest,
  { database, clock }: { database: CentralDatabase; clock: Clock },
): Promise<Result<PairedKiosk, PairingRefusal>> {
  if (!isEd25519Key(request.publicKeyX)) return fail('invalid_request', 'public_key.x is no Ed25519 key');
  const codeHash = hashPairingCode(request.pairingCode);
  return database.transaction(async (sql) => {
    const nowMs = clock.nowMs();
    const [code] = await sql.query(lockPairingCode(codeHash));
    if (code === undefined) return fail('pairing_code_invalid');
    const isUsable =
      code.used_by_kiosk_id === null ? code.expires_at > nowMs : code.used_by_kiosk_id === request.kioskId;
    if (!isUsable) return fail('pairing_code_invalid');
    const adopted = await adoptKiosk(sql, code.gym_id, request, nowMs);
    if (adopted.ok) await sql.query(markPairingCodeUsed(code.gym_id, codeHash, request.kioskId));
    return adopted;
  });
}
