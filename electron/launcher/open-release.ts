import { createHash, createPublicKey, verify } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import {
  envelopeSchema,
  RELEASE_PAYLOAD_TYPE,
  releaseSchema,
  type Envelope,
  type Release,
  type TrustedKeys,
} from '../../shared/contract/release.ts';

export type BadRelease =
  /** No envelope, or none of ours. */
  | 'unreadable'
  /** Fewer good signatures by trusted keys than it takes. */
  | 'not_signed'
  /** Signed, and yet no release that could be installed. */
  | 'bad_release';

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410, 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Opens a signed release. Nothing inside is looked at before enough signatures fit.
 * @param text the envelope, JSON
 */
export function openRelease(text: string, trusted: TrustedKeys): Result<Release, BadRelease> {
  const envelope = envelopeSchema.safeParse(parse(text));
  if (!envelope.success) return fail('unreadable');
  const payload = Buffer.from(envelope.data.payload, 'base64');
  const signers = countSigners(envelope.data, payload, trusted);
  if (signers < trusted.threshold) return fail('not_signed', `${signers} of ${trusted.threshold} signatures`);
  const release = releaseSchema.safeParse(parse(payload.toString('utf8')));
  return release.success
    ? ok(release.data)
    : fail('bad_release', release.error.issues[0]?.message ?? 'unknown');
}

/** What is signed: DSSE's pre-authentication encoding, so that no text passes for one of another type. */
export function signedBytes(payload: Buffer): Buffer {
  const head = `DSSEv1 ${RELEASE_PAYLOAD_TYPE.length} ${RELEASE_PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Keys, not signatures: one key that signs twice is one. */
function countSigners({ signatures }: Envelope, payload: Buffer, trusted: TrustedKeys): number {
  const bytes = signedBytes(payload);
  return trusted.keys.filter(({ keyid, public_key: publicKey }) => {
    const raw = Buffer.from(publicKey, 'base64');
    if (raw.length !== 32) return false;
    const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
    return signatures.some(
      (signature) =>
        signature.keyid === keyid && verify(null, bytes, key, Buffer.from(signature.sig, 'base64')),
    );
  }).length;
}

/** What makes a release none for this kiosk now. */
export type NotForUs =
  'wrong_channel' | 'wrong_platform' | 'expired' | 'not_newer' | 'failed_before' | 'not_its_turn';

export interface Installation {
  readonly nowMs: number;
  readonly channel: string;
  readonly platform: string;
  /** The newest version that was ever installed here. */
  readonly newest: string;
  /** Versions that were tried here and did not start. */
  readonly failed: readonly string[];
  /** What decides about its turn where a release is given to some first. */
  readonly kioskId: string;
}

/** Why a signed release is not for this kiosk, or not yet; null when it is. */
export function judgeRelease(release: Release, at: Installation): NotForUs | null {
  if (release.channel !== at.channel) return 'wrong_channel';
  if (release.platform !== at.platform) return 'wrong_platform';
  if (Date.parse(release.expires_at) <= at.nowMs) return 'expired';
  if (compareVersions(release.version, at.newest) <= 0) return 'not_newer';
  if (at.failed.includes(release.version)) return 'failed_before';
  if (turnOf(at.kioskId, release.version) >= release.share) return 'not_its_turn';
  return null;
}

/** From 0 to 99; another order for every version, so that not always the same gyms are first. */
export function turnOf(kioskId: string, version: string): number {
  return createHash('sha256').update(`${version}\0${kioskId}`).digest().readUInt32BE(0) % 100;
}

/** Negative where `one` is the older. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
