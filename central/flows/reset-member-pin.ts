import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { flawOfPin, type PinFlaw } from '../../shared/domain/pins/new-pin.ts';
import { auditEntry } from '../auth/audit.ts';
import type { StaffCaller } from '../auth/callers.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { CentralDatabase } from '../store/database.ts';
import { clearSignInAttempts } from '../store/tables/sign-in-attempts.ts';
import { selectUser, updatePinVerifiers } from '../store/tables/users.ts';
import { memberAccount } from './sign-in-member.ts';

/** Gives a member another PIN, as the desk does, and forgets the wrong tries of before. */
export async function resetMemberPin(
  memberId: string,
  pin: string,
  staff: StaffCaller,
  parts: { readonly database: CentralDatabase; readonly clock: Clock; readonly pinVerifier: PinVerifier },
): Promise<
  Result<null, 'unknown_member'> | { readonly ok: false; readonly code: 'weak_pin'; readonly detail: PinFlaw }
> {
  const { gymId } = staff;
  const { database, clock, pinVerifier } = parts;
  const [member] = await database.query(selectUser(gymId, memberId));
  if (member === undefined) return fail('unknown_member');
  const flaw = flawOfPin(pin, member.member_number);
  if (flaw !== null) return { ok: false, code: 'weak_pin', detail: flaw };
  const verifier = await pinVerifier.derive(pin);
  await database.transaction(async (sql) => {
    await sql.query(updatePinVerifiers(gymId, [{ memberId, verifier }]));
    await sql.query(clearSignInAttempts(gymId, memberAccount(member.member_number), null));
    await sql.query(auditEntry(staff, { action: 'members.setPin', memberId }, clock.nowMs()));
  });
  return ok(null);
}
