import type { BookingStatus } from '../domain/classes/gym-class.ts';

/** Somebody's dealings with one class, as they would go if there were room. */
export interface BookingWish {
  readonly bookedAtMs: number;
  readonly outcome: 'come' | 'no_show' | 'cancel';
  /** Meaningful for `cancel` only. */
  readonly cancelledAtMs: number;
  /** When they walk in; meaningful for `come` only. */
  readonly arrivesAtMs: number;
}

/** A wish after the class had to say yes or no; null for one that lies after the time looked at. */
export type PlaceStatus = Extract<
  BookingStatus,
  'booked' | 'waitlisted' | 'cancelled' | 'attended' | 'no_show'
> | null;

/**
 * Gives out the places of one class in the order of booking; who cancels hands the place to the first
 * on the waiting list.
 * @param asOfMs the time up to which things have happened
 * @param judgedAtMs when a booked member who has not come counts as a no-show
 * @returns one status for each wish, and how many places are taken
 */
export function givePlaces(
  wishes: readonly BookingWish[],
  places: number,
  asOfMs: number,
  judgedAtMs: number,
): { readonly statuses: readonly PlaceStatus[]; readonly placesTaken: number } {
  const statuses: PlaceStatus[] = wishes.map(() => null);
  const waiting: number[] = [];
  let taken = 0;

  const events = wishes.flatMap(({ bookedAtMs, outcome, cancelledAtMs }, index) =>
    outcome === 'cancel'
      ? [
          { atMs: bookedAtMs, index, cancels: false },
          { atMs: cancelledAtMs, index, cancels: true },
        ]
      : [{ atMs: bookedAtMs, index, cancels: false }],
  );
  events.sort((left, right) => left.atMs - right.atMs || left.index - right.index);

  for (const { atMs, index, cancels } of events) {
    if (atMs > Math.min(asOfMs, judgedAtMs)) break;
    if (!cancels) {
      const hasRoom = taken < places;
      statuses[index] = hasRoom ? 'booked' : 'waitlisted';
      if (hasRoom) taken += 1;
      else waiting.push(index);
      continue;
    }
    const heldPlace = statuses[index] === 'booked';
    statuses[index] = 'cancelled';
    if (!heldPlace) continue;
    const next = waiting.find((candidate) => statuses[candidate] === 'waitlisted');
    if (next === undefined) taken -= 1;
    else statuses[next] = 'booked';
  }

  for (const [index, { outcome, arrivesAtMs }] of wishes.entries()) {
    if (statuses[index] !== 'booked') continue;
    if (outcome === 'come' && arrivesAtMs <= asOfMs) statuses[index] = 'attended';
    else if (asOfMs > judgedAtMs) statuses[index] = 'no_show';
  }
  return { statuses, placesTaken: taken };
}
