import { localDays } from '../../base/local-days.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import { findingsFor } from '../community/community-findings.ts';
import type { CommunitySummary } from '../community/community-findings.ts';
import type { RecommendationModel } from '../recommendations/recommendation-model.ts';
import { recommendByTaste } from '../recommendations/recommend-classes.ts';
import { phraseOf } from '../wording/phrases.ts';
import { wordingFor } from '../wording/wording-for.ts';
import { classTile, upcomingTiles } from './class-tiles.ts';
import type { Dashboard } from './dashboard.ts';
import type { ReviewLocale, ReviewedMember } from './reviewed-member.ts';

/** What a dashboard shows of the gym as it is this very moment. */
export interface GymNow extends ReviewLocale {
  /** The gym's timetable from now on. */
  readonly upcomingClasses: readonly GymClass[];
  /** This member's. */
  readonly bookings: readonly Booking[];
  /** The gym's week as this member may see it. */
  readonly community?: CommunitySummary | null | undefined;
  /** Ids of classes and kinds of class the member said "not for me" to. */
  readonly notForMe?: readonly string[] | undefined;
  /** Learned from this gym by `learnRecommendations`; without it the product's own weights serve. */
  readonly recommendationModel?: RecommendationModel | undefined;
  readonly nowMs: number;
}

/**
 * Puts a dashboard together from what was found out about the member and what the gym is like now.
 * @throws RangeError for a zone that does not exist
 */
export function assembleDashboard(review: ReviewedMember, gym: GymNow): Dashboard {
  const { nowMs, bookings, upcomingClasses } = gym;
  const words = wordingFor(gym.language, gym.weightUnit);
  const bookingOf = new Map(bookings.map((booking) => [booking.classId as string, booking.status as string]));
  return {
    generated_at: new Date(nowMs).toISOString(),
    profile_summary: review.profile,
    upcoming_classes: upcomingTiles(upcomingClasses, bookingOf, nowMs),
    recommended_classes: recommendByTaste(review.taste, {
      upcoming: upcomingClasses,
      bookings,
      notForMe: new Set(gym.notForMe ?? []),
      model: gym.recommendationModel,
      nowMs,
      days: localDays(gym.zone),
    }).map(({ gymClass, reason }) => ({
      ...classTile(gymClass, bookingOf.get(gymClass.id) ?? null),
      reason: phraseOf(words.recommendation, reason),
    })),
    achievements: review.achievements,
    goals: review.goals,
    progress_metrics: review.metrics,
    community_highlights: (gym.community == null
      ? []
      : findingsFor(gym.community, review.profile.member_id)
    ).map((finding) => ({
      kind: finding.kind,
      text: phraseOf(words.community, finding),
      ...(finding.kind === 'challenge' ? { share: Math.min(1, finding.done / finding.target) } : {}),
    })),
    insights: review.insights,
  };
}
