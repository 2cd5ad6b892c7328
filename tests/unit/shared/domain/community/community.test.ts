import { describe, expect, it } from 'vitest';
import { weeklyChallenge } from '../../../../../shared/domain/community/community-findings.ts';
import type { CommunityMember } from '../../../../../shared/domain/community/community-findings.ts';
import { communityFindings } from '../../../../support/domain/whole-results.ts';

const someone = (
  memberId: string,
  visitsThisWeek: number,
  changes: Partial<CommunityMember> = {},
): CommunityMember => ({
  memberId,
  alias: `Alias ${memberId}`,
  boardPrivacy: 'alias',
  visitsThisWeek,
  effortPointsThisWeek: 0,
  achievementsThisWeek: [],
  ...changes,
});

describe('the community part of a dashboard', () => {
  it('names nobody who does not want to be named', () => {
    const members = [
      someone('a', 9, { boardPrivacy: 'off', achievementsThisWeek: ['visits_total_100'] }),
      someone('b', 4),
      someone('c', 3),
      someone('d', 2),
    ];
    const told = JSON.stringify(communityFindings({ members, challenge: null, language: 'en' }, 'd'));
    expect(told).not.toContain('Alias a');
    expect(told).toContain('Alias b');
  });

  it('has no leaderboard of two', () => {
    expect(
      communityFindings(
        { members: [someone('a', 3), someone('b', 2), someone('c', 0)], challenge: null, language: 'en' },
        'a',
      ),
    ).toEqual([]);
  });

  it('shares a first place, and counts everybody ahead for the next', () => {
    const members = [someone('b', 5), someone('a', 5), someone('c', 3), someone('d', 1)];
    expect(communityFindings({ members, challenge: null, language: 'en' }, 'c')).toEqual([
      { kind: 'leaders', metric: 'visits', aliases: ['Alias a', 'Alias b'], value: 5 },
      { kind: 'own_rank', metric: 'visits', rank: 3, of: 4 },
    ]);
  });

  it('tells a leader no rank, and names no first place that everybody shares', () => {
    const tied = ['a', 'b', 'c', 'd'].map((id) => someone(id, 2));
    expect(communityFindings({ members: tied, challenge: null, language: 'en' }, 'a')).toEqual([]);
  });

  it('counts everybody towards the challenge of the gym', () => {
    const members = [someone('a', 3, { boardPrivacy: 'off' }), someone('b', 4)];
    expect(
      communityFindings({ members, challenge: { metric: 'visits', target: 10 }, language: 'en' }, 'b'),
    ).toEqual([{ kind: 'challenge', metric: 'visits', done: 7, target: 10 }]);
  });

  it("celebrates others' achievements, not the viewer's own", () => {
    const members = ['a', 'b'].map((id) => someone(id, 0, { achievementsThisWeek: ['streak_weeks_8'] }));
    expect(communityFindings({ members, challenge: null, language: 'en' }, 'a')).toEqual([
      { kind: 'achievement', alias: 'Alias b', achievementType: 'streak_weeks_8' },
    ]);
  });
});

describe('the challenge of the week', () => {
  it('asks for a little more than a usual week, as a round number', () => {
    expect(weeklyChallenge([200, 180, 220, 900])).toEqual({ metric: 'visits', target: 230 });
  });

  it('is not set where there is no usual week, or no crowd', () => {
    expect(weeklyChallenge([200, 180, 220])).toBeNull();
    expect(weeklyChallenge([19, 19, 19, 19])).toBeNull();
  });
});

it('achievements of others are told even when one member earned them all', () => {
  const many = ['one', 'two', 'three', 'four', 'five'];
  const members = [
    someone('a', 1, { achievementsThisWeek: many }),
    someone('b', 1, { achievementsThisWeek: many }),
    someone('c', 0, {}),
  ];
  const told = communityFindings({ members, challenge: null, language: 'en' }, 'a').filter(
    ({ kind }) => kind === 'achievement',
  );
  expect(told).toHaveLength(3);
  expect(JSON.stringify(told)).not.toContain('Alias a');
});

describe('names that share a place', () => {
  it('are in the order of the gym’s language, not of code points', () => {
    const named = (id: string, alias: string, visits: number) => someone(id, visits, { alias });
    const members = [named('a', 'Zoe', 5), named('b', 'Öz', 5), named('c', 'adi', 5), named('d', 'Kim', 1)];
    expect(communityFindings({ members, challenge: null, language: 'de' }, 'd')[0]).toMatchObject({
      kind: 'leaders',
      aliases: ['adi', 'Öz', 'Zoe'],
    });
  });
});
