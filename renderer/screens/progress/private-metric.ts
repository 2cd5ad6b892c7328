import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';

/**
 * Whether a metric's values stay hidden until asked for. One that this page does not know may be
 * anything, and stays hidden too.
 */
export function isPrivateMetric(metricType: string): boolean {
  return findMetric(metricType)?.isPrivate ?? true;
}
