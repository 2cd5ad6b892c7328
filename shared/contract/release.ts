import { z } from 'zod';
import { isoTime } from './times.ts';

/** What a signature is about (`payloadType` of DSSE): a signature under anything else of ours is none for this. */
export const RELEASE_PAYLOAD_TYPE = 'application/vnd.training-club.release+json';

export const RELEASE_PLATFORMS = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
] as const;
export const RELEASE_CHANNELS = ['stable', 'beta', 'test'] as const;

/** Three numbers; no words behind them, so that there is one order. */
export const versionSchema = z.string().regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/);

/** A plain name: no folder, no dot in front, nothing that a shell or a file system reads otherwise. */
export const fileNameSchema = z.string().regex(/^[A-Za-z0-9@_+][A-Za-z0-9@_+.-]{0,99}$/);

/** Plain names below the version's folder. */
const pathSchema = z
  .string()
  .max(240)
  .refine((path) => path.split('/').every((part) => fileNameSchema.safeParse(part).success), 'no plain path');

/** Of one version: a runtime with its languages has about 250 files. */
const MAX_FILES = 5_000;
const MAX_FILE_BYTES = 1_073_741_824;

const fileSchema = z.strictObject({
  path: pathSchema,
  bytes: z.number().int().min(0).max(MAX_FILE_BYTES),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  is_executable: z.boolean(),
});
export type ReleaseFile = z.infer<typeof fileSchema>;

/**
 * One version for one platform: what is in it, for whom and until when. The archive is the bytes of all
 * files in the order of the list, packed with Zstandard: it holds no names that could be believed.
 */
export const releaseSchema = z
  .strictObject({
    product: z.literal('training-club-kiosk'),
    version: versionSchema,
    channel: z.enum(RELEASE_CHANNELS),
    platform: z.enum(RELEASE_PLATFORMS),
    published_at: isoTime,
    /** Not installed after this: an old release with a known hole does not come back. */
    expires_at: isoTime,
    /** How many kiosks of a hundred may have it already. */
    share: z.number().int().min(0).max(100),
    archive: z.strictObject({
      name: fileNameSchema,
      bytes: z.number().int().min(1).max(MAX_FILE_BYTES),
      /** Hexadecimal. */
      sha512: z.string().regex(/^[0-9a-f]{128}$/),
    }),
    files: z.array(fileSchema).min(1).max(MAX_FILES),
  })
  .refine(({ files }) => new Set(files.map(({ path }) => path.toLowerCase())).size === files.length, {
    path: ['files'],
    message: 'two files of one name',
  });
export type Release = z.infer<typeof releaseSchema>;

/** A signed text: DSSE, https://github.com/secure-systems-lab/dsse. */
export const envelopeSchema = z.strictObject({
  payloadType: z.literal(RELEASE_PAYLOAD_TYPE),
  /** Base64. */
  payload: z.base64().max(4_194_304),
  signatures: z.array(z.strictObject({ keyid: z.string().max(64), sig: z.base64().max(128) })).max(16),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Whose signatures count, and how many of them it takes. */
export const trustedKeysSchema = z.strictObject({
  /** `test`: made on the machine that packed; whoever has the package can sign for it. */
  purpose: z.enum(['release', 'test']),
  threshold: z.number().int().min(1).max(16),
  keys: z
    .array(
      z.strictObject({
        keyid: z.string().min(1).max(64),
        /** Raw Ed25519, base64. */ public_key: z.base64(),
      }),
    )
    .min(1)
    .max(16),
});
export type TrustedKeys = z.infer<typeof trustedKeysSchema>;
