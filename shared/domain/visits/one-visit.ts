import { RE_ENTRY_GAP_MS } from '../check-in/check-in-rules.ts';

/** A time somebody was let in, at whichever door. */
export interface ArrivalTime {
  readonly id: string;
  readonly atMs: number;
}

/**
 * Which of a member's arrivals only repeat another: those within the re-entry gap of the visit before
 * them. One door refuses them itself; two doors that do not hear of each other both let the member in.
 * The same arrivals give the same visits, in whatever order they became known.
 * @param arrivals all of one member
 * @returns for each that repeats one the visit that it repeats; the others are visits
 */
export function repeatedArrivals(arrivals: readonly ArrivalTime[]): ReadonlyMap<string, string> {
  const repeats = new Map<string, string>();
  let visit: ArrivalTime | null = null;
  for (const arrival of arrivals.toSorted(inOrder)) {
    if (visit !== null && arrival.atMs - visit.atMs < RE_ENTRY_GAP_MS) repeats.set(arrival.id, visit.id);
    else visit = arrival;
  }
  return repeats;
}

function inOrder(left: ArrivalTime, right: ArrivalTime): number {
  return left.atMs - right.atMs || (left.id < right.id ? -1 : 1);
}
