import type { MemberId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { Weighing } from '../../../shared/domain/weigh-in/weighing.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import {
  countNight,
  dropCandidate,
  findUnclaimed,
  insertCandidates,
  listLyingFor,
  listUnclaimed,
  listUnclaimedOf,
  type UnclaimedReading,
} from '../store/tables/unclaimed-readings.ts';
import { findMember } from '../store/tables/users.ts';
import { fitsHistory, isSurprisingFor, recordWeighing, type RecordedWeighing } from './record-weighing.ts';

/** More than a gym leaves behind in a month; the oldest makes room, with its fact. */
export const MAX_UNCLAIMED = 200;
/** After so many nights nobody remembers who stood there. Nights, not days of a clock: that may jump by years. */
export const UNCLAIMED_KEPT_NIGHTS = 30;

/**
 * Keeps a weighing that nobody claimed, with its fact, inside the caller's transaction.
 * @param candidates who was at the screen around that time
 */
export function fileUnclaimed(
  tx: WritableDb,
  store: Store,
  weighing: Weighing,
  candidates: readonly MemberId[],
): void {
  if (findUnclaimed(tx, weighing.id) !== null) return;
  say(tx, store, weighing);
  insertCandidates(tx, weighing.id, candidates);
  makeRoom(tx, store);
}

/** The analyser has finished what the scale began. */
export function completeUnclaimed(tx: WritableDb, store: Store, weighing: Weighing): void {
  if (findUnclaimed(tx, weighing.id)?.fields === null) say(tx, store, weighing);
}

function say(tx: WritableDb, store: Store, { id, device, kg, sent, fields, atMs }: Weighing): void {
  store.facts.append(tx, {
    kind: 'reading.unclaimed',
    memberId: null,
    happenedAtMs: atMs,
    payload: { reading_id: id, device, kg, sent, fields },
  });
}

function makeRoom(tx: WritableDb, store: Store): void {
  const readings = listUnclaimed(tx);
  for (const [index, reading] of readings.entries()) {
    if (readings.length - index > MAX_UNCLAIMED) dismiss(tx, store, reading, { because: 'too_many' });
  }
}

/** Once a night: what has lain in the tray for too many of them is dismissed, with its fact. */
export function ageUnclaimed(store: Store): number {
  return store.write((tx) => {
    countNight(tx);
    const old = listLyingFor(tx, UNCLAIMED_KEPT_NIGHTS);
    for (const reading of old) dismiss(tx, store, reading, { because: 'too_old' });
    return old.length;
  });
}

function dismiss(
  tx: WritableDb,
  store: Store,
  { id }: UnclaimedReading,
  payload: { because: 'staff' | 'too_old' | 'too_many'; staff?: string },
): void {
  store.facts.append(tx, {
    kind: 'reading.dismissed',
    memberId: null,
    happenedAtMs: store.nowMs(),
    payload: { reading_id: id, ...payload },
  });
}

/**
 * Makes an unclaimed reading a member's, at its original time, with everything that follows.
 * @param assignment.staff who of the staff decided; left out where the member did
 * @returns `not_found` for a reading that is not in the tray (any more), or a member who is not there
 */
export function assignUnclaimedReading(
  store: Store,
  assignment: { readonly readingId: string; readonly memberId: MemberId; readonly staff?: string },
): Result<RecordedWeighing, 'not_found'> {
  return store.write((tx) => assignInside(tx, store, assignment));
}

/** The same, inside the caller's transaction. */
export function assignInside(
  tx: WritableDb,
  store: Store,
  { readingId, memberId, staff }: Parameters<typeof assignUnclaimedReading>[1],
): Result<RecordedWeighing, 'not_found'> {
  const reading = findUnclaimed(tx, readingId);
  if (reading === null || findMember(tx, memberId) === null) return fail('not_found');
  store.facts.append(tx, {
    kind: 'reading.assigned',
    memberId,
    happenedAtMs: store.nowMs(),
    payload: { reading_id: readingId, ...(staff === undefined ? {} : { staff }) },
  });
  return ok(recordWeighing(tx, store, memberId, reading));
}

/** A member says that a reading is not theirs: they are asked no more, staff may still be. */
export function declineUnclaimedReading(store: Store, readingId: string, memberId: MemberId): void {
  store.write((tx) => dropCandidate(tx, readingId, memberId));
}

/**
 * The reading of today a member should be asked about: one from a time they were at the screen, that fits
 * their own history. Without a history they are asked only where nobody else comes into question, so that
 * no member is shown another's weight.
 */
export function findOffer(store: Store, memberId: MemberId, nowMs: number): UnclaimedReading | null {
  const days = localDays(store.gym.zone);
  const today = days.startOfDayMs(days.dayOf(nowMs));
  return (
    listUnclaimedOf(store.db, memberId, today).find(
      (reading) =>
        fitsHistory(store, memberId, reading) ||
        (reading.candidates.length === 1 && !isSurprisingFor(store, memberId, reading)),
    ) ?? null
  );
}
