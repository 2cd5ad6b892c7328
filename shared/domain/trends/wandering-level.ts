import type { Point } from './theil-sen.ts';

/**
 * How a value moves when nobody does anything about it: variances in units of one day's own (what a
 * single value is off by, lasting and passing parts together).
 */
export interface Wandering {
  /** Variance by which the level walks each day, and does not come back. */
  readonly walk: number;
  /** Usual size of a pace, deviations a day; a pace fades, as every diet does. */
  readonly pace: number;
  /** Share of a day's variance that lasts: water in a body, a hard week. */
  readonly lasting: number;
  /** Days in which what lasts fades to a third. */
  readonly lastingDays: number;
}

/** Days in which a pace fades to a third: people keep one for a season, not for a year. */
export const PACE_DAYS = 55;

/** A value's level, its pace and what lasts, as known after the last day. */
export interface WanderingLevel {
  /** Log-likelihood of the values, up to a constant that all assumptions share. */
  readonly logLikelihood: number;
  /** Degrees of freedom of the scale. */
  readonly degrees: number;
  /** Standard deviation of what passes with the day. */
  readonly noise: number;
  /** The level after the last value, without what passes or lasts. */
  readonly level: number;
  /** What the day's value at `x`, not before the last, is expected to be, and the squared error of that. */
  at(x: number): { readonly value: number; readonly variance: number };
}

/** A day this quiet is not believed: what people read to three digits is never surer, as a share of the value. */
const LEAST_SCALE = 0.002;

/** What is known at a day: expectations, and variances and covariances in units of one day's own variance. */
interface Known {
  level: number;
  pace: number;
  stay: number;
  ofLevel: number;
  levelPace: number;
  levelStay: number;
  ofPace: number;
  paceStay: number;
  ofStay: number;
}

/**
 * A local level with a fading pace and lasting deviations (structural model of Harvey 1989, Forecasting,
 * Structural Time Series Models, ch. 2 and 4; the damped pace after Gardner & McKenzie 1985, Management
 * Science 31:1237-1246, in continuous time): one pass of a Kalman filter, the first value setting the
 * level. The scale is the member's own, so that the forecast is Student's t.
 * @param points ascending by `x`, in days
 * @returns null for fewer than two, or when all are zero
 */
export function fitWanderingLevel(points: readonly Point[], wandering: Wandering): WanderingLevel | null {
  const first = points[0];
  if (first === undefined || points.length < 2) return null;
  const passing = 1 - wandering.lasting;
  const known = knownFrom(first.y, wandering);
  let logVariance = 0;
  let squares = 0;
  let lastX = first.x;
  for (let i = 1; i < points.length; i += 1) {
    const { x, y } = points[i]!;
    advance(known, wandering, x - lastX);
    lastX = x;
    const variance = varianceOf(known) + passing;
    const news = y - known.level - known.stay;
    logVariance += Math.log(variance);
    squares += (news * news) / variance;
    learn(known, news, variance);
  }
  // One look at a scale beforehand, so that five equal values are not taken for certainty.
  const degrees = points.length;
  const total = squares + (LEAST_SCALE * known.level) ** 2;
  if (!(total > 0)) return null;
  const scale = total / degrees;
  return {
    logLikelihood: -0.5 * (logVariance + degrees * Math.log(total)),
    degrees,
    noise: Math.sqrt(scale * passing),
    level: known.level,
    at(x) {
      const then = { ...known };
      advance(then, wandering, Math.max(0, x - lastX));
      return { value: then.level + then.stay, variance: scale * (varianceOf(then) + passing) };
    },
  };
}

/** After the first value: the level is that value, but for what passes and what lasts of it. */
function knownFrom(value: number, { pace, lasting }: Wandering): Known {
  return {
    level: value,
    pace: 0,
    stay: 0,
    ofLevel: 1,
    levelPace: 0,
    levelStay: -lasting,
    ofPace: pace * pace,
    paceStay: 0,
    ofStay: lasting,
  };
}

function varianceOf({ ofLevel, levelStay, ofStay }: Known): number {
  return ofLevel + 2 * levelStay + ofStay;
}

/** Lets days go by: the level is carried by its pace and walks, the pace and what lasts fade and are renewed. */
function advance(known: Known, { walk, pace, lasting, lastingDays }: Wandering, days: number): void {
  const paceKept = Math.exp(-days / PACE_DAYS);
  const stayKept = Math.exp(-days / lastingDays);
  const carried = PACE_DAYS * (1 - paceKept);
  const { ofPace, levelPace, paceStay } = known;
  known.level += carried * known.pace;
  known.pace *= paceKept;
  known.stay *= stayKept;
  // The way a renewed pace makes: Uhlenbeck & Ornstein 1930, Phys Rev 36:823-841.
  const renewed =
    pace * pace * PACE_DAYS * PACE_DAYS * ((2 * days) / PACE_DAYS - 3 + 4 * paceKept - paceKept ** 2);
  known.ofLevel += 2 * carried * levelPace + carried * carried * ofPace + walk * days + renewed;
  known.levelStay = stayKept * (known.levelStay + carried * paceStay);
  known.levelPace = paceKept * (levelPace + carried * ofPace) + pace * pace * carried * (1 - paceKept);
  known.ofPace = paceKept * paceKept * ofPace + pace * pace * (1 - paceKept * paceKept);
  known.paceStay = paceKept * stayKept * paceStay;
  known.ofStay = stayKept * stayKept * known.ofStay + lasting * (1 - stayKept * stayKept);
}

/** Takes in what was new in a day's value. */
function learn(known: Known, news: number, variance: number): void {
  const withLevel = known.ofLevel + known.levelStay;
  const withPace = known.levelPace + known.paceStay;
  const withStay = known.levelStay + known.ofStay;
  known.level += (withLevel / variance) * news;
  known.pace += (withPace / variance) * news;
  known.stay += (withStay / variance) * news;
  known.ofLevel -= (withLevel * withLevel) / variance;
  known.levelPace -= (withLevel * withPace) / variance;
  known.levelStay -= (withLevel * withStay) / variance;
  known.ofPace -= (withPace * withPace) / variance;
  known.paceStay -= (withPace * withStay) / variance;
  known.ofStay -= (withStay * withStay) / variance;
}
