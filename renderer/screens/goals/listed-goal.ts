import type { OwnGoal } from '../../../shared/contract/goals-api.ts';
import type { GoalTile } from '../../../shared/domain/dashboard/dashboard.ts';

/** A goal as the form knows it, with how it stands. */
export interface ListedGoal {
  readonly goal: OwnGoal;
  readonly tile: GoalTile;
}
