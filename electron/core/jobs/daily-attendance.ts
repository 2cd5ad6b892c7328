import { DAY_MS } from '../../../shared/base/clock.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { ok } from '../../../shared/base/result.ts';
import {
  attendanceWindow,
  classEndsAtMs,
  settledStatus,
} from '../../../shared/domain/classes/settle-booking.ts';
import type { GymClass } from '../../../shared/domain/classes/gym-class.ts';
import { reviewRecentMembers } from '../progress/review-members.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { listPastClasses, listPlaces, updateBookingStatus } from '../store/tables/classes.ts';
import { insertVisitEnd, listOpenVisits, type OpenVisit } from '../store/tables/visit-ends.ts';
import { findVisitBetween } from '../store/tables/visits.ts';
import type { JobRun, JobWork } from './kiosk-job.ts';

/** How far back days are settled: what is heard of late, or was missed while the machine was off. */
const SETTLES_BACK_MS = 28 * DAY_MS;
/** Forty classes a day for four weeks, with room. */
const MAX_CLASSES = 2_000;
/** Visits closed in one transaction: a few milliseconds. */
const VISITS_PER_STEP = 50;
/** Nobody trains longer: a session that went on past it was a strap left on. */
const LONGEST_VISIT_MS = DAY_MS / 2;

/**
 * Settles the days that are over: visits get their end, places in classes become attended or missed, and
 * conclusions that only time changes (a streak that breaks, a goal whose date passes) are drawn.
 */
export function* dailyAttendance(store: Store, { nowMs }: JobRun): JobWork {
  const visits = yield* closeVisits(store, nowMs);
  const { attended, noShows } = yield* settleClasses(store, nowMs);
  let members = 0;
  for (const few of reviewRecentMembers(store, nowMs)) {
    members += few;
    yield null;
  }
  return ok({ visits, attended, no_shows: noShows, members });
}

function* closeVisits(store: Store, nowMs: number): Generator<null, number, unknown> {
  const days = localDays(store.gym.zone);
  const untilMs = days.startOfDayMs(days.dayOf(nowMs));
  let closed = 0;
  for (;;) {
    const few = listOpenVisits(store.db, untilMs - SETTLES_BACK_MS, untilMs, VISITS_PER_STEP);
    if (few.length === 0) return closed;
    store.write((tx) => few.forEach((visit) => insertVisitEnd(tx, endOf(visit))));
    closed += few.length;
    yield null;
  }
}

/** A member left when their strap was last heard, or when their class was over, whichever was later. */
function endOf({ id: visitId, memberId, checkedInAtMs, classEndsAtMs, lastHeardAtMs }: OpenVisit) {
  const whose = { memberId, visitId };
  const within = (atMs: number | null): atMs is number =>
    atMs !== null && atMs >= checkedInAtMs && atMs <= checkedInAtMs + LONGEST_VISIT_MS;
  const heardMs = within(lastHeardAtMs) ? lastHeardAtMs : null;
  const classMs = within(classEndsAtMs) ? classEndsAtMs : null;
  if (heardMs === null && classMs === null) return { ...whose, endedAtMs: null, knownBy: 'nothing' } as const;
  return (heardMs ?? 0) >= (classMs ?? 0)
    ? ({ ...whose, endedAtMs: heardMs, knownBy: 'heart_rate' } as const)
    : ({ ...whose, endedAtMs: classMs, knownBy: 'class' } as const);
}

function* settleClasses(
  store: Store,
  nowMs: number,
): Generator<null, { attended: number; noShows: number }, unknown> {
  let attended = 0;
  let noShows = 0;
  for (const gymClass of listPastClasses(store.db, nowMs - SETTLES_BACK_MS, nowMs, MAX_CLASSES)) {
    if (classEndsAtMs(gymClass) > nowMs) continue;
    const changed = changedPlaces(store, gymClass);
    if (changed.length > 0) {
      store.write((tx: WritableDb) =>
        changed.forEach(({ id, status }) => updateBookingStatus(tx, id, status)),
      );
    }
    attended += changed.filter(({ status }) => status === 'attended').length;
    noShows += changed.filter(({ status }) => status === 'no_show').length;
    yield null;
  }
  return { attended, noShows };
}

function changedPlaces({ db }: Store, gymClass: GymClass) {
  const { fromMs, untilMs } = attendanceWindow(gymClass);
  return listPlaces(db, gymClass.id).flatMap(({ id, memberId, status }) => {
    const came = findVisitBetween(db, memberId, fromMs - 1, untilMs) !== null;
    const settled = settledStatus(status, came);
    return settled === status ? [] : [{ id, status: settled }];
  });
}
