import type { MemberId } from '../../base/ids.ts';

/** Something a member earned and keeps: a row of `achievements`. */
export interface Achievement {
  readonly id: string;
  readonly memberId: MemberId;
  /** Key of the rule that awarded it. */
  readonly achievementType: string;
  readonly description: string;
  readonly achievedAtMs: number;
  readonly relatedMetric: string | null;
  readonly relatedValue: number | null;
}
