import type { MetricChartContent } from '../../components/chart/metric-chart-options.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import type { ProgressHistory } from '../../../shared/domain/progress/progress-history.ts';
import type { ChartPoint } from '../../components/chart/metric-chart-options.ts';

export type HistoryChartContent = Pick<
  MetricChartContent,
  'form' | 'per' | 'points' | 'trend' | 'projection' | 'goalValue'
>;

const timed = (point: { readonly recorded_at: string; readonly value: number }): ChartPoint => ({
  atMs: Date.parse(point.recorded_at),
  value: point.value,
});

/** A goal further from the readings than this many times their own range would press them flat. */
const SIGHT = 1.5;

/** The value of the goal under way where it is near enough to be drawn with the readings, else null. */
function goalInSight(history: ProgressHistory): number | null {
  // A goal of what adds up is a total of months: no bar of a week is measured by it.
  if (history.drawn.form === 'bars') return null;
  const target = history.related_goals.find(isOpenGoal)?.target_value;
  const values = history.drawn.values.map((point) => point.value);
  if (target === undefined || values.length === 0) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const reach = SIGHT * (high - low);
  return target >= low - reach && target <= high + reach ? target : null;
}

/**
 * The drawable part of a history: its values, and a line and a band only where the words beside it name a
 * direction. A projection's day is drawn at its noon.
 */
export function chartContent(history: ProgressHistory): HistoryChartContent {
  const { drawn, trends, projections } = history;
  const isClear = trends.direction !== 'unclear';
  const hasLine =
    isClear && drawn.per !== 'month' && (drawn.form === 'dots' || drawn.per === trends.values_of);
  return {
    form: drawn.form,
    per: drawn.per,
    points: drawn.values.map(timed),
    trend: hasLine ? trends.smoothed.map(timed) : [],
    projection:
      isClear && drawn.form === 'dots'
        ? projections.points.map((point) => ({
            atMs: Date.parse(`${point.date}T12:00:00Z`),
            value: point.value,
            low: point.low80,
            high: point.high80,
          }))
        : [],
    goalValue: goalInSight(history),
  };
}
