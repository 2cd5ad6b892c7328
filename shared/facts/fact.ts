import type { FactId, GymId, KioskId, MemberId } from '../base/ids.ts';

/**
 * Something a person or device did at a kiosk. Immutable once written. `(kioskId, epoch, seq)` is
 * its key; `hash` chains it to the fact before it in the same epoch.
 */
export interface Fact {
  readonly gymId: GymId;
  readonly kioskId: KioskId;
  /** Raised when a kiosk finds its log shorter than it remembers, so that no key is used twice. */
  readonly epoch: number;
  /** 1, 2, 3 … within an epoch, without gaps. */
  readonly seq: number;
  readonly id: FactId;
  readonly kind: string;
  readonly version: number;
  readonly memberId: MemberId | null;
  readonly happenedAtMs: number;
  /** IANA zone of the gym when it happened. */
  readonly zone: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Lower-case hex SHA-256 of the fact before; 64 zeros for the first of an epoch. */
  readonly prevHash: string;
  readonly hash: string;
}

export const GENESIS_HASH = '0'.repeat(64);
