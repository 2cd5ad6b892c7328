import { isUsableTime } from '../metrics/usable-readings.ts';
import type { Visit } from '../visits/visit.ts';

/** The visits a calculation may use: each id once, none from the future, oldest first. */
export function usableVisits(visits: readonly Visit[], nowMs: number): readonly Visit[] {
  const usable = visits.filter(({ checkedInAtMs }) => isUsableTime(checkedInAtMs, nowMs));
  // Rows from the database come in order already, and strictly ascending rows hold no repeats.
  if (usable.every((visit, i) => i === 0 || compareVisits(usable[i - 1]!, visit) < 0)) return usable;
  return [...new Map(usable.map((visit) => [visit.id, visit])).values()].sort(compareVisits);
}

function compareVisits(left: Visit, right: Visit): number {
  return left.checkedInAtMs - right.checkedInAtMs || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}
