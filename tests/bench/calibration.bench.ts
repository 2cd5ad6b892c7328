import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { learnAttendance, visitChances } from '../../shared/domain/attendance/visit-chances.ts';
import type { VisitChances } from '../../shared/domain/attendance/visit-chances.ts';
import { demoGym, DEMO_NOW_MS, DEMO_ZONE } from '../support/numbers/demo-gyms.ts';
import type { BenchOptions, BenchTable } from './report.ts';
import { brierScore } from '../support/domain/statistics.ts';

/** The model knows what lay before; what came after is asked about week by week. Days before the present. */
const SPLIT_DAYS = 120;
const LAPSE_DAYS = 28;
const WEEK_DAYS = 7;
/** Members away for longer have left: nobody asks whether they come this week. */
const GONE_DAYS = 100;

interface Forecast {
  readonly chance: number;
  readonly happened: boolean;
}

/**
 * Whether the chances of a visit within a week, and of staying away for four, mean what they say: learned
 * from the first part of each demo gym, tried on the rest.
 */
export async function calibration({ long }: BenchOptions): Promise<readonly BenchTable[]> {
  const seeds = long ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3];
  const forecasts = seeds.map((seed) => forecastsOf(seed));
  return await Promise.resolve([
    reliability(
      'Chance of a visit within seven days',
      seeds,
      forecasts.map(({ visits }) => visits),
    ),
    reliability(
      'Chance of no visit within four weeks',
      seeds,
      forecasts.map(({ lapses }) => lapses),
    ),
  ]);
}

function forecastsOf(seed: number): { readonly visits: Forecast[]; readonly lapses: Forecast[] } {
  const days = localDays(DEMO_ZONE);
  const splitMs = DEMO_NOW_MS - SPLIT_DAYS * DAY_MS;
  const timesOf = [...Map.groupBy(demoGym(seed).visits, ({ memberId }) => memberId).values()].map((visits) =>
    visits.map(({ checkedInAtMs }) => checkedInAtMs),
  );
  const model = learnAttendance(
    timesOf.map((times) => times.filter((time) => time < splitMs)),
    splitMs,
    days,
  );
  if (model === null) throw new Error('the demo gym is too small to learn from');
  const visits: Forecast[] = [];
  const lapses: Forecast[] = [];
  for (let later = 0; later + LAPSE_DAYS <= SPLIT_DAYS; later += WEEK_DAYS) {
    const today = days.dayOf(splitMs) + later;
    const atMs = days.startOfDayMs(today);
    for (const times of timesOf) {
      const past = times.filter((time) => time < atMs);
      const last = past.at(-1);
      if (last === undefined || atMs - last > GONE_DAYS * DAY_MS) continue;
      // Asked late on the evening before, when nothing of the days to come is known.
      const chances: VisitChances | null = visitChances(model, past, atMs - 1, days);
      if (chances === null) continue;
      const came = (ahead: number): boolean =>
        times.some((time) => time >= atMs && days.dayOf(time) < today + ahead);
      visits.push({ chance: chances.visitWithinWeek, happened: came(WEEK_DAYS) });
      lapses.push({ chance: chances.lapse, happened: !came(LAPSE_DAYS) });
    }
  }
  return { visits, lapses };
}

function reliability(
  title: string,
  seeds: readonly number[],
  bySeed: readonly (readonly Forecast[])[],
): BenchTable {
  const all = bySeed.flat();
  const tenths = Map.groupBy(all, ({ chance }) => Math.min(9, Math.floor(10 * chance)));
  const bins = Array.from({ length: 10 }, (_, tenth) => tenths.get(tenth) ?? []);
  const score = (name: string, forecasts: readonly Forecast[]) => {
    const base = meanOf(forecasts, ({ happened }) => (happened ? 1 : 0));
    const brier = brierScore(forecasts) ?? Number.NaN;
    const ofBase = brierScore(forecasts.map(({ happened }) => ({ chance: base, happened }))) ?? Number.NaN;
    return {
      name,
      values: {
        forecasts: forecasts.length,
        said: percent(meanOf(forecasts, ({ chance }) => chance)),
        happened: percent(base),
        Brier: brier.toFixed(4),
        'Brier of the base rate': ofBase.toFixed(4),
        skill: percent(1 - brier / ofBase),
      },
    };
  };
  return {
    title,
    note: `Calibration error, the gap of said and happened weighed over the tenths: ${percent(calibrationError(bins))}.`,
    rows: [
      ...bins.map((bin, tenth) => ({
        name: `said ${10 * tenth}-${10 * tenth + 10} %`,
        values: {
          forecasts: bin.length,
          said: percent(meanOf(bin, ({ chance }) => chance)),
          happened: percent(meanOf(bin, ({ happened }) => (happened ? 1 : 0))),
        },
      })),
      ...bySeed.map((forecasts, i) => score(`demo gym ${seeds[i]}`, forecasts)),
      score('all', all),
    ],
  };
}

function calibrationError(bins: readonly (readonly Forecast[])[]): number {
  const total = bins.reduce((sum, bin) => sum + bin.length, 0);
  return bins.reduce(
    (sum, bin) =>
      bin.length === 0
        ? sum
        : sum +
          (bin.length / total) * Math.abs(meanOf(bin, ({ chance, happened }) => chance - (happened ? 1 : 0))),
    0,
  );
}

function meanOf(forecasts: readonly Forecast[], of: (forecast: Forecast) => number): number {
  return forecasts.reduce((sum, forecast) => sum + of(forecast), 0) / forecasts.length;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '' : `${(100 * share).toFixed(1)} %`;
}
