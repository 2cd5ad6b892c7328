import type { MetricReading } from './metric-reading.ts';

/** What a trend is drawn through: a value at a time. */
export type TimedValue = Pick<MetricReading, 'recordedAtMs' | 'value'>;
