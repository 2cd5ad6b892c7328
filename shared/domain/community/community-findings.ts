import { nameOrder } from '../members/compare-names.ts';
import type { BoardPrivacy } from '../members/member.ts';
import { median } from '../statistics/order.ts';

/** What one member did this week, as far as others may see it. */
export interface CommunityMember {
  readonly memberId: string;
  readonly alias: string;
  /** Only members who show at least their alias on shared screens are ever named. */
  readonly boardPrivacy: BoardPrivacy;
  readonly visitsThisWeek: number;
  readonly effortPointsThisWeek: number;
  /** Rule keys of achievements earned this week. */
  readonly achievementsThisWeek: readonly string[];
}

/** A shared target of the gym for the week. */
export interface WeeklyChallenge {
  readonly metric: 'visits' | 'effort_points';
  readonly target: number;
}

/** The gym's week as the dashboard gets it. */
export interface CommunityWeek {
  readonly members: readonly CommunityMember[];
  readonly challenge: WeeklyChallenge | null;
  /** Whose order of names is meant: that of the gym's language. */
  readonly language: string;
}

/** One thing worth telling about the gym's week. */
export type CommunityFinding =
  | {
      readonly kind: 'challenge';
      readonly metric: WeeklyChallenge['metric'];
      readonly done: number;
      readonly target: number;
    }
  | {
      readonly kind: 'leaders';
      readonly metric: WeeklyChallenge['metric'];
      /** Everybody on the first place, by alias. */
      readonly aliases: readonly string[];
      readonly value: number;
    }
  | {
      readonly kind: 'own_rank';
      readonly metric: WeeklyChallenge['metric'];
      readonly rank: number;
      readonly of: number;
    }
  | { readonly kind: 'achievement'; readonly alias: string; readonly achievementType: string };

/** Fewer names on a leaderboard would point at people rather than celebrate them. */
export const LEAST_ON_LEADERBOARD = 3;
/** Names shown when a first place is shared; more say nothing about anyone. */
const MAX_LEADERS = 3;
/** Achievements told; the newest of a lively gym would fill the screen. */
const MAX_ACHIEVEMENTS = 3;

/** Of one member at most this many, so that the list stays full for whoever is left out of it. */
const MAX_ACHIEVEMENTS_EACH = 3;

/** The gym's week, ready to be told to anybody. */
export interface CommunitySummary {
  readonly challenge: Extract<CommunityFinding, { readonly kind: 'challenge' }> | null;
  readonly boards: readonly {
    readonly metric: WeeklyChallenge['metric'];
    /** Null where so many share the first place that naming them says nothing. */
    readonly leaders: Extract<CommunityFinding, { readonly kind: 'leaders' }> | null;
    /** Place of everybody who takes part, by member. */
    readonly ranks: ReadonlyMap<string, number>;
  }[];
  readonly achievements: readonly {
    readonly memberId: string;
    readonly finding: Extract<CommunityFinding, { readonly kind: 'achievement' }>;
  }[];
}

/**
 * Sums the gym's week up once, for everybody who asks. Others appear under their alias and only with
 * their consent; equal values share a place, and the next place counts all before it.
 */
export function summariseCommunity(week: CommunityWeek): CommunitySummary {
  const order = nameOrder(week.language);
  const shown = week.members
    .filter((member) => member.boardPrivacy !== 'off')
    .sort((left, right) => order(left.alias, right.alias) || (left.memberId < right.memberId ? -1 : 1));
  return {
    challenge: challengeOf(week),
    boards: (['visits', 'effort_points'] as const).flatMap((metric) => leaderboard(shown, metric)),
    achievements: shown
      .flatMap(({ memberId, alias, achievementsThisWeek }) =>
        achievementsThisWeek.slice(0, MAX_ACHIEVEMENTS_EACH).map((achievementType) => ({
          memberId,
          finding: { kind: 'achievement' as const, alias, achievementType },
        })),
      )
      .slice(0, MAX_ACHIEVEMENTS + MAX_ACHIEVEMENTS_EACH),
  };
}

/** The gym's week for one member: their own place, and of achievements the others'. */
export function findingsFor(summary: CommunitySummary, viewerId: string): readonly CommunityFinding[] {
  const findings: CommunityFinding[] = summary.challenge === null ? [] : [summary.challenge];
  for (const { metric, leaders, ranks } of summary.boards) {
    if (leaders !== null) findings.push(leaders);
    const rank = ranks.get(viewerId) ?? 1;
    if (rank > 1) findings.push({ kind: 'own_rank', metric, rank, of: ranks.size });
  }
  const others = summary.achievements.filter(({ memberId }) => memberId !== viewerId);
  findings.push(...others.slice(0, MAX_ACHIEVEMENTS).map(({ finding }) => finding));
  return findings;
}

/** What somebody sees who does not take part: the sum of all, which names no one. */
export function withoutNames(summary: CommunitySummary): CommunitySummary {
  return { challenge: summary.challenge, boards: [], achievements: [] };
}

function challengeOf(week: CommunityWeek): CommunitySummary['challenge'] {
  if (week.challenge === null || week.challenge.target <= 0) return null;
  const { metric, target } = week.challenge;
  // The gym's total counts everybody: a sum names no one.
  const done = week.members.reduce((total, member) => total + weekly(member, metric), 0);
  return { kind: 'challenge', metric, done, target };
}

function leaderboard(
  shown: readonly CommunityMember[],
  metric: WeeklyChallenge['metric'],
): CommunitySummary['boards'] {
  const ranked = shown
    .filter((member) => weekly(member, metric) > 0)
    .toSorted((left, right) => weekly(right, metric) - weekly(left, metric));
  const best = ranked[0];
  if (best === undefined || ranked.length < LEAST_ON_LEADERBOARD) return [];
  const value = weekly(best, metric);
  const leaders = ranked.filter((member) => weekly(member, metric) === value);
  const ranks = new Map<string, number>();
  let rank = 1;
  for (const [i, member] of ranked.entries()) {
    const before = ranked[i - 1];
    if (before !== undefined && weekly(before, metric) > weekly(member, metric)) rank = i + 1;
    ranks.set(member.memberId, rank);
  }
  const aliases = leaders.map((member) => member.alias);
  return [
    {
      metric,
      leaders: leaders.length > MAX_LEADERS ? null : { kind: 'leaders', metric, aliases, value },
      ranks,
    },
  ];
}

function weekly(member: CommunityMember, metric: WeeklyChallenge['metric']): number {
  return metric === 'visits' ? member.visitsThisWeek : member.effortPointsThisWeek;
}

/** Full weeks a challenge is measured by, and the fewest visits in a usual one of them. */
export const CHALLENGE_WEEKS = 4;
const LEAST_USUAL_VISITS = 20;
/** A little more than usual, so that it takes everybody; rounded up to a number one can remember. */
const CHALLENGE_SHARE = 1.05;
const CHALLENGE_STEP = 10;

/**
 * The week's shared target, from what the gym usually comes to.
 * @param visitsBefore visits of the gym in each of the four full weeks before
 * @returns null for a gym that has not been here for so long, or is too small for a crowd
 */
export function weeklyChallenge(visitsBefore: readonly number[]): WeeklyChallenge | null {
  const usual = median(visitsBefore);
  if (usual === null || visitsBefore.length < CHALLENGE_WEEKS || usual < LEAST_USUAL_VISITS) return null;
  return {
    metric: 'visits',
    target: Math.ceil((usual * CHALLENGE_SHARE) / CHALLENGE_STEP) * CHALLENGE_STEP,
  };
}
