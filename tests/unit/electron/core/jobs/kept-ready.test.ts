import { describe, expect, it } from 'vitest';
import { seedDemoStore } from '../../../../../electron/core/demo/seed-demo-store.ts';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { hasReview } from '../../../../../electron/core/store/tables/member-reviews.ts';
import { saveConsent } from '../../../../../electron/core/store/tables/consents.ts';
import { putVisit } from '../../../../support/core/put-rows.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import type { GymId, VisitId } from '../../../../../shared/base/ids.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { reviewStamp } from '../../../../../shared/domain/progress/review-member.ts';
import {
  addMember,
  NOON,
  temporaryDir,
  ZONE,
  type TestStore,
} from '../../../../support/core/open-test-store.ts';
import { openTestJobs, type TestJobs } from '../../../../support/core/test-jobs.ts';

const isKept = ({ store, time }: TestJobs, member: Member): boolean =>
  hasReview(store.db, member.id, reviewStamp(store.gym), time.nowMs());

/** Was at the gym so many days ago; as central would send it, without conclusions. */
function cameDaysAgo({ store }: TestStore, member: Member, ...daysAgo: number[]): void {
  store.write((tx) => {
    for (const days of daysAgo)
      putVisit(tx, {
        id: `${member.id}-${days}` as VisitId,
        memberId: member.id,
        checkedInAtMs: NOON - days * DAY_MS - HOUR_MS,
        classId: null,
      });
  });
}

describe('while nobody wants anything', () => {
  it('everybody who came lately is looked at when the day is over', async () => {
    const test = openTestJobs();
    const regular = addMember(test.store, 1);
    const gone = addMember(test.store, 2);
    cameDaysAgo(test, regular, 1, 8);
    cameDaysAgo(test, gone, 90);
    await test.settle();
    expect([isKept(test, regular), isKept(test, gone)]).toEqual([true, false]);
    test.time.pass(DAY_MS);
    expect(isKept(test, regular)).toBe(false);
    await test.settle();
    expect(isKept(test, regular)).toBe(true);
  });

  it('reviews of members who stay away are forgotten in time', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1);
    cameDaysAgo(test, member, 1);
    await test.settle();
    test.time.pass(70 * DAY_MS);
    await test.settle();
    expect(test.store.db.prepare('SELECT count(*) FROM member_reviews').pluck().get()).toBe(0);
  });

  it('nothing at all is done as long as somebody is at the screen', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1);
    cameDaysAgo(test, member, 1);
    test.isIdle = false;
    await test.settle();
    expect(isKept(test, member)).toBe(false);
  });

  it('what fails is left alone for a minute', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1);
    cameDaysAgo(test, member, 1);
    test.store.db.exec(`CREATE TRIGGER disk_full BEFORE INSERT ON member_reviews
      BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    await test.settle();
    test.store.db.exec('DROP TRIGGER disk_full');
    await test.settle();
    expect(isKept(test, member)).toBe(false);
    test.time.pass(MINUTE_MS);
    await test.settle();
    expect(isKept(test, member)).toBe(true);
  });
});

describe('the week of the gym', () => {
  it('is told with names to those who take part, and as a sum to everybody else', async () => {
    const test = openTestJobs();
    const members = [1, 2, 3, 4, 5].map((number) => addMember(test.store, number));
    const [first, second, third, shy, silent] = members as [Member, Member, Member, Member, Member];
    for (const weeks of [1, 2, 3, 4])
      for (const member of members)
        cameDaysAgo(test, member, ...[1, 2, 3, 4, 5].map((day) => weeks * 7 + day - 1));
    cameDaysAgo(test, first, 0, 1, 2);
    cameDaysAgo(test, second, 0, 1);
    cameDaysAgo(test, third, 0);
    cameDaysAgo(test, shy, 0, 1, 2);
    test.store.write((tx) => {
      for (const member of [first, second, third, shy])
        saveConsent(tx, {
          memberId: member.id,
          purpose: 'community',
          granted: member !== shy,
          decidedAtMs: NOON - DAY_MS,
        });
    });
    await test.settle();
    const toldTo = (member: Member): string[] =>
      openDashboard(test.store, member, NOON, test.knowledge).community_highlights.map(
        ({ kind, text }) => `${kind}: ${text}`,
      );
    expect(toldTo(second).slice(0, 3)).toEqual([
      'challenge: Together: 9 of 30 visits this week.',
      'leaders: Alias 1 leads this week with 3 visits.',
      'own_rank: You are number 2 of 3 in visits this week.',
    ]);
    for (const outsider of [shy, silent])
      expect(toldTo(outsider)).toEqual(['challenge: Together: 9 of 30 visits this week.']);
    expect(JSON.stringify(members.map(toldTo))).not.toContain('Alias 4');
  });
});

describe('what makes members choose a class', () => {
  it('is learned from the gym’s own past, and still known after a restart', async () => {
    const dataDir = temporaryDir();
    const request = { gymId: 'gym-1' as GymId, zone: ZONE, members: 40, days: 150, seed: 7, nowMs: NOON };
    await seedDemoStore(dataDir, request, () => undefined);
    const test = openTestJobs({ dataDir });
    expect(test.knowledge.recommendationModel).toBeUndefined();
    await test.settle();
    const learned = test.knowledge.recommendationModel;
    expect(learned?.examples).toBeGreaterThan(100);
    test.store.close();
    expect(openTestJobs({ dataDir }).knowledge.recommendationModel).toEqual(learned);
  });
});
