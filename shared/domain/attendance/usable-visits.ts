import { isUsableTime } from '../metrics/usable-readings.ts';
import type { Visit } from '../visits/visit.ts';

/** The visits a calculation may use: each id once, none from the future, oldest first. */
export function usableVisits(visits: readonly Visit[], nowMs: number): readonly Visit[] {
  const byId = new Map<string, Visit>();
  for (const visit of visits) if (isUsableTime(visit.checkedInAtMs, nowMs)) byId.set(visit.id, visit);
  return [...byId.values()].sort(
    (left, right) => left.checkedInAtMs - right.checkedInAtMs || (left.id < right.id ? -1 : 1),
  );
}
