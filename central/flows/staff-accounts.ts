import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { CentralStaffRole } from '../../shared/contract/central-rights.ts';
import { nameOrder } from '../../shared/domain/members/compare-names.ts';
import { isEmail, tidyEmail } from '../../shared/domain/members/email-address.ts';
import { auditEntry } from '../auth/audit.ts';
import type { StaffCaller } from '../auth/callers.ts';
import { flawOfPassword, type PasswordFlaw } from '../auth/password-rules.ts';
import type { PasswordVerifier } from '../auth/password-verifier.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { clearSignInAttempts } from '../store/tables/sign-in-attempts.ts';
import {
  endStaffSessions,
  insertStaff,
  lockOwners,
  resetOwner,
  selectAllStaff,
  selectStaff,
  updateStaff,
  type StaffRow,
} from '../store/tables/staff.ts';

/** More than any gym has. */
const MAX_STAFF_LISTED = 500;

/** An address as accounts have it: one address is one account, however it is written. */
export function staffEmail(text: string): string {
  return tidyEmail(text).toLowerCase();
}

/** What tries of a password are counted under. */
export function staffAccount(email: string): string {
  return `staff:${email}`;
}

export interface StaffAccountParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly passwordVerifier: PasswordVerifier;
}

export type WeakPassword = {
  readonly ok: false;
  readonly code: 'weak_password';
  readonly detail: PasswordFlaw;
};

/**
 * Makes the account of an owner, as the operator of the server asks. Where the address has one already, it
 * becomes an owner's with this password and no second factor, and its sessions end: so a lost phone or
 * password is mended, too.
 */
export async function createOwner(
  { gymId, email: given, password }: { gymId: string; email: string; password: string },
  { database, clock, newId, passwordVerifier }: StaffAccountParts,
): Promise<Result<{ staffId: string; isNew: boolean }, 'invalid_email'> | WeakPassword> {
  const email = staffEmail(given);
  if (!isEmail(email)) return fail('invalid_email');
  const flaw = flawOfPassword(password, email);
  if (flaw !== null) return { ok: false, code: 'weak_password', detail: flaw };
  const passwordHash = await passwordVerifier.derive(password);
  return database.transaction(async (sql) => {
    const row = { gym_id: gymId, staff_id: newId(), email, name: email.split('@')[0] ?? email };
    const [added] = await sql.query(
      insertStaff({ ...row, role: 'owner', password_hash: passwordHash, created_at: clock.nowMs() }),
    );
    if (added !== undefined) return ok({ staffId: added.staff_id, isNew: true });
    const [known] = await sql.query(resetOwner(gymId, email, passwordHash));
    const staffId = known?.staff_id ?? '';
    await sql.query(endStaffSessions(gymId, staffId, null));
    await sql.query(clearSignInAttempts(gymId, staffAccount(email), null));
    return ok({ staffId, isNew: false });
  });
}

/** All of a gym's staff, in the order in which people of its language sort names. */
export async function listStaff(gymId: string, database: CentralDatabase): Promise<StaffRow[]> {
  const [gym] = await database.query(selectGym(gymId));
  const order = nameOrder(gym?.language ?? 'en');
  const rows = await database.query(selectAllStaff(gymId, MAX_STAFF_LISTED));
  return rows.sort((left, right) => order(left.name, right.name));
}

/** Makes an account for a colleague, who signs in with the password they are told and then changes it. */
export async function addStaff(
  given: { email: string; name: string; role: CentralStaffRole; password: string },
  owner: StaffCaller,
  { database, clock, newId, passwordVerifier }: StaffAccountParts,
): Promise<Result<StaffRow, 'email_taken' | 'invalid_request'> | WeakPassword> {
  const email = staffEmail(given.email);
  if (!isEmail(email)) return fail('invalid_request', 'email: is no address');
  const flaw = flawOfPassword(given.password, email);
  if (flaw !== null) return { ok: false, code: 'weak_password', detail: flaw };
  const { gymId } = owner;
  const passwordHash = await passwordVerifier.derive(given.password);
  const nowMs = clock.nowMs();
  const staffId = newId();
  return database.transaction(async (sql) => {
    const { name, role } = given;
    const row = { gym_id: gymId, staff_id: staffId, email, name, role, password_hash: passwordHash };
    const [added] = await sql.query(insertStaff({ ...row, created_at: nowMs }));
    if (added === undefined) return fail('email_taken');
    await sql.query(auditEntry(owner, { action: 'staff.add', detail: `${role} ${email}` }, nowMs));
    return ok(await storedStaff(sql, gymId, staffId));
  });
}

export interface StaffChange {
  readonly name?: string | undefined;
  readonly role?: CentralStaffRole | undefined;
  readonly disabled?: boolean | undefined;
}

/** Changes a colleague's account; with another role, or once it is disabled, its sessions end at once. */
export async function changeStaff(
  staffId: string,
  { name, role, disabled }: StaffChange,
  owner: StaffCaller,
  { database, clock }: Pick<StaffAccountParts, 'database' | 'clock'>,
): Promise<Result<StaffRow, 'unknown_staff' | 'last_owner'>> {
  const { gymId } = owner;
  const nowMs = clock.nowMs();
  return database.transaction(async (sql) => {
    const owners = await sql.query(lockOwners(gymId));
    const [known] = await sql.query(selectStaff(gymId, staffId));
    if (known === undefined) return fail('unknown_staff');
    const isLast = owners.every((one) => one.staff_id === staffId) && owners.length > 0;
    if (isLast && ((role !== undefined && role !== 'owner') || disabled === true)) return fail('last_owner');
    const disabledAtMs = disabled === undefined ? null : disabled ? nowMs : 0;
    await sql.query(updateStaff(gymId, staffId, { name: name ?? null, role: role ?? null, disabledAtMs }));
    if (disabled === true || (role !== undefined && role !== known.role))
      await sql.query(endStaffSessions(gymId, staffId, null));
    const detail = `${known.email} ${JSON.stringify({ name, role, disabled })}`;
    await sql.query(auditEntry(owner, { action: 'staff.change', detail }, nowMs));
    return ok(await storedStaff(sql, gymId, staffId));
  });
}

async function storedStaff(sql: SqlRunner, gymId: string, staffId: string): Promise<StaffRow> {
  const [row] = await sql.query(selectStaff(gymId, staffId));
  if (row === undefined) throw new Error('an account that was just written is not there');
  return row;
}
