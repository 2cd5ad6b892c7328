import { HOUR_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { CentralStaffRole } from '../../shared/contract/central-rights.ts';
import type { StaffCaller } from '../auth/callers.ts';
import { flawOfPassword } from '../auth/password-rules.ts';
import type { PasswordVerifier } from '../auth/password-verifier.ts';
import { newTotpSecret, stepOfCode, totpAddress } from '../auth/second-factor.ts';
import type { CountedAttempt, SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import { signStaffToken, STAFF_TOKEN_LIFE_MS } from '../auth/staff-tokens.ts';
import type { Vault } from '../auth/vault.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectGym } from '../store/tables/gyms.ts';
import {
  confirmTotp,
  deleteEndedStaffSessions,
  endStaffSession,
  endStaffSessions,
  insertStaffSession,
  selectStaff,
  selectStaffByEmail,
  setPendingTotp,
  spendTotpStep,
  updatePassword,
  type StaffRow,
} from '../store/tables/staff.ts';
import { staffAccount, staffEmail, type WeakPassword } from './staff-accounts.ts';

/** A working day; then somebody signs in again. */
const SESSION_LIFE_MS = 12 * HOUR_MS;

export interface StaffSignInParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly vault: Vault;
  readonly signingKeys: SigningKeys;
  readonly passwordVerifier: PasswordVerifier;
  readonly throttle: SignInThrottle;
}

export interface StaffSession {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly role: CentralStaffRole;
  readonly staffId: string;
}

type TooMany = { readonly ok: false; readonly code: 'too_many_requests'; readonly retryAfterMs: number };

const purposeOf = (gymId: string, staffId: string): string => `second factor of ${staffId} of ${gymId}`;

/**
 * Signs somebody of the staff in. An address that nobody has is treated like one that somebody has. Where a
 * second factor is set up, a right password alone answers `code_needed`.
 */
export async function signInStaff(
  given: { gymId: string; email: string; password: string; code?: string | undefined; address: string },
  parts: StaffSignInParts,
): Promise<Result<StaffSession, 'sign_in_failed' | 'code_needed'> | TooMany> {
  const { database, clock, newId, passwordVerifier, throttle } = parts;
  const { gymId, address } = given;
  const email = staffEmail(given.email);
  const attempt = await throttle.begin({ gymId, account: staffAccount(email), address });
  if (!attempt.ok) return attempt;
  const [found] = await database.query(selectStaffByEmail(gymId, email));
  const account = found?.disabled_at === null ? found : undefined;
  const fits = await passwordVerifier.verify(given.password, account?.password_hash ?? null);
  if (!fits || account === undefined) return refuse(attempt.value);
  if (account.totp_secret !== null) {
    if (given.code === undefined) {
      await attempt.value.takeBack();
      return fail('code_needed');
    }
    if (!(await spendCode(account, given.code, parts))) return refuse(attempt.value);
  }
  await attempt.value.succeed();
  const nowMs = clock.nowMs();
  const session = { sessionId: newId(), staffId: account.staff_id };
  await database.query(deleteEndedStaffSessions(nowMs));
  await database.query(
    insertStaffSession(gymId, { ...session, startedAtMs: nowMs, endsAtMs: nowMs + SESSION_LIFE_MS }),
  );
  return ok(await issueToken({ gymId, ...session, role: account.role }, parts));
}

async function refuse(attempt: CountedAttempt): Promise<Result<never, 'sign_in_failed'>> {
  await attempt.fail();
  return fail('sign_in_failed');
}

/** Whether it is the code of about now, and the first time that it is used. */
async function spendCode(
  { gym_id: gymId, staff_id: staffId, totp_secret: wrapped }: StaffRow,
  code: string,
  { database, clock, vault }: StaffSignInParts,
): Promise<boolean> {
  if (wrapped === null) return false;
  const step = stepOfCode(await vault.unwrap(wrapped, purposeOf(gymId, staffId)), code, clock.nowMs());
  return step !== null && (await database.query(spendTotpStep(gymId, staffId, step))).length > 0;
}

async function issueToken(
  {
    gymId,
    sessionId,
    staffId,
    role,
  }: { gymId: string; sessionId: string; staffId: string; role: CentralStaffRole },
  parts: Pick<StaffSignInParts, 'signingKeys' | 'clock'>,
): Promise<StaffSession> {
  const accessToken = await signStaffToken({ gymId, sessionId, staffId }, parts);
  return { accessToken, expiresInS: STAFF_TOKEN_LIFE_MS / SECOND_MS, role, staffId };
}

/** A new token for a session that lasts. */
export function renewStaffToken(
  { gymId, sessionId, staffId, staffRole }: StaffCaller,
  parts: Pick<StaffSignInParts, 'signingKeys' | 'clock'>,
): Promise<StaffSession> {
  return issueToken({ gymId, sessionId, staffId, role: staffRole }, parts);
}

/** Ends a session: none of its tokens lets anybody in any more. */
export async function signOutStaff(
  { gymId, sessionId }: StaffCaller,
  database: CentralDatabase,
): Promise<void> {
  await database.query(endStaffSession(gymId, sessionId));
}

/** Whether it is really them: a token that was left lying about is not enough to change how one signs in. */
async function provePassword(
  { gymId, staffId }: StaffCaller,
  { password, address }: { password: string; address: string },
  { database, passwordVerifier, throttle }: StaffSignInParts,
): Promise<Result<StaffRow, 'sign_in_failed'> | TooMany> {
  const [account] = await database.query(selectStaff(gymId, staffId));
  if (account === undefined) return fail('sign_in_failed');
  const attempt = await throttle.begin({ gymId, account: staffAccount(account.email), address });
  if (!attempt.ok) return attempt;
  if (!(await passwordVerifier.verify(password, account.password_hash))) return refuse(attempt.value);
  await attempt.value.takeBack();
  return ok(account);
}

/** Changes one's own password; every other session of the account ends. */
export async function changePassword(
  staff: StaffCaller,
  given: { password: string; newPassword: string; address: string },
  parts: StaffSignInParts,
): Promise<Result<null, 'sign_in_failed'> | TooMany | WeakPassword> {
  const proven = await provePassword(staff, given, parts);
  if (!proven.ok) return proven;
  const flaw = flawOfPassword(given.newPassword, proven.value.email);
  if (flaw !== null) return { ok: false, code: 'weak_password', detail: flaw };
  const passwordHash = await parts.passwordVerifier.derive(given.newPassword);
  const { gymId, staffId, sessionId } = staff;
  await parts.database.transaction(async (sql) => {
    await sql.query(updatePassword(gymId, staffId, passwordHash));
    await sql.query(endStaffSessions(gymId, staffId, sessionId));
  });
  return ok(null);
}

/** Begins to set up a second factor; it counts once a code of it was given. */
export async function beginSecondFactor(
  staff: StaffCaller,
  given: { password: string; address: string },
  parts: StaffSignInParts,
): Promise<Result<{ secret: string; otpauthUrl: string }, 'sign_in_failed'> | TooMany> {
  const proven = await provePassword(staff, given, parts);
  if (!proven.ok) return proven;
  const { gymId, staffId } = staff;
  const secret = newTotpSecret();
  const wrapped = await parts.vault.wrap(secret, purposeOf(gymId, staffId));
  await parts.database.query(setPendingTotp(gymId, staffId, wrapped));
  const [gym] = await parts.database.query(selectGym(gymId));
  return ok({ secret, otpauthUrl: totpAddress(secret, proven.value.email, gym?.name ?? gymId) });
}

/** The second factor counts from now on, for this session and every other. */
export async function confirmSecondFactor(
  { gymId, staffId }: StaffCaller,
  code: string,
  { database, clock, vault }: StaffSignInParts,
): Promise<Result<null, 'code_wrong'>> {
  const [account] = await database.query(selectStaff(gymId, staffId));
  const pending = account?.totp_pending ?? null;
  if (pending === null) return fail('code_wrong');
  const step = stepOfCode(await vault.unwrap(pending, purposeOf(gymId, staffId)), code, clock.nowMs());
  if (step === null) return fail('code_wrong');
  const [confirmed] = await database.query(confirmTotp(gymId, staffId, pending, step));
  return confirmed === undefined ? fail('code_wrong') : ok(null);
}
