import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, errors } from 'jose';

/** The secret is not the one that something was wrapped with. The message is one line for the operator. */
export class WrongSecret extends Error {
  override readonly name = 'WrongSecret';
}

/** Wraps what must not stand in the database as it is. */
export interface Vault {
  /** @param purpose what it is and whose; the same is needed to unwrap it, so nothing wrapped passes for another */
  wrap(plain: string, purpose: string): Promise<string>;
  /** @throws WrongSecret for what was not wrapped with this secret and for this purpose */
  unwrap(wrapped: string, purpose: string): Promise<string>;
  /** A key of 32 bytes for one use, which follows from the secret and tells nothing of it. */
  keyFor(use: string): Uint8Array;
}

const KEY_BYTES = 32;

/** @param secret the operator's, at least 32 characters nobody can guess */
export function createVault(secret: string): Vault {
  const keyFor = (use: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, '', `training-club-central ${use}`, KEY_BYTES));
  const key = keyFor('wrapping');
  return {
    keyFor,
    wrap: (plain, purpose) =>
      new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', purpose })
        .encrypt(key),
    async unwrap(wrapped, purpose) {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(wrapped, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        if (protectedHeader['purpose'] === purpose) return new TextDecoder().decode(plaintext);
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
      }
      throw new WrongSecret(
        'CENTRAL_SECRET: is not the one that the keys of this database were wrapped with',
      );
    },
  };
}
