import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import type { ReadableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { hasVisit } from '../store/tables/visits.ts';

/** More than come in an hour. */
const MOST_REMEMBERED = 4_096;
/** A scan that waited longer says when it was by the wall clock alone. */
const SCAN_IS_PRESENT_MS = 10 * SECOND_MS;

interface Arrived {
  readonly visit: Visit;
  readonly atMonotonicMs: number;
}

/** Who came since this process began, by a clock that nobody sets. Dies with the store it belongs to. */
const arrivals = new WeakMap<Store, Map<MemberId, Arrived>>();

const isPresent = (store: Store, atMs: number): boolean =>
  Math.abs(store.nowMs() - atMs) <= SCAN_IS_PRESENT_MS;

/** Remembers a visit; one whose transaction fails after this is not there, and counts for nothing. */
export function rememberArrival(store: Store, visit: Visit): void {
  if (!isPresent(store, visit.checkedInAtMs)) return;
  const known = arrivals.get(store) ?? new Map<MemberId, Arrived>();
  arrivals.set(store, known);
  known.delete(visit.memberId);
  known.set(visit.memberId, { visit, atMonotonicMs: store.monotonicMs() });
  for (const oldest of known.keys()) {
    if (known.size <= MOST_REMEMBERED) break;
    known.delete(oldest);
  }
}

/**
 * The member's last visit here and how long ago it really was, however the wall clock was set meanwhile.
 * @param atMs when the card was held
 * @returns null where this process has seen none, or the card was held too long ago to tell
 */
export function lastArrival(
  db: ReadableDb,
  store: Store,
  memberId: MemberId,
  atMs: number,
): { readonly visit: Visit; readonly agoMs: number } | null {
  const known = arrivals.get(store)?.get(memberId);
  if (known === undefined || !isPresent(store, atMs)) return null;
  if (!hasVisit(db, memberId, known.visit.id)) return null;
  return { visit: known.visit, agoMs: store.monotonicMs() - known.atMonotonicMs };
}
