import type { ChartBand, ChartPoint } from '../../components/chart/metric-chart-options.ts';
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
    goalValue: history.related_goals[0]?.target_value ?? null,
  };
}
