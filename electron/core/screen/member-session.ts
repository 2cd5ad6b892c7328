import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { MemberId, NewId } from '../../../shared/base/ids.ts';
import type { HeartRateSummary } from '../../../shared/contract/kiosk-api.ts';
import type { Member } from '../../../shared/domain/members/member.ts';

/** After this long without a touch the screen asks "still there?" … */
export const IDLE_PROMPT_MS = 20 * SECOND_MS;
/** … and after this long the session is over. */
export const IDLE_LOGOUT_MS = 30 * SECOND_MS;
/** No session lasts longer, touched or not. */
export const LONGEST_SESSION_MS = 180 * SECOND_MS;
/** Choosing a strap is over after this long. */
export const PAIRING_WINDOW_MS = 60 * SECOND_MS;

/** A member at the screen. Lives in core only: a restarted core starts with nobody there. */
export interface MemberAtScreen {
  readonly sessionId: string;
  readonly member: Member;
  readonly checkedInAtMs: number;
  readonly alreadyIn: boolean;
  /** Typed number and PIN instead of holding a card. */
  readonly cameByPin: boolean;
  readonly idlePromptAtMs: number;
  readonly idleLogoutAtMs: number;
  readonly endsAtMs: number;
  /** Until when straps are offered, while the member is choosing one. */
  readonly pairingUntilMs: number | null;
  /** Counts up whenever documents of the member may look different. */
  readonly revision: number;
  /** What the session that was just finished came to. */
  readonly summary: HeartRateSummary | null;
}

export interface MemberSessions {
  /** Opens a session for a member who just scanned, or typed their PIN; whoever was there before is gone. */
  open(scan: { member: Member; checkedInAtMs: number; alreadyIn: boolean; byPin?: boolean }): MemberAtScreen;
  current(): MemberAtScreen | null;
  /** The session with this id, or null when it is over. */
  find(sessionId: string): MemberAtScreen | null;
  /** Somebody touched the screen. */
  touch(sessionId: string): void;
  /** Starts or ends the choosing of a strap. */
  setPairing(sessionId: string, isPairing: boolean): void;
  showSummary(sessionId: string, summary: HeartRateSummary | null): void;
  /** Something of that member changed, or of everybody for null. @returns whether that is who is at the screen */
  noteChange(memberId: MemberId | null): boolean;
  end(): void;
  /** Ends what has run out. @returns whether anything changed */
  tick(): boolean;
  memberId(): MemberId | null;
}

/**
 * Who is at the screen, and for how long. Times out on the monotonic clock, so that setting the
 * machine's clock neither locks a member out nor leaves a session open; the wall-clock times handed
 * out are for the screen's countdown only.
 */
export function createMemberSessions(deps: {
  newId: NewId;
  nowMs: () => number;
  monotonicMs: () => number;
}): MemberSessions {
  const { newId, nowMs, monotonicMs } = deps;
  let current: MemberAtScreen | null = null;
  let openedAt = 0;
  let touchedAt = 0;
  let pairingSince: number | null = null;

  const hasRunOut = (): boolean =>
    monotonicMs() - touchedAt >= IDLE_LOGOUT_MS || monotonicMs() - openedAt >= LONGEST_SESSION_MS;
  /** Over means over: also before the next tick, when this process was held up past the end. */
  const present = (): MemberAtScreen | null => (current === null || hasRunOut() ? null : current);
  const find = (sessionId: string): MemberAtScreen | null => {
    const session = present();
    return session?.sessionId === sessionId ? session : null;
  };
  const change = (sessionId: string, changes: Partial<MemberAtScreen>): void => {
    const session = find(sessionId);
    if (session !== null) current = { ...session, ...changes };
  };

  return {
    open({ member, checkedInAtMs, alreadyIn, byPin = false }) {
      openedAt = monotonicMs();
      touchedAt = openedAt;
      pairingSince = null;
      current = {
        sessionId: newId(),
        member,
        checkedInAtMs,
        alreadyIn,
        cameByPin: byPin,
        idlePromptAtMs: nowMs() + IDLE_PROMPT_MS,
        idleLogoutAtMs: nowMs() + IDLE_LOGOUT_MS,
        endsAtMs: nowMs() + LONGEST_SESSION_MS,
        pairingUntilMs: null,
        revision: 0,
        summary: null,
      };
      return current;
    },
    current: present,
    find,
    touch(sessionId) {
      if (find(sessionId) === null) return;
      touchedAt = monotonicMs();
      change(sessionId, {
        idlePromptAtMs: nowMs() + IDLE_PROMPT_MS,
        idleLogoutAtMs: nowMs() + IDLE_LOGOUT_MS,
      });
    },
    setPairing(sessionId, isPairing) {
      if (find(sessionId) === null) return;
      pairingSince = isPairing ? monotonicMs() : null;
      change(sessionId, { pairingUntilMs: isPairing ? nowMs() + PAIRING_WINDOW_MS : null, summary: null });
    },
    showSummary: (sessionId, summary) => change(sessionId, { summary }),
    noteChange(memberId) {
      const session = present();
      if (session === null || (memberId !== null && session.member.id !== memberId)) return false;
      current = { ...session, revision: session.revision + 1 };
      return true;
    },
    end: () => void (current = null),
    tick() {
      if (current === null) return false;
      if (hasRunOut()) {
        current = null;
        return true;
      }
      if (pairingSince !== null && monotonicMs() - pairingSince >= PAIRING_WINDOW_MS) {
        pairingSince = null;
        change(current.sessionId, { pairingUntilMs: null });
        return true;
      }
      return false;
    },
    memberId: () => present()?.member.id ?? null,
  };
}
