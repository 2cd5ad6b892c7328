import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDays } from '../../../shared/base/local-days.ts';
import type { PeriodValue } from '../../../shared/domain/metrics/daily-values.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import type { MetricDefinition } from '../../../shared/domain/metrics/metric-registry.ts';
import { trendReadings } from '../../../shared/domain/metrics/trend-readings.ts';
import { analyseTrend } from '../../../shared/domain/trends/analyse-trend.ts';

/** What one person logged of one metric, as the product takes it: a value a day, of counts a total a week. */
export interface PersonLog {
  readonly name: string;
  readonly person: string;
  readonly metric: MetricDefinition;
  readonly evidence: readonly PeriodValue[];
  /** Days with a reading, ascending, each once. */
  readonly readOn: readonly number[];
}

/**
 * Reads logs of people from a folder: `index.csv` with `file,metric,person` and whatever else a line says
 * about its source, and beside it files of `date,value` lines; a date without a time is noon, all UTC.
 */
export function readPeopleLogs(directory: string): readonly PersonLog[] {
  const days = localDays('UTC');
  return linesOf(join(directory, 'index.csv')).map((line) => {
    const [file = '', metricType = '', person = ''] = line.split(',');
    const metric = findMetric(metricType);
    if (metric === undefined) throw new Error(`${file}: ${metricType} is no metric of the product`);
    const readings = linesOf(join(directory, file))
      .map((row) => {
        const [date = '', value = ''] = row.split(',');
        const recordedAtMs = Date.parse(date.includes('T') ? `${date}Z` : `${date}T12:00Z`);
        return { recordedAtMs, value: Number(value) };
      })
      .filter(({ recordedAtMs, value }) => Number.isFinite(recordedAtMs) && Number.isFinite(value))
      .sort((left, right) => left.recordedAtMs - right.recordedAtMs);
    const untilMs = readings.at(-1)?.recordedAtMs ?? 0;
    const { evidence } = analyseTrend(metric, trendReadings(metric, readings, untilMs, days), days);
    const readOn = [...new Set(readings.map(({ recordedAtMs }) => days.dayOf(recordedAtMs)))];
    return { name: file.replace(/\.csv$/, ''), person, metric, evidence, readOn };
  });
}

/** The lines of a table, without its head. */
function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
