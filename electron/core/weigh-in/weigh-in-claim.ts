import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { RecordedWeighing } from './record-weighing.ts';
import type { MemberAtScreen, MemberSessions } from '../screen/member-session.ts';

/** A weigh-in waits this long for a stable reading. */
export const CLAIM_MS = 60 * SECOND_MS;
/** What was just stored can be taken back for this long. */
export const UNDO_MS = 60 * SECOND_MS;
/** A member who waits for the scale touches nothing: the session is kept alive this often. */
const KEEP_ALIVE_MS = 5 * SECOND_MS;

/** Where a member's weigh-in stands. Lives in core only, and no longer than their session. */
export type WeighInPhase =
  | {
      readonly phase: 'waiting';
      /** Readings from before are not this weigh-in's. */
      readonly sinceMs: number;
      readonly expiresAtMs: number;
      /** What the scale shows while it settles. */
      readonly liveKg: number | null;
      /** The last stable weight was none that a person can have. */
      readonly isImplausible: boolean;
    }
  /** The weight is kept, as nobody's, until the member says that it is right. */
  | { readonly phase: 'question'; readonly weighingId: string; readonly kg: number }
  | { readonly phase: 'done'; readonly weighing: RecordedWeighing; readonly undoUntilMs: number }
  | { readonly phase: 'missed' };

/** The weigh-in of whoever is at the screen. */
export interface WeighInClaim {
  /** Null while there is none, and once its session is over. */
  current(): { readonly session: MemberAtScreen; readonly state: WeighInPhase } | null;
  /** Waits for the next stable reading. */
  begin(sessionId: string): void;
  /** The member whose weigh-in takes a reading of that time, or null. */
  claimantAt(atMs: number): MemberAtScreen | null;
  /** Shows what came of it; null ends the weigh-in. */
  show(sessionId: string, state: WeighInPhase | null): void;
  /** @returns whether anything the screen shows has changed */
  tick(): boolean;
}

export function createWeighInClaim(deps: {
  sessions: MemberSessions;
  nowMs: () => number;
  monotonicMs: () => number;
}): WeighInClaim {
  const { sessions, nowMs, monotonicMs } = deps;
  let held: { sessionId: string; state: WeighInPhase } | null = null;
  let begunAt = 0;
  let keptAliveAt = 0;

  const current: WeighInClaim['current'] = () => {
    const session = held === null ? null : sessions.find(held.sessionId);
    return held === null || session === null ? null : { session, state: held.state };
  };
  const keepAlive = (sessionId: string): void => {
    keptAliveAt = monotonicMs();
    sessions.touch(sessionId);
  };
  const show: WeighInClaim['show'] = (sessionId, state) => {
    if (sessions.find(sessionId) === null) return;
    held = state === null ? null : { sessionId, state };
  };
  const hasRunOut = (): boolean => monotonicMs() - begunAt >= CLAIM_MS;

  return {
    current,
    show,
    begin(sessionId) {
      begunAt = monotonicMs();
      const sinceMs = nowMs();
      const expiresAtMs = sinceMs + CLAIM_MS;
      keepAlive(sessionId);
      show(sessionId, { phase: 'waiting', sinceMs, expiresAtMs, liveKg: null, isImplausible: false });
    },
    claimantAt(atMs) {
      const now = current();
      if (now?.state.phase !== 'waiting' || hasRunOut()) return null;
      return atMs >= now.state.sinceMs ? now.session : null;
    },
    tick() {
      const now = current();
      if (now === null) {
        held = null;
        return false;
      }
      if (now.state.phase !== 'waiting') return false;
      if (hasRunOut()) {
        show(now.session.sessionId, { phase: 'missed' });
        return true;
      }
      if (monotonicMs() - keptAliveAt < KEEP_ALIVE_MS) return false;
      keepAlive(now.session.sessionId);
      return true;
    },
  };
}
