import { boundedChance } from '../statistics/bounded-chance.ts';
import { normalCdf } from '../statistics/normal.ts';
import type { WanderingLevel } from './wandering-level.ts';

/** How chances of reaching a target came true for people; measured in `tests/bench/people.bench.ts`. */
export interface Reaching {
  /** How much of the farthest deviations expected among the days to come helps to reach a target. */
  readonly extremes: number;
  /** What turns the log-odds of the model into those seen (Platt 1999): people are less predictable. */
  readonly intercept: number;
  readonly slope: number;
}

interface Sought {
  readonly x: number;
  readonly target: number;
  readonly direction: 'up' | 'down';
  /** Days from one value to the next, and the day of the last one. */
  readonly daysBetween: number;
  readonly lastX: number;
}

/**
 * Chance that a level, walking with its pace, passes a target by a day (first passage of a Brownian
 * motion with drift: Bachelier 1900, Lévy 1948; Borodin & Salminen 2002, formula 2.1.1.4), where a good
 * day counts: the deviation to be expected as the farthest of so many days brings the target nearer.
 */
export function chanceOfReaching(level: WanderingLevel, sought: Sought, extremes: number): number {
  const { x, target, direction, daysBetween, lastX } = sought;
  const sign = direction === 'up' ? 1 : -1;
  const { value, variance } = level.at(x);
  const values = Math.max(1, (x - lastX) / daysBetween);
  const farthest = level.noise * Math.sqrt(2 * Math.log(1 + values));
  const missing = sign * (target - level.level) - extremes * farthest;
  if (missing <= 0) return 1;
  // Of the normal as wide as the t: only with it both ways of passing are chances of one motion.
  const heavier = level.degrees / Math.max(1, level.degrees - 2);
  const spread = Math.sqrt(Math.max(0, variance - level.noise ** 2) * heavier);
  const gain = sign * (value - level.level);
  if (spread === 0) return gain >= missing ? 1 : 0;
  const arrived = normalCdf((gain - missing) / spread);
  const passedAndBack =
    Math.exp(Math.min(MOST_EXPONENT, (2 * gain * missing) / spread ** 2)) *
    normalCdf((-missing - gain) / spread);
  return Math.min(1, arrived + passedAndBack);
}

/** Beyond it the other factor is nought, and nought times infinity is nothing a member should see. */
const MOST_EXPONENT = 500;

/** A chance as it came true for people, and never surer than they allow. */
export function chanceAmongPeople(chance: number, { intercept, slope }: Reaching): number {
  return boundedChance(1 / (1 + Math.exp(-intercept - slope * logOdds(chance))));
}

/** Chances surer than this are the model's certainty about itself, and count as this sure. */
const SUREST = 0.005;

/** Log-odds of a chance, within what a model may be sure of. */
export function logOdds(chance: number): number {
  const kept = Math.min(1 - SUREST, Math.max(SUREST, chance));
  return Math.log(kept / (1 - kept));
}
