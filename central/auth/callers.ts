import type { GymId, KioskId, MemberId } from '../../shared/base/ids.ts';

/** Who a request comes from, once its token is verified. */
export type Caller =
  | { readonly role: 'member'; readonly gymId: GymId; readonly memberId: MemberId }
  | {
      readonly role: 'kiosk';
      readonly gymId: GymId;
      readonly kioskId: KioskId;
      /** Whether something about it is open that its staff should know. */
      readonly isAlarmed: boolean;
    };

export type KioskCaller = Extract<Caller, { role: 'kiosk' }>;
export type MemberCaller = Extract<Caller, { role: 'member' }>;
