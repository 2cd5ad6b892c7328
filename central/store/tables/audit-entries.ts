import { statement, type Statement } from '../database.ts';

/** Who of the staff looked at or did what. */
export interface AuditEntryRow {
  entry_id: number;
  noted_at: number;
  staff_id: string;
  staff_name: string;
  role: string;
  /** The procedure of the contract, `dashboard.get`. */
  action: string;
  user_id: string | null;
  detail: string | null;
}

export function insertAuditEntry(gymId: string, entry: Omit<AuditEntryRow, 'entry_id'>): Statement {
  return statement(
    `insert into audit_entries (gym_id, noted_at, staff_id, staff_name, role, action, user_id, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      gymId,
      entry.noted_at,
      entry.staff_id,
      entry.staff_name,
      entry.role,
      entry.action,
      entry.user_id,
      entry.detail,
    ],
  );
}

/** Newest first. @param beforeId of the last entry of the page before; null for the first page */
export function selectAuditEntries(
  gymId: string,
  { memberId, beforeId, limit }: { memberId: string | null; beforeId: number | null; limit: number },
): Statement<AuditEntryRow> {
  return statement(
    `select entry_id, noted_at, staff_id, staff_name, role, action, user_id, detail from audit_entries
     where gym_id = $1 and ($2::text is null or user_id = $2) and ($3::bigint is null or entry_id < $3)
     order by entry_id desc limit $4`,
    [gymId, memberId, beforeId, limit],
  );
}
