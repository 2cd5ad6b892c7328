import type { GoalId, MemberId } from '../../base/ids.ts';

export type GoalStatus = 'active' | 'achieved' | 'missed' | 'adjusted';

/** A target by a date: a row of `goals`. */
export interface Goal {
  readonly id: GoalId;
  readonly memberId: MemberId;
  readonly metricType: string;
  /** Value when the goal was set; progress is measured from here. */
  readonly startValue: number;
  readonly targetValue: number;
  readonly currentValue: number;
  /** ISO calendar dates in the gym's time zone. */
  readonly startDate: string;
  readonly targetDate: string;
  readonly status: GoalStatus;
  /** Whether the product may move a target that has become unreachable or trivial. */
  readonly autoAdjust: boolean;
}

/** Whether a goal is under way: neither reached nor over. */
export function isOpenGoal({ status }: Pick<Goal, 'status'>): boolean {
  return status === 'active' || status === 'adjusted';
}
