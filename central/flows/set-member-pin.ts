import { fail, ok, type Result } from '../../shared/base/result.ts';
import { flawOfPin, type PinFlaw } from '../../shared/domain/pins/new-pin.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { CentralDatabase } from '../store/database.ts';
import { clearSignInAttempts } from '../store/tables/sign-in-attempts.ts';
import { memberAccount } from './sign-in-member.ts';
import { selectUserByNumber, updatePinVerifiers } from '../store/tables/users.ts';

export type SetPinOutcome =
  | Result<{ memberId: string }, 'unknown_member'>
  | { readonly ok: false; readonly code: 'weak_pin'; readonly flaw: PinFlaw };

/**
 * Gives a member a PIN for the central API and forgets wrong ones tried before: what a front desk does.
 * The same PINs are refused as at a kiosk.
 */
export async function setMemberPin(
  { gymId, memberNumber, pin }: { gymId: string; memberNumber: string; pin: string },
  { database, pinVerifier }: { database: CentralDatabase; pinVerifier: PinVerifier },
): Promise<SetPinOutcome> {
  const [member] = await database.query(selectUserByNumber(gymId, memberNumber));
  if (member === undefined) return fail('unknown_member');
  const flaw = flawOfPin(pin, memberNumber);
  if (flaw !== null) return { ok: false, code: 'weak_pin', flaw };
  const verifier = await pinVerifier.derive(pin);
  await database.query(updatePinVerifiers(gymId, [{ memberId: member.id, verifier }]));
  await database.query(clearSignInAttempts(gymId, memberAccount(memberNumber), null));
  return ok({ memberId: member.id });
}
