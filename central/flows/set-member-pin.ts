import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { CentralDatabase } from '../store/database.ts';
import { clearPinAttempts } from '../store/tables/pin-attempts.ts';
import { selectUsersByNumber, updatePinVerifiers } from '../store/tables/users.ts';

const PIN = /^\d{4,12}$/;

/** Gives a member a PIN for the central API and forgets wrong ones tried before: what a front desk does. */
export async function setMemberPin(
  { gymId, memberNumber, pin }: { gymId: string; memberNumber: string; pin: string },
  { database, pinVerifier }: { database: CentralDatabase; pinVerifier: PinVerifier },
): Promise<Result<{ memberId: string }, 'pin_invalid' | 'unknown_member' | 'number_not_unique'>> {
  if (!PIN.test(pin)) return fail('pin_invalid');
  const [member, namesake] = await database.query(selectUsersByNumber(gymId, memberNumber));
  if (member === undefined) return fail('unknown_member');
  if (namesake !== undefined) return fail('number_not_unique');
  const verifier = await pinVerifier.derive(pin);
  await database.query(updatePinVerifiers(gymId, [{ memberId: member.member_id, verifier }]));
  await database.query(clearPinAttempts(gymId, memberNumber));
  return ok({ memberId: member.member_id });
}
