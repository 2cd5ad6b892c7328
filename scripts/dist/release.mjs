import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { listFiles } from './stage-app.mjs';

/** As in `shared/contract/release.ts`. */
const PAYLOAD_TYPE = 'application/vnd.training-club.release+json';
/** Beyond it packing takes minutes for a few percent. */
const ZSTD_LEVEL = 7;

/**
 * @typedef {{ keyid: string, key: import('node:crypto').KeyObject }} SigningKey
 * @typedef {{ version: string, channel: string, platform: string, publishedAt: Date, expiresAt: Date, share?: number }} About
 */

/**
 * Packs a version's folder for the feed: the bytes of its files, one after the other, and the list that
 * says which is which. Node 24 or newer.
 * @param {string} folder @param {string} archivePath @param {About} about
 * @returns {Promise<object>} the release, to be signed
 */
export async function makeRelease(folder, archivePath, about) {
  const paths = listFiles(folder).filter((path) => path !== 'release.json');
  const files = paths.map((path) => {
    const body = readFileSync(join(folder, path));
    return {
      path,
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      is_executable: (statSync(join(folder, path)).mode & 0o111) !== 0,
    };
  });
  async function* bytes() {
    for (const path of paths) yield* createReadStream(join(folder, path));
  }
  const level = { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } };
  await pipeline(bytes, createZstdCompress(level), createWriteStream(archivePath));
  const sha512 = createHash('sha512');
  for await (const chunk of createReadStream(archivePath)) sha512.update(chunk);
  return {
    product: 'training-club-kiosk',
    version: about.version,
    channel: about.channel,
    platform: about.platform,
    published_at: about.publishedAt.toISOString(),
    expires_at: about.expiresAt.toISOString(),
    share: about.share ?? 100,
    archive: { name: basename(archivePath), bytes: statSync(archivePath).size, sha512: sha512.digest('hex') },
    files,
  };
}

/** Wraps a text to be signed. @returns {object} an envelope without signatures (DSSE) */
export function wrapRelease(release) {
  return {
    payloadType: PAYLOAD_TYPE,
    payload: Buffer.from(JSON.stringify(release)).toString('base64'),
    signatures: [],
  };
}

/** Adds a signature; another one of the same key is replaced. @param {SigningKey} signer */
export function signEnvelope(envelope, { keyid, key }) {
  const payload = Buffer.from(envelope.payload, 'base64');
  const head = Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `);
  const sig = sign(null, Buffer.concat([head, payload]), key).toString('base64');
  const others = envelope.signatures.filter((signature) => signature.keyid !== keyid);
  return { ...envelope, signatures: [...others, { keyid, sig }] };
}

/** A new key, its name being the start of its public half's hash. @returns {SigningKey} */
export function makeSigningKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { keyid: keyIdOf(privateKey), key: privateKey };
}

/** @param {string} pem @returns {SigningKey} */
export function readSigningKey(pem) {
  const key = createPrivateKey(pem);
  return { keyid: keyIdOf(key), key };
}

/** Raw 32 bytes, base64. */
export function publicHalf(key) {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}

/** Whose signatures a launcher counts. @param {readonly SigningKey[]} signers */
export function trustedKeys(purpose, threshold, signers) {
  return {
    purpose,
    threshold,
    keys: signers.map(({ keyid, key }) => ({ keyid, public_key: publicHalf(key) })),
  };
}

function keyIdOf(key) {
  return createHash('sha256').update(publicHalf(key)).digest('hex').slice(0, 16);
}
