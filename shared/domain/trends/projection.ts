import type { MetricDefinition } from '../metrics/metric-registry.ts';
import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import { studentCdf } from '../statistics/student-t.ts';
import { withoutOutliers } from './outliers.ts';
import { chanceAmongPeople, chanceOfReaching } from './reach-chance.ts';
import { theilSen } from './theil-sen.ts';
import type { Point, TheilSenLine } from './theil-sen.ts';
import { WANDERING_BELIEFS } from './wandering-beliefs.ts';
import type { Assumption, WanderingBeliefs } from './wandering-beliefs.ts';
import { fitWanderingLevel } from './wandering-level.ts';
import type { WanderingLevel } from './wandering-level.ts';

export const PROJECTION_METHOD = 'wandering-level-band@1';

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
   * Chance that the day's value at `x` is at a target or beyond.
   * @param direction whether reaching means at least or at most the target
   */
  probabilityReached(x: number, target: number, direction: 'up' | 'down'): number;
  /**
   * Chance that some day's value up to `x` is at a target or beyond, as often true of people as it says
   * and never surer than they allow.
   */
  probabilityReachedBy(x: number, target: number, direction: 'up' | 'down'): number;
}

/** An assumption believed this little changes no band. */
const LEAST_BELIEF = 0.01;

/** Older days say nothing about the next ones that newer ones do not say better. */
const LOOKS_BACK_DAYS = 366;

/**
 * Prediction band of a member's days to come. How the value wanders is not known, so every assumption
 * about that has its say in proportion to how well it explains the member's days (Bayesian model
 * averaging: Hoeting et al. 1999, Stat Sci 14:382-417) and how often it was right about other people
 * (`wandering-beliefs.ts`); the band is Student's t on the noise, the wandering and their disagreement.
 * It is a band for the day's own value, not for an average. How often later days of people fall into it
 * is measured by leaving one person out at a time, in `tests/bench/people.bench.ts`: up to half a year
 * ahead, from five days over ten on.
 * @param points a value a day, `x` in days
 * @param robust their Theil-Sen line, by which outliers are told
 * @param deviationsLast what is known of such values before looking at these
 * @returns null with fewer than five usable days or no spread in time
 */
export function projectLine(
  points: readonly Point[],
  robust: TheilSenLine | null = theilSen(points),
  deviationsLast: MetricDefinition['deviationsLast'] = 'seldom',
): Projection | null {
  const used = usablePoints(points, robust);
  return used === null ? null : projectUnder(used, WANDERING_BELIEFS[deviationsLast]);
}

/**
 * The days a projection rests on: of the last year, without outliers, oldest first.
 * @returns null with fewer than five, or none apart
 */
export function usablePoints(
  points: readonly Point[],
  robust: TheilSenLine | null = theilSen(points),
): readonly Point[] | null {
  const lastX = points.reduce((last, { x }) => Math.max(last, x), Number.NEGATIVE_INFINITY);
  const recent = points.filter(({ x }) => x >= lastX - LOOKS_BACK_DAYS);
  const line = recent.length === points.length ? robust : theilSen(recent);
  if (line === null) return null;
  const used = withoutOutliers(recent, line).toSorted((left, right) => left.x - right.x || left.y - right.y);
  return used.length < LEAST_POINTS ? null : used;
}

/**
 * The same with beliefs of the caller's, for measuring what they are worth.
 * @param used as {@link usablePoints} gives them
 */
export function projectUnder(
  used: readonly Point[],
  { assumptions, mostDegrees, reaching }: WanderingBeliefs,
): Projection {
  const beliefs = weigh(used, assumptions);
  const degrees = Math.min(mostDegrees, beliefs[0]?.level.degrees ?? 1);
  const expect = (x: number): readonly Expected[] => {
    // Nothing but zeros leaves nothing to weigh.
    if (beliefs.length === 0) return [{ value: used.at(-1)?.y ?? 0, error: 0, belief: 1 }];
    return beliefs.map(({ level, belief }) => {
      const { value, variance } = level.at(x);
      return { value, error: Math.sqrt(variance), belief };
    });
  };
  return {
    at(x) {
      const expected = expect(x);
      // There is one zero to show: adding it takes the sign off the other.
      const bound = (p: number): number => quantileOf(expected, degrees, p) + 0;
      return {
        x,
        value: expected.reduce((sum, { belief, value }) => sum + belief * value, 0),
        low80: bound(0.1),
        high80: bound(0.9),
        low95: bound(0.025),
        high95: bound(0.975),
      };
    },
    probabilityReached(x, target, direction) {
      return expect(x).reduce((sum, { value, error, belief }) => {
        const ahead = direction === 'up' ? value - target : target - value;
        if (error === 0) return sum + (ahead >= 0 ? belief : 0);
        return sum + belief * studentCdf(ahead / error, degrees);
      }, 0);
    },
    probabilityReachedBy(x, target, direction) {
      const sought = { x, target, direction, daysBetween: meanGap(used), lastX: used.at(-1)?.x ?? x };
      const chance =
        beliefs.length === 0
          ? this.probabilityReached(x, target, direction)
          : beliefs.reduce(
              (sum, { level, belief }) => sum + belief * chanceOfReaching(level, sought, reaching.extremes),
              0,
            );
      return chanceAmongPeople(chance, reaching);
    },
  };
}

/** Days from one value to the next, as the member has it. */
function meanGap(used: readonly Point[]): number {
  const span = (used.at(-1)?.x ?? 0) - (used[0]?.x ?? 0);
  return Math.max(1, span / Math.max(1, used.length - 1));
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

/** What all assumptions worth a word say, with how much each is to be believed; beliefs sum to one. */
function weigh(
  used: readonly Point[],
  assumptions: readonly Assumption[],
): readonly { readonly level: WanderingLevel; readonly belief: number }[] {
  const levels = assumptions.flatMap((assumption) => {
    const level = fitWanderingLevel(used, assumption);
    return level === null ? [] : [{ level, score: level.logLikelihood + Math.log(assumption.belief) }];
  });
  const best = levels.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const worth = levels
    .map(({ level, score }) => ({ level, belief: Math.exp(score - best) }))
    .filter(({ belief }) => belief > LEAST_BELIEF);
  const total = worth.reduce((sum, { belief }) => sum + belief, 0);
  return worth.map(({ level, belief }) => ({ level, belief: belief / total }));
}
