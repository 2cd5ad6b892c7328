import type { Statement } from '../store/database.ts';
import { insertAuditEntry } from '../store/tables/audit-entries.ts';
import type { StaffCaller } from './callers.ts';

/** What somebody of the staff looked at or did. */
export interface Audited {
  /** The procedure of the contract, such as `dashboard.get`. */
  readonly action: string;
  /** Whom it is about; left out for several, or for nobody. */
  readonly memberId?: string;
  readonly detail?: string | undefined;
}

/** No query or address is longer. */
const MAX_DETAIL_LENGTH = 200;

/** The entry that a look or an act leaves: an act's stands in its transaction, a look's before its answer. */
export function auditEntry(
  staff: StaffCaller,
  { action, memberId, detail }: Audited,
  nowMs: number,
): Statement {
  return insertAuditEntry(staff.gymId, {
    noted_at: nowMs,
    staff_id: staff.staffId,
    staff_name: staff.name,
    role: staff.staffRole,
    action,
    user_id: memberId ?? null,
    detail: detail?.slice(0, MAX_DETAIL_LENGTH) ?? null,
  });
}
