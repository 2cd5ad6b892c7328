import type { PeriodValue } from '../../../shared/domain/metrics/daily-values.ts';
import { LEAST_DAYS, LEAST_VALUES } from '../../../shared/domain/trends/direction.ts';
import { usablePoints } from '../../../shared/domain/trends/projection.ts';
import type { Point } from '../../../shared/domain/trends/theil-sen.ts';
import type { Assumption } from '../../../shared/domain/trends/wandering-beliefs.ts';
import { fitWanderingLevel } from '../../../shared/domain/trends/wandering-level.ts';
import type { PersonLog } from './people-logs.ts';

/** Days ahead by which forecasts are told apart. */
export const HORIZONS = [
  { name: '1-7 d', from: 1, to: 7 },
  { name: '8-14 d', from: 8, to: 14 },
  { name: '15-28 d', from: 15, to: 28 },
  { name: '29-91 d', from: 29, to: 91 },
  { name: '92-182 d', from: 92, to: 182 },
] as const;

/** Days looked back: a month and a year as on a progress page, a quarter as a goal. */
const LOOKED_BACK = [31, 91, 366] as const;
/** Present days spread over a log, and later days asked about for each of them and each horizon. */
const ORIGINS = 12;
const LATER_DAYS = 3;

/** What was known of a log on one of its days, and what came after. */
export interface Origin {
  readonly log: PersonLog;
  /** As a projection takes them; `x` counts from `firstDay`. */
  readonly used: readonly Point[];
  readonly firstDay: number;
  readonly today: number;
  readonly lookedBack: number;
  readonly known: readonly PeriodValue[];
  /** Later days by horizon. */
  readonly later: readonly (readonly PeriodValue[])[];
}

/** Presents spread over a log from its tenth day on, each with what a progress page would know. */
export function originsOf(log: PersonLog): readonly Origin[] {
  const first = log.evidence[0]?.day ?? 0;
  const last = log.evidence.at(-1)?.day ?? 0;
  return LOOKED_BACK.flatMap((back) =>
    Array.from({ length: ORIGINS }, (_, i) =>
      Math.round(first + LEAST_DAYS + ((last - first - LEAST_DAYS) * i) / ORIGINS),
    ).flatMap((today) => {
      const known = log.evidence.filter(({ day }) => day <= today && day >= today - back);
      const firstDay = known[0]?.day ?? today;
      const span = (known.at(-1)?.day ?? today) - firstDay + 1;
      if (known.length < LEAST_VALUES || span < LEAST_DAYS) return [];
      const used = usablePoints(known.map(({ day, value }) => ({ x: day - firstDay, y: value })));
      if (used === null) return [];
      const later = HORIZONS.map(({ from, to }) =>
        spread(log.evidence.filter(({ day }) => day - today >= from && day - today <= to)),
      );
      return [{ log, used, firstDay, today, lookedBack: back, known, later }];
    }),
  );
}

function spread(values: readonly PeriodValue[]): readonly PeriodValue[] {
  const step = Math.max(1, values.length / LATER_DAYS);
  return values.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, LATER_DAYS);
}

/** Log-likelihoods of an origin's days under each assumption. */
export interface Weighed {
  readonly person: string;
  readonly scores: readonly number[];
}

/** What each assumption says about what was known at each origin; no belief enters. */
export function weighOrigins(
  origins: readonly Origin[],
  assumptions: readonly Assumption[],
): readonly Weighed[] {
  return origins.map(({ log, used }) => ({
    person: log.person,
    scores: assumptions.map(
      (assumption) => fitWanderingLevel(used, assumption)?.logLikelihood ?? Number.NEGATIVE_INFINITY,
    ),
  }));
}

const ROUNDS = 40;
/** No way to wander is ruled out because nobody among the logs wandered so. */
const LEAST_SHARE = 0.02;

/**
 * Beliefs that explain the days known of people best, every person counting once: expectation
 * maximisation of a mixture (Dempster, Laird & Rubin 1977, J R Stat Soc B 39:1-38).
 */
export function learnBeliefs(weighed: readonly Weighed[], count: number): readonly number[] {
  let beliefs = Array.from({ length: count }, () => 1 / count);
  const people = [...Map.groupBy(weighed, ({ person }) => person).values()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = new Float64Array(count);
    for (const origins of people) {
      for (const { scores } of origins) {
        const best = Math.max(...scores);
        const shares = scores.map((score, i) => (beliefs[i] ?? 0) * Math.exp(score - best));
        const total = shares.reduce((sum, share) => sum + share, 0);
        if (!(total > 0)) continue;
        for (const [i, share] of shares.entries()) sums[i] = sums[i]! + share / total / origins.length;
      }
    }
    const total = sums.reduce((sum, share) => sum + share, 0);
    beliefs = Array.from(sums, (sum) => sum / total);
  }
  const whole = beliefs.reduce((sum, belief) => sum + Math.max(belief, LEAST_SHARE), 0);
  return beliefs.map((belief) => Math.max(belief, LEAST_SHARE) / whole);
}
