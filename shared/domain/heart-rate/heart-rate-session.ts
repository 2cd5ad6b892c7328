import type { HeartRateSessionId, MemberId } from '../../base/ids.ts';

/** A stretch of time in which one strap was worn by one member. */
export interface HeartRateSession {
  readonly id: HeartRateSessionId;
  readonly memberId: MemberId;
  /** Device number of the strap, as text. */
  readonly sensor: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
}

/**
 * Heart rate once a second. `bpm[i]` belongs to `startedAtMs + i * 1000`; 0 means nothing was heard
 * in that second.
 */
export interface HeartRateTrace {
  readonly startedAtMs: number;
  readonly bpm: Uint8Array;
}
