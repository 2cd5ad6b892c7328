import { isPrivateMetric } from '../metrics/metric-registry.ts';
import type { MetricTile } from './dashboard.ts';

/**
 * A member's metrics with what changed for them first: what got better, then what moved at all, then what
 * stands still, then what says nothing yet. Among equals those that anybody near may read come first, and
 * else the order stays.
 */
export function whatChangedFirst(metrics: readonly MetricTile[]): readonly MetricTile[] {
  const rank = (metric: MetricTile): number => {
    const told = isPrivateMetric(metric.metric_type) ? 1 : 0;
    if (metric.is_improvement === true) return told;
    if (metric.direction === 'up' || metric.direction === 'down') return 2 + told;
    return (metric.direction === 'flat' ? 4 : 6) + told;
  };
  return metrics.toSorted((one, other) => rank(one) - rank(other));
}
