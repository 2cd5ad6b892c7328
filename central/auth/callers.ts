import type { GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import type { CentralStaffRole } from '../../shared/contract/central-rights.ts';

/** Who a request comes from, once its token is verified. */
export type Caller =
  | { readonly role: 'member'; readonly gymId: GymId; readonly memberId: MemberId }
  | {
      readonly role: 'kiosk';
      readonly gymId: GymId;
      readonly kioskId: KioskId;
      /** Whether something about it is open that its staff should know. */
      readonly isAlarmed: boolean;
    }
  | {
      readonly role: 'staff';
      readonly gymId: GymId;
      readonly staffId: string;
      readonly staffRole: CentralStaffRole;
      readonly name: string;
      readonly sessionId: string;
      readonly hasSecondFactor: boolean;
    };

export type KioskCaller = Extract<Caller, { role: 'kiosk' }>;
export type MemberCaller = Extract<Caller, { role: 'member' }>;
export type StaffCaller = Extract<Caller, { role: 'staff' }>;

/** A member of a gym, whoever asks about them. */
export type MemberRef = Pick<MemberCaller, 'gymId' | 'memberId'>;
