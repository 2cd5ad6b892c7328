/** 0 is below the first zone. */
export type ZoneNumber = 0 | 1 | 2 | 3 | 4 | 5;

export const ZONES = [0, 1, 2, 3, 4, 5] as const satisfies readonly ZoneNumber[];

/** The zone a number from core names; anything unknown counts as below zone 1. */
export function asZone(zone: number): ZoneNumber {
  return ZONES.find((one) => one === zone) ?? 0;
}
