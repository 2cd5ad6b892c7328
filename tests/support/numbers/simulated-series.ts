import type { Point } from '../../../shared/domain/trends/theil-sen.ts';
import { seededRandom } from '../../unit/shared/domain/seeded-random.ts';

/** How a simulated member weighs in, and what moves the weight beside its trend. */
export interface SeriesKind {
  readonly name: string;
  /** Days on which there is a reading. */
  readonly weighIns: (uniform: () => number) => readonly number[];
  /** How much of a day's deviation is there the next day, 0 to 1. */
  readonly persistence?: number;
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
  { name: 'water kept for days', weighIns: everyDay, persistence: 0.5 },
  { name: 'water kept for a week', weighIns: everyDay, persistence: 0.8 },
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
  const { persistence = 0, bags = 0, step = 0.1, deviation = () => random.normal() } = kind;
  const days = kind.weighIns(uniform);
  const until = (days.at(-1) ?? 0) + daysAhead;
  const slope = 0.06 * uniform() - 0.03;
  const deviations = [deviation(random)];
  for (let day = 1; day <= until; day += 1) {
    const kept = persistence * (deviations[day - 1] ?? 0);
    deviations.push(kept + Math.sqrt(1 - persistence ** 2) * deviation(random));
  }
  const shown = (day: number): number =>
    Math.round((80 + slope * day + 0.6 * (deviations[day] ?? 0)) / step) * step;
  return {
    points: days.map((x) => ({ x, y: shown(x) + (uniform() < bags ? 5 + 5 * uniform() : 0) })),
    later: { x: until, y: shown(until) },
  };
}
