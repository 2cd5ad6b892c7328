import { dateOfDay } from '../../../shared/base/calendar-days.ts';
import { DAY_MS } from '../../../shared/base/clock.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { ok } from '../../../shared/base/result.ts';
import { ageUnclaimed } from '../weigh-in/unclaimed-readings.ts';
import { findVisitingDay } from '../store/tables/visits.ts';
import { deleteOldCopies } from '../store/old-copies.ts';
import type { Store } from '../store/store.ts';
import { deleteBlocks, listSyncedSessions } from '../store/tables/heart-rate-sessions.ts';
import { deleteOldSummaries } from '../store/tables/weekly-summaries.ts';
import type { JobRun, JobWork } from './kiosk-job.ts';

/** A session's seconds are kept this long here; its summary for ever, and its facts with central. */
const SECONDS_KEPT_MS = 90 * DAY_MS;
/** Two years and a week: the same week of the year before can be compared. */
const SUMMARIES_KEPT_DAYS = 105 * 7;
/** Copies made before the schema changed: by then it has proven itself. */
const COPIES_KEPT_MS = 30 * DAY_MS;
/**
 * Nothing is let go of that is younger than so many days on which somebody came: a clock that stood years
 * ahead for a night makes nothing old.
 */
const PROVEN_DAYS = 30;
/** Sessions looked up at once. */
const SESSIONS_LISTED = 50;
/** Rows deleted in one transaction. */
const DELETED_PER_STEP = 200;

/**
 * Lets go of what has served: the seconds of old heart-rate sessions once central has every fact of
 * theirs, old weekly summaries, copies from before a change of the schema. Facts are never deleted.
 */
export function* retention(store: Store, dataDir: string, { nowMs: clockMs, trigger }: JobRun): JobWork {
  // What somebody asks for by day is no night.
  const unclaimed = trigger === 'staff' ? 0 : ageUnclaimed(store);
  yield null;
  const provenMs = findVisitingDay(store.db, PROVEN_DAYS);
  if (provenMs === null) return ok({ heart_rate_minutes: 0, summaries: 0, files: 0, unclaimed });
  /** No later than what came since bears out, whatever the clock says. */
  const nowMs = Math.min(clockMs, provenMs + SECONDS_KEPT_MS);
  let blocks = 0;
  for (;;) {
    const sessions = listSyncedSessions(store.db, nowMs - SECONDS_KEPT_MS, SESSIONS_LISTED);
    for (const session of sessions) {
      blocks += store.write((tx) => deleteBlocks(tx, session));
      yield null;
    }
    if (sessions.length === 0) break;
  }
  const days = localDays(store.gym.zone);
  const oldestWeek = dateOfDay(days.weekOf(nowMs) - SUMMARIES_KEPT_DAYS);
  let summaries = 0;
  for (;;) {
    const deleted = store.write((tx) => deleteOldSummaries(tx, oldestWeek, DELETED_PER_STEP));
    if (deleted === 0) break;
    summaries += deleted;
    yield null;
  }
  const files = deleteOldCopies(dataDir, nowMs - COPIES_KEPT_MS);
  return ok({ heart_rate_minutes: blocks, summaries, files, unclaimed });
}
