import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import type { WritableDb } from '../store/database.ts';
import { auditAct, auditActInside } from './staff-acts.ts';
import { enrolCard } from './staff-members.ts';
import type { Store } from '../store/store.ts';

/** How long a reader waits for the card that is to become a member's. */
export const ENROLMENT_MS = 30 * SECOND_MS;

/** Staff said that the next card nobody owns belongs to this member. */
export interface Enrolment {
  /** @param sessionId of the staff session that asked for it and with which it ends */
  start(asked: { sessionId: string; staff: string; memberId: MemberId }): void;
  /** @throws StorageFailed when that could not be noted */
  cancel(): void;
  /**
   * Notes an enrolment that ran out, or whose session is over.
   * @param sessionId who of the staff is at the screen now, if anybody
   * @throws StorageFailed when that could not be noted; it is tried again then
   */
  tick(sessionId: string | null): void;
  /**
   * Gives the card to the member when one is waited for.
   * @param card.isStaffs it is, or may be, somebody's of the staff: no member gets it
   * @returns false when none is; nothing is written then
   */
  take(
    sessionId: string,
    card: { readonly code: string; readonly isStaffs: boolean },
    alsoWrite: (tx: WritableDb) => void,
  ): boolean;
  /** What the screen shows of it to this session; null for nothing. */
  view(sessionId: string): {
    readonly memberId: MemberId;
    readonly untilMs: number;
    readonly state: 'waiting' | 'enrolled' | 'taken' | 'timed_out';
  } | null;
}

export function createEnrolment(deps: { store: Store; monotonicMs: () => number }): Enrolment {
  const { store, monotonicMs } = deps;
  let now: {
    sessionId: string;
    staff: string;
    memberId: MemberId;
    startedAt: number;
    untilMs: number;
    /** Null while a card is waited for; each way out of that leaves one fact. */
    outcome: 'enrolled' | 'taken' | 'timed_out' | 'cancelled' | null;
  } | null = null;
  const isOver = (startedAt: number): boolean => monotonicMs() - startedAt >= ENROLMENT_MS;
  /** No card came: that somebody wanted to is noted all the same, once. */
  const leave = (how: 'timed_out' | 'cancelled'): void => {
    if (now?.outcome !== null) return;
    const { staff, memberId } = now;
    auditAct(store, { staff, action: `enrol_card.${how}`, subject: memberId });
    now = { ...now, outcome: how };
  };
  return {
    start({ sessionId, staff, memberId }) {
      leave('cancelled');
      const untilMs = store.nowMs() + ENROLMENT_MS;
      now = { sessionId, staff, memberId, startedAt: monotonicMs(), untilMs, outcome: null };
    },
    cancel() {
      leave('cancelled');
      now = null;
    },
    tick(sessionId) {
      if (now?.outcome !== null) return;
      if (isOver(now.startedAt)) leave('timed_out');
      else if (now.sessionId !== sessionId) leave('cancelled');
    },
    take(sessionId, { code, isStaffs }, alsoWrite) {
      if (now?.sessionId !== sessionId || now.outcome !== null || isOver(now.startedAt)) return false;
      const { staff, memberId } = now;
      if (isStaffs) {
        store.write((tx) => {
          alsoWrite(tx);
          auditActInside(tx, store, { staff, action: 'enrol_card.taken', subject: memberId });
        });
        now = { ...now, outcome: 'taken' };
        return true;
      }
      const done = enrolCard(store, { staff, memberId, code }, alsoWrite);
      // A reader that says nothing but zeros has read no card: one is still waited for.
      if (done.ok || done.code === 'taken') now = { ...now, outcome: done.ok ? 'enrolled' : 'taken' };
      return true;
    },
    view(sessionId) {
      if (now?.sessionId !== sessionId || now.outcome === 'cancelled') return null;
      const { memberId, untilMs, outcome, startedAt } = now;
      return { memberId, untilMs, state: outcome ?? (isOver(startedAt) ? 'timed_out' : 'waiting') };
    },
  };
}
