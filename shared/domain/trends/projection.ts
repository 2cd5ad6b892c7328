import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import { studentCdf } from '../statistics/student-t.ts';
import { leastSquares } from './least-squares.ts';
import { withoutOutliers } from './outliers.ts';
import { fitPersistentLine } from './persistent-line.ts';
import type { Persistence, PersistentLine } from './persistent-line.ts';
import { theilSen } from './theil-sen.ts';
import type { Point, TheilSenLine } from './theil-sen.ts';

export const PROJECTION_METHOD = 'line-prediction-band@3';

/** Fewer points leave too few degrees of freedom for a band anyone could use. */
const LEAST_POINTS = 5;

/** A value to come, with the ranges that 80 and 95 of 100 such readings would fall into. */
export interface ProjectedValue {
  readonly x: number;
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

/** Looks ahead along a line. */
export interface Projection {
  at(x: number): ProjectedValue;
  /**
   * Chance that a reading taken at `x` has reached a target.
   * @param direction whether reaching means at least or at most the target
   */
  probabilityReached(x: number, target: number, direction: 'up' | 'down'): number;
}

/** Times that deviations may last, and in which a slope may turn, days. */
const MEMORIES_DAYS = [2, 4, 8, 16, 32, 100] as const;
const TURNS_DAYS = [15, 30, 60, 120] as const;
/** Shares of a deviation's variance that may last. */
const SHARES = [0.25, 0.5, 0.75, 0.98] as const;
/** What lasts longer than this share of the time looked back on cannot be told from a trend, nor can a slower turn. */
const LONGEST_MEMORY = 0.7;
const LONGEST_TURN = 0.4;
/** Chance before looking that deviations last. */
const FADING = { seldom: 0.17, often: 0.22 } as const;
/**
 * A line drawn through few readings takes part of a lasting deviation for trend, and so makes it look
 * shorter and smaller than it is (Kendall 1954, Biometrika 41:403-404). The belief before looking
 * leans the other way: in proportion to how long a deviation lasts, and to this power of its share.
 */
const SHARE_POWER = 3;
/** A slope is believed to start wandering once in so many days: hardly in a month, at times in a year. */
const STEADY_DAYS = 700;
/** An assumption believed this little changes no band. */
const LEAST_BELIEF = 0.01;

/**
 * Prediction band of a line through the readings that are no outliers. How long deviations from it
 * last is not known, so every assumption about that has its say in proportion to how well it explains
 * the readings (Bayesian model averaging: Hoeting et al. 1999, Stat Sci 14:382-417); the band is
 * Student's t on the noise, the line's own uncertainty and the disagreement of the assumptions.
 * How often later readings fall into it is measured in `tests/bench/coverage.bench.ts`.
 * @param points `x` in days
 * @param robust their Theil-Sen line, by which outliers are told
 * @param deviationsLast what is known of such readings before looking at these
 * @returns null with fewer than five usable readings or no spread in time
 */
export function projectLine(
  points: readonly Point[],
  robust: TheilSenLine | null = theilSen(points),
  deviationsLast: keyof typeof FADING = 'seldom',
): Projection | null {
  if (robust === null) return null;
  const used = withoutOutliers(points, robust).toSorted(
    (left, right) => left.x - right.x || left.y - right.y,
  );
  const line = leastSquares(used);
  if (line === null || used.length < LEAST_POINTS) return null;
  const beliefs = weigh(used, FADING[deviationsLast]);
  const degrees = used.length - 2;
  const expect = (x: number): readonly Expected[] => {
    // Readings exactly on a line leave nothing to weigh.
    if (beliefs.length === 0) return [{ value: line.intercept + line.slope * x, error: 0, belief: 1 }];
    return beliefs.map(({ line: believed, belief }) => {
      const { value, variance } = believed.at(x);
      return { value, error: Math.sqrt(variance), belief };
    });
  };
  return {
    at(x) {
      const expected = expect(x);
      return {
        x,
        value: expected.reduce((sum, { belief, value }) => sum + belief * value, 0),
        low80: quantileOf(expected, degrees, 0.1),
        high80: quantileOf(expected, degrees, 0.9),
        low95: quantileOf(expected, degrees, 0.025),
        high95: quantileOf(expected, degrees, 0.975),
      };
    },
    probabilityReached(x, target, direction) {
      return expect(x).reduce((sum, { value, error, belief }) => {
        const ahead = direction === 'up' ? value - target : target - value;
        if (error === 0) return sum + (ahead >= 0 ? belief : 0);
        return sum + belief * studentCdf(ahead / error, degrees);
      }, 0);
    },
  };
}

/** A reading to come, as one assumption has it. */
interface Expected {
  readonly value: number;
  readonly error: number;
  readonly belief: number;
}

/** Steps to a quantile at most; five are usual. */
const MAX_STEPS = 60;
/** Closeness asked for, as a share of the widest error. */
const ENOUGH = 1e-4;

/**
 * Value below which a reading lies with chance `p`, all assumptions heard: regula falsi in the Illinois
 * form (Dowell & Jarratt 1971, BIT 11:168-174), between the quantiles of the single assumptions.
 */
function quantileOf(expected: readonly Expected[], degrees: number, p: number): number {
  const t = fromNormal(normalQuantile(p), degrees);
  const ends = expected.map(({ value, error }) => value + t * error);
  let low = Math.min(...ends);
  let high = Math.max(...ends);
  const enough = ENOUGH * Math.max(...expected.map(({ error }) => error));
  if (high - low <= enough) return (low + high) / 2;
  let atLow = chanceBelow(expected, degrees, low) - p;
  let atHigh = chanceBelow(expected, degrees, high) - p;
  let lastSide = 0;
  for (let step = 0; step < MAX_STEPS && high - low > enough && atLow < atHigh; step += 1) {
    const next = (low * atHigh - high * atLow) / (atHigh - atLow);
    const excess = chanceBelow(expected, degrees, next) - p;
    if (Math.abs(excess) < ENOUGH * Math.min(p, 1 - p)) return next;
    // An end that stays for a second time counts half, so that it cannot hold the other one back.
    if (excess < 0) {
      low = next;
      atLow = excess;
      if (lastSide === -1) atHigh /= 2;
      lastSide = -1;
    } else {
      high = next;
      atHigh = excess;
      if (lastSide === 1) atLow /= 2;
      lastSide = 1;
    }
  }
  return (low + high) / 2;
}

function chanceBelow(expected: readonly Expected[], degrees: number, y: number): number {
  let chance = 0;
  for (const { value, error, belief } of expected) {
    chance += belief * normalCdf(toNormal((y - value) / error, degrees));
  }
  return chance;
}

/** The normal deviate as far out as a Student's t: Wallace 1959, Ann Math Stat 30:1124-1130, within 0.2 % of the chance. */
function toNormal(t: number, degrees: number): number {
  const shrink = (8 * degrees + 1) / (8 * degrees + 3);
  return Math.sign(t) * shrink * Math.sqrt(degrees * Math.log1p((t * t) / degrees));
}

function fromNormal(z: number, degrees: number): number {
  const stretched = (z * (8 * degrees + 3)) / (8 * degrees + 1);
  return Math.sign(z) * Math.sqrt(degrees * Math.expm1((stretched * stretched) / degrees));
}

/** The lines of all assumptions worth a word, with how much each is to be believed; beliefs sum to one. */
function weigh(
  used: readonly Point[],
  fadingBelief: number,
): readonly { readonly line: PersistentLine; readonly belief: number }[] {
  const lines = assumptionsFor(used, fadingBelief).flatMap((assumption) => {
    const line = fitPersistentLine(used, assumption);
    return line === null ? [] : [{ line, score: line.logLikelihood + Math.log(assumption.belief) }];
  });
  const best = lines.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const worth = lines
    .map(({ line, score }) => ({ line, belief: Math.exp(score - best) }))
    .filter(({ belief }) => belief > LEAST_BELIEF);
  const total = worth.reduce((sum, { belief }) => sum + belief, 0);
  return worth.map(({ line, belief }) => ({ line, belief: belief / total }));
}

/** What is believed before looking: more likely than not that nothing lasts, else what lasts long before what fades soon. */
function assumptionsFor(
  used: readonly Point[],
  fadingBelief: number,
): readonly (Persistence & { readonly belief: number })[] {
  const span = (used.at(-1)?.x ?? 0) - (used[0]?.x ?? 0);
  const memories = MEMORIES_DAYS.filter((days) => days <= LONGEST_MEMORY * span);
  const fading = memories.flatMap((memoryDays) =>
    SHARES.map((share) => ({ kind: 'fading', memoryDays, share }) as const),
  );
  const allFading = fading.reduce((sum, each) => sum + leaning(each), 0);
  const turning = TURNS_DAYS.filter((days) => days <= LONGEST_TURN * span).map(
    (memoryDays) => ({ kind: 'turning', memoryDays }) as const,
  );
  const turns = turning.length === 0 ? 0 : 1 - Math.exp(-span / STEADY_DAYS);
  const lasts = fading.length === 0 ? 0 : fadingBelief;
  return [
    { kind: 'fading', memoryDays: 1, share: 0, belief: (1 - turns) * (1 - lasts) },
    ...fading.map((persistence) => ({
      ...persistence,
      belief: ((1 - turns) * lasts * leaning(persistence)) / allFading,
    })),
    ...turning.map((persistence) => ({ ...persistence, belief: turns / turning.length })),
  ];
}

/** How much a lasting deviation is believed before looking, beside others that last. */
function leaning({ memoryDays, share }: { readonly memoryDays: number; readonly share: number }): number {
  return memoryDays * share ** SHARE_POWER;
}
