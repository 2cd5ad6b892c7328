import type { BoardPrivacy } from '../members/member.ts';

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

/**
 * What to tell a member about the gym's week. Others appear under their alias and only with their
 * consent; equal values share a place, and the next place counts all before it.
 */
export function communityFindings(week: CommunityWeek, viewerId: string): readonly CommunityFinding[] {
  const findings: CommunityFinding[] = [];
  if (week.challenge !== null && week.challenge.target > 0) {
    const { metric, target } = week.challenge;
    // The gym's total counts everybody: a sum names no one.
    const done = week.members.reduce((total, member) => total + weekly(member, metric), 0);
    findings.push({ kind: 'challenge', metric, done, target });
  }
  const shown = week.members
    .filter((member) => member.boardPrivacy !== 'off')
    .sort((left, right) => (left.alias < right.alias ? -1 : left.alias > right.alias ? 1 : 0));
  for (const metric of ['visits', 'effort_points'] as const)
    findings.push(...leaderboard(shown, metric, viewerId));
  const earned = shown
    .filter((member) => member.memberId !== viewerId)
    .flatMap(({ alias, achievementsThisWeek }) =>
      achievementsThisWeek.map((achievementType) => ({
        kind: 'achievement' as const,
        alias,
        achievementType,
      })),
    );
  findings.push(...earned.slice(0, MAX_ACHIEVEMENTS));
  return findings;
}

function leaderboard(
  shown: readonly CommunityMember[],
  metric: WeeklyChallenge['metric'],
  viewerId: string,
): readonly CommunityFinding[] {
  const ranked = shown.filter((member) => weekly(member, metric) > 0);
  if (ranked.length < LEAST_ON_LEADERBOARD) return [];
  const best = ranked.reduce((highest, member) => Math.max(highest, weekly(member, metric)), 0);
  const leaders = ranked.filter((member) => weekly(member, metric) === best);
  const findings: CommunityFinding[] = [];
  if (leaders.length <= MAX_LEADERS) {
    findings.push({ kind: 'leaders', metric, aliases: leaders.map((member) => member.alias), value: best });
  }
  const viewer = ranked.find((member) => member.memberId === viewerId);
  if (viewer !== undefined && weekly(viewer, metric) < best) {
    const ahead = ranked.filter((member) => weekly(member, metric) > weekly(viewer, metric)).length;
    findings.push({ kind: 'own_rank', metric, rank: ahead + 1, of: ranked.length });
  }
  return findings;
}

function weekly(member: CommunityMember, metric: WeeklyChallenge['metric']): number {
  return metric === 'visits' ? member.visitsThisWeek : member.effortPointsThisWeek;
}
