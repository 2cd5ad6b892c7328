import type { CentralStaffRole } from '../../../shared/contract/central-rights.ts';
import { statement, type Statement } from '../database.ts';

/** Somebody of a gym's staff. */
export interface StaffRow {
  gym_id: string;
  staff_id: string;
  email: string;
  name: string;
  role: CentralStaffRole;
  password_hash: string;
  /** Of the second factor, wrapped; null where it is not set up. */
  totp_secret: string | null;
  /** The one being set up. */
  totp_pending: string | null;
  created_at: number;
  disabled_at: number | null;
}

const COLUMNS =
  'gym_id, staff_id, email, name, role, password_hash, totp_secret, totp_pending, created_at, disabled_at';

/** Adds an account unless its address has one. */
export function insertStaff(
  row: Omit<StaffRow, 'totp_secret' | 'totp_pending' | 'disabled_at'>,
): Statement<{ staff_id: string }> {
  return statement(
    `insert into staff (gym_id, staff_id, email, name, role, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (gym_id, email) do nothing returning staff_id`,
    [row.gym_id, row.staff_id, row.email, row.name, row.role, row.password_hash, row.created_at],
  );
}

/** Gives an account that is there another password and the rights of an owner, without a second factor yet. */
export function resetOwner(
  gymId: string,
  email: string,
  passwordHash: string,
): Statement<{ staff_id: string }> {
  return statement(
    `update staff set role = 'owner', password_hash = $3, totp_secret = null, totp_pending = null, disabled_at = null
     where gym_id = $1 and email = $2 returning staff_id`,
    [gymId, email, passwordHash],
  );
}

export function selectStaffByEmail(gymId: string, email: string): Statement<StaffRow> {
  return statement(`select ${COLUMNS} from staff where gym_id = $1 and email = $2`, [gymId, email]);
}

export function selectStaff(gymId: string, staffId: string): Statement<StaffRow> {
  return statement(`select ${COLUMNS} from staff where gym_id = $1 and staff_id = $2`, [gymId, staffId]);
}

/** A gym's staff, at most `limit`; people sort names otherwise than a database does. */
export function selectAllStaff(gymId: string, limit: number): Statement<StaffRow> {
  return statement(`select ${COLUMNS} from staff where gym_id = $1 order by name, staff_id limit $2`, [
    gymId,
    limit,
  ]);
}

/** The gym's owners who can sign in, locked: two changes at once do not leave it without one. */
export function lockOwners(gymId: string): Statement<{ staff_id: string }> {
  return statement(
    `select staff_id from staff where gym_id = $1 and role = 'owner' and disabled_at is null
     order by staff_id for update`,
    [gymId],
  );
}

/** Changes what is not null. @param disabledAtMs 0 to let the account in again */
export function updateStaff(
  gymId: string,
  staffId: string,
  { name, role, disabledAtMs }: { name: string | null; role: string | null; disabledAtMs: number | null },
): Statement {
  return statement(
    `update staff set name = coalesce($3, name), role = coalesce($4, role),
            disabled_at = case when $5::bigint is null then disabled_at when $5 = 0 then null else $5 end
     where gym_id = $1 and staff_id = $2`,
    [gymId, staffId, name, role, disabledAtMs],
  );
}

export function updatePassword(gymId: string, staffId: string, passwordHash: string): Statement {
  return statement('update staff set password_hash = $3 where gym_id = $1 and staff_id = $2', [
    gymId,
    staffId,
    passwordHash,
  ]);
}

export function setPendingTotp(gymId: string, staffId: string, wrapped: string): Statement {
  return statement('update staff set totp_pending = $3 where gym_id = $1 and staff_id = $2', [
    gymId,
    staffId,
    wrapped,
  ]);
}

/** The second factor that was being set up counts from now on. */
export function confirmTotp(
  gymId: string,
  staffId: string,
  pending: string,
  step: number,
): Statement<{ staff_id: string }> {
  return statement(
    `update staff set totp_secret = totp_pending, totp_pending = null, totp_used_step = $4
     where gym_id = $1 and staff_id = $2 and totp_pending = $3 returning staff_id`,
    [gymId, staffId, pending, step],
  );
}

/** Uses the code of a time step; answers with a row where it was not used before, at whichever server. */
export function spendTotpStep(gymId: string, staffId: string, step: number): Statement<{ staff_id: string }> {
  return statement(
    `update staff set totp_used_step = $3 where gym_id = $1 and staff_id = $2 and totp_used_step < $3
     returning staff_id`,
    [gymId, staffId, step],
  );
}

export interface StaffSessionRow {
  staff_id: string;
  role: CentralStaffRole;
  name: string;
  has_second_factor: boolean;
  ends_at: number;
}

export function insertStaffSession(
  gymId: string,
  session: { sessionId: string; staffId: string; startedAtMs: number; endsAtMs: number },
): Statement {
  return statement(
    `insert into staff_sessions (gym_id, session_id, staff_id, started_at, ends_at) values ($1, $2, $3, $4, $5)`,
    [gymId, session.sessionId, session.staffId, session.startedAtMs, session.endsAtMs],
  );
}

/** A session that lasts, with who it is now; no row once it or the account has ended. */
export function selectStaffSession(
  gymId: string,
  sessionId: string,
  nowMs: number,
): Statement<StaffSessionRow> {
  return statement(
    `select s.staff_id, s.role, s.name, s.totp_secret is not null as has_second_factor, o.ends_at
     from staff_sessions o join staff s on s.gym_id = o.gym_id and s.staff_id = o.staff_id
     where o.gym_id = $1 and o.session_id = $2 and o.ends_at > $3 and s.disabled_at is null`,
    [gymId, sessionId, nowMs],
  );
}

/** Ends one session, or all of somebody but one. */
export function endStaffSession(gymId: string, sessionId: string): Statement {
  return statement('delete from staff_sessions where gym_id = $1 and session_id = $2', [gymId, sessionId]);
}

/** @param exceptId the session that goes on; null for none */
export function endStaffSessions(gymId: string, staffId: string, exceptId: string | null): Statement {
  return statement(
    `delete from staff_sessions where gym_id = $1 and staff_id = $2 and session_id is distinct from $3`,
    [gymId, staffId, exceptId],
  );
}

export function deleteEndedStaffSessions(nowMs: number): Statement {
  return statement('delete from staff_sessions where ends_at <= $1', [nowMs]);
}
