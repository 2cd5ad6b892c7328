import type { MemberId } from '../../base/ids.ts';

/** Where a number came from: typed in, derived by the product, or read off a device. */
export type MetricSource = 'manual' | 'automated' | 'device';

/** One value of one metric: a row of `progress_metrics`. */
export interface MetricReading {
  readonly id: string;
  readonly memberId: MemberId;
  /** A key of the metric registry, for example `calories_burned`. */
  readonly metricType: string;
  /** In the registry's unit for that metric. */
  readonly value: number;
  readonly recordedAtMs: number;
  readonly source: MetricSource;
  /** Formula that derived it, for example `keytel-2005@1`; null for a direct reading. */
  readonly formula: string | null;
}
