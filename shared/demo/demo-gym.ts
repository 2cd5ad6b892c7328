import type { GymId, MemberId } from '../base/ids.ts';
import type { Achievement } from '../domain/achievements/achievement.ts';
import type { ExcusedTime } from '../domain/attendance/excused-weeks.ts';
import type { Booking, GymClass } from '../domain/classes/gym-class.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { HeartRateSession, HeartRateTrace } from '../domain/heart-rate/heart-rate-session.ts';
import type { TraceSummary } from '../domain/heart-rate/summarise-trace.ts';
import type { Member } from '../domain/members/member.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import type { Visit } from '../domain/visits/visit.ts';

/** What to generate. The same request gives the same gym on every machine. */
export interface DemoGymRequest {
  readonly gymId: GymId;
  /** People who are or were members. Default 250. */
  readonly members?: number;
  /** Days of history before today. Default 540. */
  readonly days?: number;
  /** Unsigned 32-bit number. */
  readonly seed: number;
  /** The present, UTC epoch milliseconds: nothing but the timetable lies after it. */
  readonly nowMs: number;
  /** IANA zone of the gym. */
  readonly zone: string;
}

/** What a demo member identifies with. Made up, so it may be kept and shown in the clear. */
export interface DemoCredential {
  readonly memberId: MemberId;
  readonly pin: string;
  /** Ten decimal digits, as printed on a 125 kHz tag. */
  readonly cardCode: string;
  /** The five bytes the tag sends, upper-case hex; the last four are `cardCode`. */
  readonly cardTagHex: string;
}

/** A heart-rate strap that belongs to a member. */
export interface DemoStrap {
  readonly memberId: MemberId;
  /** 20-bit device number as decimal text. */
  readonly sensorId: string;
}

/** A finished session with its summary. */
export interface DemoHeartRateSession {
  readonly session: HeartRateSession;
  /** By the same functions as the product's own; `recoveryBpm` is known only where there is a trace. */
  readonly summary: TraceSummary;
  /** 1 Hz; null but for each member's latest sessions. */
  readonly trace: HeartRateTrace | null;
}

/** A member's answer to being shown in the community part; members who were never asked have none. */
export interface DemoConsent {
  readonly memberId: MemberId;
  readonly purpose: 'community';
  readonly granted: boolean;
  readonly decidedAtMs: number;
}

/** A time in which a member's membership is frozen. */
export interface DemoFreeze extends ExcusedTime {
  readonly memberId: MemberId;
}

/** A whole gym as plain rows. Lists with a time are in the order of that time. */
export interface DemoGym {
  readonly gymId: GymId;
  readonly members: readonly Member[];
  readonly credentials: readonly DemoCredential[];
  readonly straps: readonly DemoStrap[];
  readonly consents: readonly DemoConsent[];
  readonly classes: readonly GymClass[];
  readonly bookings: readonly Booking[];
  readonly visits: readonly Visit[];
  readonly readings: readonly MetricReading[];
  readonly heartRateSessions: readonly DemoHeartRateSession[];
  readonly goals: readonly Goal[];
  readonly achievements: readonly Achievement[];
  /** When the gym stayed shut, each day by itself. */
  readonly closures: readonly ExcusedTime[];
  readonly freezes: readonly DemoFreeze[];
  /**
   * Visits before this instant (today's local midnight) have their attendance metrics in `readings`;
   * the nightly job has nothing to do before it.
   */
  readonly attendanceProcessedUntilMs: number;
}

/** Why a gym was not generated. */
export type DemoGymRefusal =
  | 'members_out_of_range'
  | 'days_out_of_range'
  | 'gym_too_large'
  | 'seed_out_of_range'
  | 'now_out_of_range'
  | 'zone_unknown'
  | 'gym_id_empty';
