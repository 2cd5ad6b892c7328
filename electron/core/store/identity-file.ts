import { join } from 'node:path';
import type { GymId, KioskId } from '../../../shared/base/ids.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';
import type { KioskIdentity } from './tables/kiosk.ts';

export const IDENTITY_FILE = 'kiosk-identity.json';

const LONGEST_ID = 64;
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID;

/**
 * Who this kiosk is, as remembered beside the database: one that lost its database stays the same kiosk
 * to central, and what it salvages can be checked, since a fact's hash covers whose it is.
 * @returns null where there is nothing that can be read
 */
export function readIdentityFile(dataDir: string): KioskIdentity | null {
  const file = readSmallFile(join(dataDir, IDENTITY_FILE));
  if (file.state !== 'text') return null;
  try {
    const said = JSON.parse(file.text) as Record<string, unknown> | null;
    const { kiosk_id: kioskId, gym_id: gymId, epoch } = said ?? {};
    if (!isId(kioskId) || !isId(gymId) || !Number.isSafeInteger(epoch) || Number(epoch) < 1) return null;
    return { kioskId: kioskId as KioskId, gymId: gymId as GymId, epoch: Number(epoch) };
  } catch {
    return null;
  }
}

/** Remembers who this kiosk is, where that is not what the file says already. */
export function writeIdentityFile(dataDir: string, identity: KioskIdentity): void {
  const known = readIdentityFile(dataDir);
  const { kioskId, gymId, epoch } = identity;
  if (known?.kioskId === kioskId && known.gymId === gymId && known.epoch === epoch) return;
  writeSmallFile(
    join(dataDir, IDENTITY_FILE),
    `${JSON.stringify({ kiosk_id: kioskId, gym_id: gymId, epoch })}\n`,
  );
}
