import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { findMetric } from '../../shared/domain/metrics/metric-registry.ts';
import type { MetricDefinition } from '../../shared/domain/metrics/metric-registry.ts';
import type { TimedValue } from '../../shared/domain/metrics/timed-value.ts';
import { trendReadings } from '../../shared/domain/metrics/trend-readings.ts';
import { LEAST_DAYS } from '../../shared/domain/trends/direction.ts';
import { analyseTrend } from '../../shared/domain/trends/analyse-trend.ts';
import { projectLine } from '../../shared/domain/trends/projection.ts';
import { theilSen } from '../../shared/domain/trends/theil-sen.ts';
import { demoGym, DEMO_NOW_MS, DEMO_ZONE } from '../support/numbers/demo-gyms.ts';
import { SERIES_KINDS, simulateSeries } from '../support/numbers/simulated-series.ts';
import type { BenchTable } from './report.ts';

/** A gym's few weekly weigh-ins differ by points from gym to gym, so several are asked. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** What a progress page draws: days looked back and ahead. */
const WINDOWS = [
  { name: 'month', back: 31, ahead: 28 },
  { name: 'year', back: 366, ahead: 91 },
] as const;
/** Days before the present at which the past ends; what came after is held out. */
const SPLITS_DAYS = [91, 119, 147, 175, 203] as const;
const SERIES_PER_KIND = 4_000;
/** Fewer held-out readings say nothing about a share. */
const LEAST_READINGS = 100;

/** Readings held out, and how many of them fell into the bands. */
interface Tally {
  asked: number;
  in80: number;
  in95: number;
}

/**
 * How often later days fall into the 80 % and 95 % bands that were drawn before them: for simulated
 * members who wander as people do, and for the demo gym's, whose bodies move in ways no line knows.
 */
export async function coverage(): Promise<BenchTable> {
  const rows = [...simulatedRows(), ...demoRows()];
  return await Promise.resolve({
    title: 'Coverage of projection bands',
    note:
      'Share of held-out days inside the band. Aim for the simulated: 77-83 % and 92-98 %. The demo gym shows what ' +
      'a visitor sees; its bodies are steadier than people, who are what counts (npm run bench -- people).',
    rows: rows.map(({ name, tally }) => ({
      name,
      values: {
        readings: tally.asked,
        'in 80 %': percent(tally.in80 / tally.asked),
        'in 95 %': percent(tally.in95 / tally.asked),
      },
    })),
  });
}

interface Row {
  readonly name: string;
  readonly tally: Tally;
}

function simulatedRows(): readonly Row[] {
  return SERIES_KINDS.flatMap((kind) =>
    [7, 28].map((ahead) => {
      const tally = emptyTally();
      for (let member = 0; member < SERIES_PER_KIND; member += 1) {
        const { points, later } = simulateSeries(kind, member, ahead);
        const at = projectLine(points, theilSen(points), 'often')?.at(later.x);
        if (at !== undefined) count(tally, at, later.y);
      }
      return { name: `simulated, ${kind.name}, ${ahead} days ahead`, tally };
    }),
  );
}

function demoRows(): readonly Row[] {
  const tallies = new Map<string, Tally>();
  const days = localDays(DEMO_ZONE);
  for (const seed of SEEDS) {
    const { readings } = demoGym(seed);
    const series = Map.groupBy(readings, ({ memberId, metricType }) => `${memberId} ${metricType}`);
    for (const values of series.values()) {
      const metric = findMetric(values[0]?.metricType ?? '');
      if (metric === undefined) continue;
      for (const window of WINDOWS) {
        const name = `demo, ${window.name}, ${metric.title.toLowerCase()}`;
        const tally = tallies.get(name) ?? emptyTally();
        tallies.set(name, tally);
        for (const split of SPLITS_DAYS) {
          holdOut(tally, metric, values, { ...window, atMs: DEMO_NOW_MS - split * DAY_MS, days });
        }
      }
    }
  }
  return [...tallies]
    .map(([name, tally]) => ({ name, tally }))
    .filter(({ tally }) => tally.asked >= LEAST_READINGS);
}

interface Split {
  readonly atMs: number;
  readonly back: number;
  readonly ahead: number;
  readonly days: ReturnType<typeof localDays>;
}

/** Draws the bands from what lay before the split, as a progress page would, and looks what came after. */
function holdOut(tally: Tally, metric: MetricDefinition, values: readonly TimedValue[], split: Split): void {
  const { atMs, back, ahead, days } = split;
  const untilMs = atMs + ahead * DAY_MS;
  const known = values.filter(
    ({ recordedAtMs }) => recordedAtMs >= atMs - back * DAY_MS && recordedAtMs < atMs,
  );
  const trend = analyseTrend(metric, trendReadings(metric, known, atMs, days), days);
  const firstDay = trend.evidence[0]?.day;
  const projection =
    trend.calendarDays < LEAST_DAYS ? null : projectLine(trend.points, trend.line, metric.deviationsLast);
  if (projection === null || firstDay === undefined) return;
  const later = analyseTrend(
    metric,
    trendReadings(
      metric,
      values.filter(({ recordedAtMs }) => recordedAtMs < untilMs),
      untilMs,
      days,
    ).filter(({ recordedAtMs }) => recordedAtMs >= atMs),
    days,
  ).evidence;
  for (const { day, value } of later) count(tally, projection.at(day - firstDay), value);
}

function count(
  tally: Tally,
  band: { low80: number; high80: number; low95: number; high95: number },
  value: number,
): void {
  tally.asked += 1;
  if (value >= band.low80 && value <= band.high80) tally.in80 += 1;
  if (value >= band.low95 && value <= band.high95) tally.in95 += 1;
}

function emptyTally(): Tally {
  return { asked: 0, in80: 0, in95: 0 };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
