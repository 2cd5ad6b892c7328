import type { MemberId } from '../../../shared/base/ids.ts';
import { assembleDashboard } from '../../../shared/domain/dashboard/assemble-dashboard.ts';
import { TIMETABLE_AHEAD_MS } from '../../../shared/domain/dashboard/dashboard-limits.ts';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import type { CommunitySummary } from '../../../shared/domain/community/community-findings.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { buildProgressHistory } from '../../../shared/domain/progress/build-progress-history.ts';
import type { ProgressHistory, TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import { reviewStamp } from '../../../shared/domain/progress/review-member.ts';
import type { RecommendationModel } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { ReadableDb } from '../store/database.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { listBookings, listClasses } from '../store/tables/classes.ts';
import { listGoals } from '../store/tables/goals.ts';
import { hasReview } from '../store/tables/member-reviews.ts';
import { listMetricWithTimes } from '../store/tables/progress-metrics.ts';
import { noteClassReminders } from '../notifications/note-notifications.ts';
import { readReview, trackProgress } from './track-progress.ts';

/** What the gym as a whole knows, for everybody's dashboard. */
export interface GymKnowledge {
  readonly recommendationModel: RecommendationModel | undefined;
  /** As this member may see it; null while nothing is known. */
  communityFor(memberId: MemberId): CommunitySummary | null;
}

export const NO_KNOWLEDGE: GymKnowledge = { recommendationModel: undefined, communityFor: () => null };

/** The member's dashboard as it stands now. Reads only: the member's review and the gym's next two weeks. */
export function readDashboard(
  store: Store,
  member: Member,
  nowMs: number,
  knowledge: GymKnowledge = NO_KNOWLEDGE,
): Dashboard {
  const { db, gym } = store;
  return assembleDashboard(readReview(store, member, nowMs), {
    ...gym,
    upcomingClasses: listClasses(db, nowMs, nowMs + TIMETABLE_AHEAD_MS),
    bookings: listBookings(db, member.id, nowMs),
    community: knowledge.communityFor(member.id),
    recommendationModel: knowledge.recommendationModel,
    nowMs,
  });
}

/**
 * A member opens the dashboard: where no review of today is kept the conclusions are drawn now,
 * booked classes are reminded of, and the access is noted with its fact.
 */
export function openDashboard(
  store: Store,
  member: Member,
  nowMs: number,
  knowledge: GymKnowledge = NO_KNOWLEDGE,
): Dashboard {
  try {
    store.write((tx) => {
      if (!hasReview(tx, member.id, reviewStamp(store.gym), nowMs))
        trackProgress(tx, store, member.id, nowMs);
      noteClassReminders(tx, store, member.id, nowMs);
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
  return readDashboard(store, member, nowMs, knowledge);
}

/** One metric of the member over a time range. Reads only. */
export function readProgress(
  db: ReadableDb,
  ask: { member: Member; metricType: string; range: TimeRange; nowMs: number; zone: string },
): ProgressHistory {
  const { member, metricType, range, nowMs, zone } = ask;
  return buildProgressHistory({
    metricType,
    readings: listMetricWithTimes(db, member.id, metricType),
    goals: listGoals(db, member.id),
    range,
    nowMs,
    zone,
  });
}
