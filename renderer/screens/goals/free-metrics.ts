import type { GoalForm, GoalMetric } from '../../../shared/contract/goals-api.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';

/** What a goal can be set for now: there is something to start from, and none is under way. */
export function freeMetrics({ metrics, goals }: GoalForm): readonly GoalMetric[] {
  const taken = new Set(goals.filter(isOpenGoal).map(({ metric_type: metricType }) => metricType));
  return metrics.filter(({ metric_type: metricType, start }) => start !== null && !taken.has(metricType));
}
