import type { Point } from '../../../shared/domain/trends/theil-sen.ts';
import { WANDERING_BELIEFS } from '../../../shared/domain/trends/wandering-beliefs.ts';
import { PACE_DAYS } from '../../../shared/domain/trends/wandering-level.ts';
import type { Wandering } from '../../../shared/domain/trends/wandering-level.ts';
import { seededRandom } from '../../unit/shared/domain/seeded-random.ts';

/**
 * How a simulated member weighs in, and what moves the weight. Bodies wander as those of people do
 * (`wandering-beliefs.ts`): the level walks, a pace comes and fades, water stays for days. A straight line
 * for ever, which nobody keeps, is no member here.
 */
export interface SeriesKind {
  readonly name: string;
  /** Days on which there is a reading. */
  readonly weighIns: (uniform: () => number) => readonly number[];
  /** Share of readings with somebody's bag on the scale. */
  readonly bags?: number;
  /** One deviation, of variance about one. */
  readonly deviation?: (random: { uniform: () => number; normal: () => number }) => number;
  /** Step the scale shows, kilograms. */
  readonly step?: number;
}

const everyDay = (): readonly number[] => Array.from({ length: 28 }, (_, day) => day);
const halfTheDays = (uniform: () => number): readonly number[] => everyDay().filter(() => uniform() < 0.5);
const weekly = (uniform: () => number): readonly number[] =>
  Array.from({ length: 13 }, (_, week) => week * 7 + Math.floor(uniform() * 3));

export const SERIES_KINDS: readonly SeriesKind[] = [
  { name: 'daily', weighIns: everyDay },
  { name: 'every other day or so', weighIns: halfTheDays },
  { name: 'weekly', weighIns: weekly },
  { name: 'a bag on the scale at times', weighIns: everyDay, bags: 0.03 },
  { name: 'long tails (t with 4 degrees)', weighIns: everyDay, deviation: longTailed },
  {
    name: 'even between two ends',
    weighIns: everyDay,
    deviation: ({ uniform }) => Math.sqrt(12) * (uniform() - 0.5),
  },
  { name: 'skewed', weighIns: everyDay, deviation: ({ uniform }) => -Math.log(1 - uniform()) - 1 },
  { name: 'a scale of half-kilogram steps', weighIns: everyDay, step: 0.5 },
];

/** Student's t with four degrees of freedom, brought to variance one. */
function longTailed({ normal }: { normal: () => number }): number {
  const chiSquare = Array.from({ length: 4 }, () => normal() ** 2).reduce((sum, square) => sum + square, 0);
  return normal() / Math.sqrt(chiSquare / 4) / Math.SQRT2;
}

/**
 * One member's readings of some weeks, and a true later one.
 * @param member seeds the random numbers, together with `daysAhead`
 */
export function simulateSeries(
  kind: SeriesKind,
  member: number,
  daysAhead: number,
): { readonly points: readonly Point[]; readonly later: Point } {
  const random = seededRandom(1_000 * member + daysAhead);
  const { uniform } = random;
  const { bags = 0, step = 0.1, deviation = () => random.normal() } = kind;
  const days = kind.weighIns(uniform);
  const until = (days.at(-1) ?? 0) + daysAhead;
  const weights = wander(pickOf(uniform), until, random, deviation);
  const shown = (day: number): number => Math.round((weights[day] ?? 0) / step) * step;
  return {
    points: days.map((x) => ({ x, y: shown(x) + (uniform() < bags ? 5 + 5 * uniform() : 0) })),
    later: { x: until, y: shown(until) },
  };
}

/** What one day's weight is off by, kilograms. */
const DAY_SD = 0.6;

/** One way to wander, as often as people do. */
function pickOf(uniform: () => number): Wandering {
  let left = uniform();
  const { assumptions } = WANDERING_BELIEFS.often;
  const chosen = assumptions.find(({ belief }) => (left -= belief) < 0) ?? assumptions.at(-1);
  if (chosen === undefined) throw new Error('nothing is believed of bodies');
  return chosen;
}

/** A weight a day, from day 0 on. */
function wander(
  { walk, pace, lasting, lastingDays }: Wandering,
  until: number,
  random: { uniform: () => number; normal: () => number },
  deviation: (random: { uniform: () => number; normal: () => number }) => number,
): readonly number[] {
  const paceKept = Math.exp(-1 / PACE_DAYS);
  const stayKept = Math.exp(-1 / lastingDays);
  let level = 0;
  let drift = pace * random.normal();
  let stay = Math.sqrt(lasting) * random.normal();
  return Array.from({ length: until + 1 }, () => {
    const weight = 80 + DAY_SD * (level + stay + Math.sqrt(1 - lasting) * deviation(random));
    level += drift + Math.sqrt(walk) * random.normal();
    drift = paceKept * drift + pace * Math.sqrt(1 - paceKept ** 2) * random.normal();
    stay = stayKept * stay + Math.sqrt(lasting * (1 - stayKept ** 2)) * random.normal();
    return weight;
  });
}
