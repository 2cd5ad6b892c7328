import type { StaffReason } from '../../../shared/contract/staff-reasons.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { FactKey } from '../store/tables/facts.ts';
import {
  findQuarantined,
  queueAgain,
  removeFromQueue,
  type QuarantinedFact,
} from '../store/tables/outbox.ts';

/** Pages that name members, as an audit entry has them. */
type AuditedPage = 'today' | 'members' | 'member';

/** Acts without a kind of fact of their own, as an audit entry has them. */
type AuditedAction =
  | 'test_device'
  | 'reconnect_device'
  | 'sync_now'
  | 'run_job'
  | 'put_incident_away'
  | 'check_database'
  | 'restart_devices'
  | 'restart_core'
  | 'leave_kiosk'
  | 'enrol_card.taken'
  | 'enrol_card.cancelled'
  | 'enrol_card.timed_out';

/**
 * Appends the audit entry of a look at what is about members. Call it before the answer is given: what cannot be noted
 * is not shown.
 * @param look.memberId whom it is about; null for a page that names several
 */
export function auditLook(
  store: Store,
  look: { staff: string; page: AuditedPage; query?: string; memberId?: MemberId },
): void {
  store.write((tx) => {
    store.facts.append(tx, {
      kind: 'staff.looked',
      memberId: look.memberId ?? null,
      happenedAtMs: store.nowMs(),
      payload: { staff: look.staff, page: look.page, query: look.query ?? null },
    });
  });
}

interface Act {
  readonly staff: string;
  readonly action: AuditedAction;
  readonly subject?: string;
  readonly because?: StaffReason<'leaveKiosk'>;
}

/** Appends the audit entry of an act that has no fact of its own. Call it before the act: what cannot be noted is not done. */
export function auditAct(store: Store, act: Act): void {
  store.write((tx) => auditActInside(tx, store, act));
}

/** The same, inside the caller's transaction. */
export function auditActInside(tx: WritableDb, store: Store, act: Act): void {
  store.facts.append(tx, {
    kind: 'staff.acted',
    memberId: null,
    happenedAtMs: store.nowMs(),
    payload: {
      staff: act.staff,
      action: act.action,
      subject: act.subject ?? null,
      ...(act.because === undefined ? {} : { because: act.because }),
    },
  });
}

/**
 * Does a small act and notes it, in one transaction.
 * @param work answers whether there was anything to do; nothing is noted otherwise
 */
export function auditActWith(
  store: Store,
  act: { staff: string; action: AuditedAction; subject: string },
  work: (tx: WritableDb) => boolean,
): boolean {
  return store.write((tx) => {
    if (!work(tx)) return false;
    auditActInside(tx, store, act);
    return true;
  });
}

const keyed = ({ epoch, seq, kind, code }: QuarantinedFact) => ({ epoch, seq, kind, code });

/** Queues a fact once more that central had refused. */
export function retryFact(store: Store, staff: string, key: FactKey): Result<void, 'not_found'> {
  return store.write((tx) => {
    const fact = findQuarantined(tx, key);
    if (fact === null) return fail('not_found');
    queueAgain(tx, key);
    store.facts.append(tx, {
      kind: 'fact.retried',
      memberId: null,
      happenedAtMs: store.nowMs(),
      payload: { staff, ...keyed(fact) },
    });
    return ok(undefined);
  });
}

/** Takes a fact out of the queue for good that central refuses. It stays in the log, and so does why. */
export function setFactAside(
  store: Store,
  staff: string,
  key: FactKey,
  because: StaffReason<'setFactAside'>,
): Result<void, 'not_found'> {
  return store.write((tx) => {
    const fact = findQuarantined(tx, key);
    if (fact === null) return fail('not_found');
    removeFromQueue(tx, key);
    store.facts.append(tx, {
      kind: 'fact.set_aside',
      memberId: null,
      happenedAtMs: store.nowMs(),
      payload: { staff, because, hash: fact.hash, ...keyed(fact) },
    });
    return ok(undefined);
  });
}
