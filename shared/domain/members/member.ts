import type { MemberId } from '../../base/ids.ts';

export type Sex = 'female' | 'male';

export type MembershipStatus = 'active' | 'frozen' | 'expired' | 'unpaid';

/** How a member may appear on a shared screen, from nothing to everything. */
export type BoardPrivacy = 'off' | 'alias' | 'alias_zone' | 'full';

/** One person who trains at the gym: a row of `users`. */
export interface Member {
  readonly id: MemberId;
  /** What is printed on the card and typed with the PIN, for example "1042". */
  readonly memberNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Name on shared screens; never derived from the real one. */
  readonly alias: string;
  readonly sex: Sex | null;
  /** ISO calendar date, or null when not told. */
  readonly birthDate: string | null;
  readonly heightCm: number | null;
  readonly membershipStatus: MembershipStatus;
  readonly joinedAtMs: number;
  /** Entered by the member or measured in a test; null when only a formula is left. */
  readonly maxHeartRateBpm: number | null;
  /** Proven by a session, which counts before the one above; absent or null where none has. */
  readonly measuredMaxHeartRateBpm: number | null;
  readonly restingHeartRateBpm: number | null;
  readonly boardPrivacy: BoardPrivacy;
}
