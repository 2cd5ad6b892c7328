import type { Taste } from '../recommendations/taste.ts';
import type { Language } from '../wording/languages.ts';
import type { AchievementTile, GoalTile, InsightTile, MetricTile, ProfileSummary } from './dashboard.ts';

/**
 * Everything on a member's dashboard that only changes when a fact about the member arrives or the
 * gym's day turns. Plain values: it is kept with the member and read instead of their history.
 */
export interface ReviewedMember {
  /** What it was made with; another stamp means that it has to be made anew. */
  readonly stamp: string;
  /** From when on it holds, and until when: the gym's day, or less where a row is from the future. UTC ms. */
  readonly goodFromMs: number;
  readonly goodUntilMs: number;
  readonly profile: ProfileSummary;
  readonly achievements: readonly AchievementTile[];
  readonly goals: readonly GoalTile[];
  readonly metrics: readonly MetricTile[];
  readonly insights: readonly InsightTile[];
  readonly taste: Taste;
}

/** Who reads a document, and where. */
export interface ReviewLocale {
  /** IANA zone of the gym. */
  readonly zone: string;
  readonly language?: Language | undefined;
  readonly weightUnit?: 'kg' | 'lb' | undefined;
}

/** Whether a kept review still says what a new one would, as long as no fact about the member came since. */
export function isStillGood(
  review: Pick<ReviewedMember, 'stamp' | 'goodFromMs' | 'goodUntilMs'>,
  stamp: string,
  nowMs: number,
): boolean {
  return review.stamp === stamp && nowMs >= review.goodFromMs && nowMs < review.goodUntilMs;
}
