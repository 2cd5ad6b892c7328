import { MINUTE_MS } from '../../../shared/base/clock.ts';
import type { MemberId } from '../../../shared/base/ids.ts';

/** A weight said this long after somebody left the screen may still be theirs. */
export const JUST_THERE_MS = 2 * MINUTE_MS;
/** People remembered: in two minutes no more than this many stand before a kiosk. */
const MAX_REMEMBERED = 8;

/** Who was at the screen in the last minutes. */
export interface RecentMembers {
  /** Looks who is there; call it often enough to see everybody. */
  notice(memberId: MemberId | null, nowMs: number): void;
  /** Everybody who was there at that time or shortly before it. */
  around(atMs: number): readonly MemberId[];
}

export function createRecentMembers(): RecentMembers {
  /** When each was last seen, the last seen at the end. */
  const seen = new Map<MemberId, { fromMs: number; untilMs: number }>();
  let present: MemberId | null = null;
  return {
    notice(memberId, nowMs) {
      if (memberId === null) {
        present = null;
        return;
      }
      const before = seen.get(memberId);
      const fromMs = present === memberId && before !== undefined ? before.fromMs : nowMs;
      seen.delete(memberId);
      seen.set(memberId, { fromMs, untilMs: nowMs });
      present = memberId;
      for (const oldest of seen.keys()) {
        if (seen.size <= MAX_REMEMBERED) break;
        seen.delete(oldest);
      }
    },
    around: (atMs) =>
      [...seen]
        .filter(([, { fromMs, untilMs }]) => atMs >= fromMs && atMs - untilMs <= JUST_THERE_MS)
        .map(([memberId]) => memberId),
  };
}
