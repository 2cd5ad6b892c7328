/** Nobody's future is surer than this, as far as the logs of seventy people can tell. */
export const LEAST_CHANCE = 0.02;

/** A chance that does not claim to know. */
export function boundedChance(chance: number): number {
  return Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, chance));
}
