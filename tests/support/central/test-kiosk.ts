import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { FactId, GymId, KioskId, MemberId } from '../../../shared/base/ids.ts';
import type { WireFact } from '../../../shared/contract/facts.ts';
import { canonicalFact } from '../../../shared/facts/canonical-fact.ts';
import { GENESIS_HASH, type Fact } from '../../../shared/facts/fact.ts';

export interface FactDraft {
  readonly kind: string;
  readonly memberId?: string | null;
  readonly payload?: Record<string, unknown>;
  readonly version?: number;
  readonly happenedAtMs?: number;
  readonly seq?: number;
  readonly epoch?: number;
  readonly id?: string;
  readonly gymId?: string;
  readonly kioskId?: string;
}

/** The far end of central's API: a kiosk with its own key that chains and signs facts. */
export interface TestKiosk {
  readonly kioskId: string;
  readonly publicKey: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
  /** A token as a kiosk makes it, with claims or header replaced for the hostile cases. */
  sign(
    claims?: { readonly [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined },
    header?: { alg?: string; kid?: string },
  ): Promise<string>;
  /** The next fact of this kiosk, hashed and chained. */
  fact(draft: FactDraft): WireFact;
  /** The same after a fact of this hash instead of its last one. */
  factAfter(draft: FactDraft, prevHash: string): WireFact;
  pair(url: string, pairingCode: string): Promise<Response>;
  /** @param more.sentAtMs what the kiosk's clock says */
  push(
    url: string,
    facts: readonly unknown[],
    more?: { readonly batchId?: string; readonly sentAtMs?: number },
  ): Promise<Response>;
}

/** The hash a wire fact must carry, computed over its other fields. */
export function hashOf(fact: Omit<Fact, 'hash'>): string {
  return createHash('sha256').update(canonicalFact(fact)).digest('hex');
}

export function createTestKiosk({ gymId, nowMs }: { gymId: string; nowMs: () => number }): TestKiosk {
  const kioskId = randomUUID();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
  let lastSeq = 0;
  let lastHash = GENESIS_HASH;

  const sign: TestKiosk['sign'] = (claims = {}, header = {}) => {
    const nowS = Math.floor(nowMs() / 1_000);
    const all = {
      iss: kioskId,
      aud: 'training-club-central',
      iat: nowS,
      exp: nowS + 60,
      jti: randomUUID(),
      ...claims,
    };
    return new SignJWT(all as JWTPayload)
      .setProtectedHeader({ alg: 'EdDSA', kid: kioskId, ...header })
      .sign(privateKey);
  };
  const post = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const kiosk: TestKiosk = {
    kioskId,
    publicKey: jwk,
    sign,
    factAfter(draft, prevHash) {
      lastHash = prevHash;
      return kiosk.fact(draft);
    },
    fact(draft) {
      lastSeq = draft.seq ?? lastSeq + 1;
      const unhashed: Omit<Fact, 'hash'> = {
        gymId: (draft.gymId ?? gymId) as GymId,
        kioskId: (draft.kioskId ?? kioskId) as KioskId,
        epoch: draft.epoch ?? 1,
        seq: lastSeq,
        id: (draft.id ?? randomUUID()) as FactId,
        kind: draft.kind,
        version: draft.version ?? 1,
        memberId: (draft.memberId ?? null) as MemberId | null,
        happenedAtMs: draft.happenedAtMs ?? nowMs(),
        zone: 'Europe/Berlin',
        payload: draft.payload ?? {},
        prevHash: lastHash,
      };
      const hash = hashOf(unhashed);
      lastHash = hash;
      return {
        gym_id: unhashed.gymId,
        kiosk_id: unhashed.kioskId,
        epoch: unhashed.epoch,
        seq: unhashed.seq,
        id: unhashed.id,
        kind: unhashed.kind,
        version: unhashed.version,
        member_id: unhashed.memberId,
        happened_at: new Date(unhashed.happenedAtMs).toISOString(),
        zone: unhashed.zone,
        payload: { ...unhashed.payload },
        prev_hash: unhashed.prevHash,
        hash,
      };
    },
    pair: (url, pairingCode) =>
      post(`${url}/api/kiosks/pair`, {
        pairing_code: pairingCode,
        kiosk_id: kioskId,
        name: 'Front door',
        public_key: jwk,
      }),
    push: async (url, facts, { batchId = randomUUID(), sentAtMs } = {}) =>
      post(
        `${url}/api/sync/facts`,
        {
          batch_id: batchId,
          facts,
          ...(sentAtMs === undefined ? {} : { sent_at: new Date(sentAtMs).toISOString() }),
        },
        { authorization: `Bearer ${await sign()}` },
      ),
  };
  return kiosk;
}

/** A member's enrolment as a kiosk writes it. */
export function enrolment(memberId: string, memberNumber: string): FactDraft {
  return {
    kind: 'member.enrolled',
    memberId,
    payload: {
      member_number: memberNumber,
      first_name: 'Mara',
      last_name: 'Lind',
      alias: 'Heron',
      sex: 'female',
      birth_date: '1990-04-01',
      joined_at: '2025-01-06T09:00:00.000Z',
    },
  };
}
