import type { AchievementTile, Dashboard, GoalTile } from '../dashboard/dashboard.ts';
import { isOpenGoal } from '../goals/goal.ts';
import { median } from '../statistics/order.ts';

/** What a session of heart rate moves, besides effort. */
const MOVED: ReadonlySet<string> = new Set([
  'effort_points',
  'workout_count',
  'workout_duration',
  'calories_burned',
  'heart_rate_recovery_60s',
]);
/** Latest training days that are usual, and the fewest that say what is. */
const USUAL_DAYS = 20;
const LEAST_DAYS = 4;
/** Further from the usual than this share is more, or less, than usual. */
const NOTABLE = 0.15;

/** A session beside what the member does otherwise. */
export interface SessionReview {
  /** Effort points of the training day before, and when it was; null for the first. */
  readonly last: { readonly points: number; readonly at: string } | null;
  /** Median of the days before; null while there are too few. */
  readonly usual: number | null;
  /** What can be taken away from it; null where nothing honest can be said. */
  readonly verdict: 'hardest' | 'more' | 'usual' | 'less' | null;
  /** Beats the heart rate fell by in the minute after its peak; null where that was not heard. */
  readonly recoveryBpm: number | null;
  /** Goals that it moved, under way or just reached. */
  readonly goals: readonly GoalTile[];
  /** Earned by it. */
  readonly achievements: readonly AchievementTile[];
}

/**
 * Puts a session beside what the member's dashboard says of the time before.
 * @param dashboard as it is after the session
 * @param session when it began, UTC epoch ms, and its effort points, null where they are not known
 */
export function reviewSession(
  dashboard: Dashboard,
  session: { readonly startedAtMs: number; readonly effortPoints: number | null },
): SessionReview {
  const { startedAtMs, effortPoints } = session;
  const isSince = (at: string | null): boolean => at !== null && Date.parse(at) >= startedAtMs;
  const tileOf = (type: string) => dashboard.progress_metrics.find(({ metric_type: one }) => one === type);
  const before = (tileOf('effort_points')?.series ?? []).filter(({ recorded_at: at }) => !isSince(at));
  const last = before.at(-1);
  const points = before.slice(-USUAL_DAYS).map(({ value }) => value);
  const usual = points.length < LEAST_DAYS ? null : median(points);
  const recovery = tileOf('heart_rate_recovery_60s')?.latest;
  return {
    last: last === undefined ? null : { points: last.value, at: last.recorded_at },
    usual,
    verdict: usual === null || effortPoints === null ? null : verdictOn(effortPoints, usual, points),
    recoveryBpm: recovery !== undefined && isSince(recovery.recorded_at) ? recovery.value : null,
    goals: dashboard.goals.filter(
      (goal) => MOVED.has(goal.metric_type) && (isOpenGoal(goal) || isSince(goal.reached_at)),
    ),
    achievements: dashboard.achievements.filter(({ achieved_at: at }) => isSince(at)),
  };
}

function verdictOn(points: number, usual: number, before: readonly number[]): SessionReview['verdict'] {
  if (before.every((earlier) => points > earlier)) return 'hardest';
  if (points > usual * (1 + NOTABLE)) return 'more';
  return points < usual * (1 - NOTABLE) ? 'less' : 'usual';
}
