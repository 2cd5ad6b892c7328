import { MINUTE_MS, type Clock } from '../../shared/base/clock.ts';
import type { CentralDatabase } from '../store/database.ts';
import { deleteExpiredTokens, insertUsedToken } from '../store/tables/used-tokens.ts';

/**
 * Token ids remembered at once. Every kiosk of a large installation (2,000) at one request a second
 * would need 600,000 in five minutes; a single server process sees a fraction of that.
 */
const MAX_REMEMBERED = 200_000;
/** How often the store forgets what has expired. */
const FORGET_EVERY_MS = MINUTE_MS;

export type ReplayVerdict = 'fresh' | 'replayed' | 'full';

export interface ReplayGuard {
  /** Notes a token's id until the token has expired and says whether any server of this database saw it before. */
  admit(gymId: string, tokenId: string, expiresAtMs: number): Promise<ReplayVerdict>;
}

/**
 * Lets each kiosk token be used once, at whichever server: a token copied off the wire or off a disk is
 * worth nothing after its owner used it. What this process saw it refuses by itself, and at its bound it
 * refuses new tokens rather than forgetting old ones; what others saw stands in the store.
 */
export function createReplayGuard({
  clock,
  database,
  capacity = MAX_REMEMBERED,
}: {
  clock: Clock;
  database: CentralDatabase;
  capacity?: number;
}): ReplayGuard {
  const expiries = new Map<string, number>();
  let forgottenAtMs = 0;

  // Tokens live equally long, so the first entries are, near enough, the first to expire.
  function forgetExpired(nowMs: number): void {
    for (const [tokenId, expiresAtMs] of expiries) {
      if (expiresAtMs > nowMs) return;
      expiries.delete(tokenId);
    }
  }

  return {
    async admit(gymId, tokenId, expiresAtMs) {
      const nowMs = clock.nowMs();
      forgetExpired(nowMs);
      const known = `${gymId} ${tokenId}`;
      if (expiries.has(known)) return 'replayed';
      if (expiries.size >= capacity) return 'full';
      expiries.set(known, expiresAtMs);
      const isNew = (await database.query(insertUsedToken(gymId, tokenId, expiresAtMs))).length > 0;
      if (nowMs - forgottenAtMs >= FORGET_EVERY_MS) {
        forgottenAtMs = nowMs;
        await database.query(deleteExpiredTokens(nowMs));
      }
      return isNew ? 'fresh' : 'replayed';
    },
  };
}
