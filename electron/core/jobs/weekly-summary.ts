import { dateOfDay } from '../../../shared/base/calendar-days.ts';
import { DAY_MS } from '../../../shared/base/clock.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { ok } from '../../../shared/base/result.ts';
import { excusedWeeks } from '../../../shared/domain/attendance/excused-weeks.ts';
import {
  SUMMED_METRICS,
  summariseWeek,
  type WeeklySummary,
} from '../../../shared/domain/progress/weekly-summary.ts';
import type { Store } from '../store/store.ts';
import { listAchievements } from '../store/tables/achievements.ts';
import { listExcusedTimes } from '../store/tables/excused-times.ts';
import { listNextMembers } from '../store/tables/member-reviews.ts';
import { listMetric } from '../store/tables/progress-metrics.ts';
import { listVisits } from '../store/tables/visits.ts';
import { findWeeklySummary, saveWeeklySummary } from '../store/tables/weekly-summaries.ts';
import type { JobRun, JobWork } from './kiosk-job.ts';

/** Who did not come for longer before the week began is not summed up: there is nothing to compare. */
const RECENT_MS = 60 * DAY_MS;
/** Members looked up at once. */
const MEMBERS_LISTED = 100;
/** Summaries in one transaction. */
const MEMBERS_PER_STEP = 4;
const SINCE_EVER = 0;

/**
 * Sums up, for everybody who comes, each week that ended before one of the times the job was due.
 */
export function* weeklySummaries(store: Store, run: JobRun): JobWork {
  const days = localDays(store.gym.zone);
  let summaries = 0;
  for (const [done, dueMs] of run.dueMs.entries()) {
    const week = days.weekOf(dueMs) - 7;
    // Begun anew after an interruption, what was done since it was due is done; asked for, all is redone.
    const freshSinceMs = run.trigger === 'staff' ? Number.POSITIVE_INFINITY : dueMs;
    for (const saved of summariseEverybody(store, { week, freshSinceMs, nowMs: run.nowMs })) {
      summaries += saved;
      yield done / run.dueMs.length;
    }
  }
  return ok({ weeks: run.dueMs.length, summaries });
}

function* summariseEverybody(
  store: Store,
  { week, freshSinceMs, nowMs }: { week: number; freshSinceMs: number; nowMs: number },
): Generator<number, void, unknown> {
  const fromMs = localDays(store.gym.zone).startOfDayMs(week) - RECENT_MS;
  const weekStart = dateOfDay(week);
  let last = '';
  for (;;) {
    const members = listNextMembers(store.db, fromMs, last, MEMBERS_LISTED);
    const due = members.filter(({ id, cameSince }) => {
      const kept = cameSince === 1 ? findWeeklySummary(store.db, id, weekStart) : null;
      return cameSince === 1 && (kept === null || kept.summarisedAtMs < freshSinceMs);
    });
    for (let from = 0; from < due.length; from += MEMBERS_PER_STEP) {
      yield saveSummaries(store, due.slice(from, from + MEMBERS_PER_STEP), week, nowMs);
    }
    const end = members.at(-1);
    if (end === undefined) return;
    last = end.id;
    yield 0;
  }
}

function saveSummaries(
  store: Store,
  members: readonly { readonly id: MemberId }[],
  week: number,
  nowMs: number,
): number {
  const summaries = members.flatMap(({ id }) => {
    const summary = readSummary(store, id, week, nowMs);
    // Nothing can be said of a week before somebody's first.
    return summary.verdict === 'none' && summary.usualVisits === null ? [] : [{ id, summary }];
  });
  if (summaries.length > 0)
    store.write((tx) => summaries.forEach(({ id, summary }) => saveWeeklySummary(tx, id, summary, nowMs)));
  return summaries.length;
}

function readSummary({ db, gym }: Store, memberId: MemberId, week: number, nowMs: number): WeeklySummary {
  const days = localDays(gym.zone);
  const fromMs = days.startOfDayMs(week);
  return summariseWeek({
    visits: listVisits(db, memberId, SINCE_EVER),
    readings: SUMMED_METRICS.flatMap((metricType) => listMetric(db, memberId, metricType, fromMs)),
    achievements: listAchievements(db, memberId),
    excusedWeeks: excusedWeeks(listExcusedTimes(db, memberId)),
    week,
    nowMs,
    days,
  });
}
