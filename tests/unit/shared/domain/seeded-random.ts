import { seededRandom as seededStream } from '../../../support/seeded-random.ts';

/** Random numbers that are the same in every run: mulberry32 by Tommy Ettinger, public domain. */
export function seededRandom(seed: number): { uniform: () => number; normal: () => number } {
  const uniform = seededStream(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
