import { DAY_MS } from '../../../shared/base/clock.ts';
import { buildDashboard } from '../../../shared/domain/dashboard/build-dashboard.ts';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { buildProgressHistory } from '../../../shared/domain/progress/build-progress-history.ts';
import type { ProgressHistory, TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import type { ReadableDb } from '../store/database.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { listAchievements } from '../store/tables/achievements.ts';
import { listAttendedClasses, listBookings, listClasses } from '../store/tables/classes.ts';
import { listGoals } from '../store/tables/goals.ts';
import { listMetric, listMetrics } from '../store/tables/progress-metrics.ts';
import { reviewMember } from './review-member.ts';
import { markDashboardAccess } from '../store/tables/users.ts';
import { listVisits } from '../store/tables/visits.ts';

/** How far ahead classes are offered. */
const TIMETABLE_AHEAD_MS = 14 * DAY_MS;
/** How far back a dashboard looks: a year's trends and the same month of last year. */
const DASHBOARD_LOOKS_BACK_MS = 400 * DAY_MS;
/** Visits are counted over the whole membership. */
const SINCE_EVER = 0;

/** The member's dashboard as it stands now. Reads only. */
export function readDashboard(db: ReadableDb, member: Member, nowMs: number, zone: string): Dashboard {
  return buildDashboard({
    member,
    visits: listVisits(db, member.id, SINCE_EVER),
    metrics: listMetrics(db, member.id, nowMs - DASHBOARD_LOOKS_BACK_MS),
    goals: listGoals(db, member.id),
    achievements: listAchievements(db, member.id),
    upcomingClasses: listClasses(db, nowMs, nowMs + TIMETABLE_AHEAD_MS),
    bookings: listBookings(db, member.id, nowMs),
    attendedClasses: listAttendedClasses(db, member.id, nowMs - DASHBOARD_LOOKS_BACK_MS),
    nowMs,
    zone,
  });
}

/**
 * A member opens the dashboard: goals and achievements are brought up to date, the access is noted
 * with its fact, and the dashboard is built from what is stored then.
 */
export function openDashboard(store: Store, member: Member, nowMs: number, zone: string): Dashboard {
  try {
    store.write((tx) => {
      reviewMember(tx, member, nowMs, zone);
      markDashboardAccess(tx, member.id, nowMs);
      store.facts.append(tx, {
        kind: 'dashboard.opened',
        memberId: member.id,
        happenedAtMs: nowMs,
        payload: {},
      });
    });
  } catch (error) {
    // A full disk takes no note; looking is still possible, and the screen says that nothing is saved.
    if (!(error instanceof StorageFailed)) throw error;
  }
  return readDashboard(store.db, member, nowMs, zone);
}

/** One metric of the member over a time range. Reads only. */
export function readProgress(
  db: ReadableDb,
  ask: { member: Member; metricType: string; range: TimeRange; nowMs: number; zone: string },
): ProgressHistory {
  const { member, metricType, range, nowMs, zone } = ask;
  return buildProgressHistory({
    metricType,
    readings: listMetric(db, member.id, metricType, SINCE_EVER),
    goals: listGoals(db, member.id),
    range,
    nowMs,
    zone,
  });
}
