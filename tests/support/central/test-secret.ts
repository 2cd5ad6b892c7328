import { randomUUID } from 'node:crypto';
import { createSigningKeys, type SigningKeys } from '../../../central/auth/signing-keys.ts';
import { createVault } from '../../../central/auth/vault.ts';
import type { CentralDatabase } from '../../../central/store/database.ts';

/** What test servers wrap their keys with. */
export const TEST_SECRET = 'a secret that only tests may know, and nobody else';

/** The signing keys in a test server's store, as another server of the same database has them. */
export function signingKeysIn(database: CentralDatabase, nowMs: () => number): SigningKeys {
  return createSigningKeys({
    database,
    vault: createVault(TEST_SECRET),
    clock: { nowMs, monotonicMs: () => 0 },
    newId: () => randomUUID(),
  });
}
