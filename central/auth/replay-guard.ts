import type { Clock } from '../../shared/base/clock.ts';

/**
 * Token ids remembered at once. Every kiosk of a large installation (2,000) at one request a second
 * would need 600,000 in five minutes; a single server process sees a fraction of that.
 */
const MAX_REMEMBERED = 200_000;

export type ReplayVerdict = 'fresh' | 'replayed' | 'full';

export interface ReplayGuard {
  /** Notes a token's id until the token has expired and says whether it was seen before. */
  admit(tokenId: string, expiresAtMs: number): ReplayVerdict;
}

/**
 * Lets each kiosk token be used once in this process: a token copied off the wire or off a disk is
 * worth nothing after its owner used it. At the bound new tokens are refused, not old ones forgotten.
 */
export function createReplayGuard({
  clock,
  capacity = MAX_REMEMBERED,
}: {
  clock: Clock;
  capacity?: number;
}): ReplayGuard {
  const expiries = new Map<string, number>();

  // Tokens live equally long, so the first entries are, near enough, the first to expire.
  function forgetExpired(nowMs: number): void {
    for (const [tokenId, expiresAtMs] of expiries) {
      if (expiresAtMs > nowMs) return;
      expiries.delete(tokenId);
    }
  }

  return {
    admit(tokenId, expiresAtMs) {
      forgetExpired(clock.nowMs());
      if (expiries.has(tokenId)) return 'replayed';
      if (expiries.size >= capacity) return 'full';
      expiries.set(tokenId, expiresAtMs);
      return 'fresh';
    },
  };
}
