import { createHash, randomInt } from 'node:crypto';
import { DAY_MS, type Clock } from '../../shared/base/clock.ts';
import type { CentralDatabase } from '../store/database.ts';
import { countKiosks } from '../store/tables/kiosks.ts';
import { countOpenPairingCodes, upsertPairingCode } from '../store/tables/pairing-codes.ts';

/** Long enough to walk to the kiosk tomorrow. */
export const PAIRING_CODE_LIFE_MS = DAY_MS;

/** Digits and capitals that nobody mistakes for one another: no 0/O, 1/I/L, U/V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 12 of 30 characters: 59 bits, not to be guessed within a day at any rate this server answers. */
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A new random code, such as `7KQ2-MX4R-9TBC`. */
export function createPairingCode(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** What is kept of a code: case and surrounding blanks do not matter to the one who types it. */
export function hashPairingCode(code: string): string {
  return createHash('sha256').update(code.trim().toUpperCase()).digest('hex');
}

export interface IssuedPairingCode {
  readonly code: string;
  readonly expiresAtMs: number;
}

/**
 * Makes a code valid for one kiosk of a gym.
 * @param code chosen by the caller, or left out for a random one
 */
export async function issuePairingCode(
  { gymId, code = createPairingCode() }: { gymId: string; code?: string | undefined },
  { database, clock }: { database: CentralDatabase; clock: Clock },
): Promise<IssuedPairingCode> {
  const expiresAtMs = clock.nowMs() + PAIRING_CODE_LIFE_MS;
  await database.query(
    upsertPairingCode({ gym_id: gymId, code_hash: hashPairingCode(code), expires_at: expiresAtMs }),
  );
  return { code, expiresAtMs };
}

/** Whether a gym has neither a kiosk nor a code that could still pair one, so that it needs its first. */
export async function needsFirstPairingCode(
  gymId: string,
  { database, clock }: { database: CentralDatabase; clock: Clock },
): Promise<boolean> {
  const [paired] = await database.query(countKiosks(gymId));
  const [open] = await database.query(countOpenPairingCodes(gymId, clock.nowMs()));
  return paired?.kiosks === 0 && open?.codes === 0;
}
