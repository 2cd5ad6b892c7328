import type { ChartBand, ChartPoint } from '../../components/chart/metric-chart-options.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import type { ProgressHistory } from '../../../shared/domain/progress/progress-history.ts';

export interface HistoryChartContent {
  readonly points: readonly ChartPoint[];
  readonly trend: readonly ChartPoint[];
  readonly projection: readonly ChartBand[];
  readonly goalValue: number | null;
}

const timed = (point: { readonly recorded_at: string; readonly value: number }): ChartPoint => ({
  atMs: Date.parse(point.recorded_at),
  value: point.value,
});

/** A goal further from the readings than this many times their own range would press them flat. */
const SIGHT = 1.5;

/** The value of the goal under way where it is near enough to be drawn with the readings, else null. */
function goalInSight(history: ProgressHistory): number | null {
  const target = history.related_goals.find(isOpenGoal)?.target_value;
  const values = history.history.map((point) => point.value);
  if (target === undefined || values.length === 0) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const reach = SIGHT * (high - low);
  return target >= low - reach && target <= high + reach ? target : null;
}

/** The drawable part of a history. A projection's day is drawn at its noon. */
export function historyChartContent(history: ProgressHistory): HistoryChartContent {
  return {
    points: history.history.map(timed),
    trend: history.trends.smoothed.map(timed),
    projection: history.projections.points.map((point) => ({
      atMs: Date.parse(`${point.date}T12:00:00Z`),
      value: point.value,
      low: point.low80,
      high: point.high80,
    })),
    goalValue: goalInSight(history),
  };
}
