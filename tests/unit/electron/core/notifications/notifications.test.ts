import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../../../electron/core/check-in/check-in.ts';
import {
  markNotificationsRead,
  readNotificationPreferences,
  readNotifications,
  setNotificationPreferences,
} from '../../../../../electron/core/notifications/member-notifications.ts';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { reviewRecentMembers } from '../../../../../electron/core/progress/review-members.ts';
import { trackProgress } from '../../../../../electron/core/progress/track-progress.ts';
import { StorageFailed } from '../../../../../electron/core/store/store.ts';
import { insertBooking, insertClass } from '../../../../../electron/core/store/tables/classes.ts';
import { DAY_MS, HOUR_MS } from '../../../../../shared/base/clock.ts';
import type { ClassId } from '../../../../../shared/base/ids.ts';
import { payloadSchema } from '../../../../../shared/facts/all-facts.ts';
import { notificationListSchema } from '../../../../../shared/contract/notification-documents.ts';
import { addMember, cardOf, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';
import { fillDisk } from '../../../../support/core/test-floor.ts';

const FIRST_VISIT = 'achievement_earned.visits_total_1_once';

/** A kiosk at which a member has just come for the first time. */
function firstVisit() {
  const test = openTestStore();
  const member = addMember(test.store, 1);
  checkIn(test, { code: cardOf(1), device: 'reader', atMs: NOON }, () => undefined);
  const list = (atMs = NOON) => notificationListSchema.parse(readNotifications(test.store, member.id, atMs));
  const factsOf = (kind: string) =>
    test.store.db.prepare('SELECT payload FROM facts WHERE kind = ?').all(kind) as { payload: string }[];
  return { ...test, member, list, factsOf };
}

describe('what a member is told at the kiosk', () => {
  it('comes with the check-in that earned it, unread', () => {
    const { list } = firstVisit();
    expect(list()).toMatchObject({
      unread: 1,
      notifications: [
        {
          id: FIRST_VISIT,
          topic: 'achievements',
          text: 'You earned an achievement: Your first visit.',
          read_at: null,
        },
      ],
    });
  });

  it('is told once, however often and by whatever it is noticed', () => {
    const { store, member, list } = firstVisit();
    store.write((tx) => trackProgress(tx, store, member.id, NOON));
    openDashboard(store, member, NOON + 1_000);
    for (const _ of reviewRecentMembers(store, NOON + 2_000));
    expect(list().notifications.map(({ id }) => id)).toEqual([FIRST_VISIT]);
  });

  it('keeps why it was not shown to a member who does not want it, and does not show it later', () => {
    const { store, newId, time } = openTestStore();
    const member = addMember(store, 1);
    const wish = { topic: 'achievements', channel: 'in_app' } as const;
    setNotificationPreferences(store, member.id, [{ ...wish, enabled: false }], NOON);
    checkIn({ store, newId }, { code: cardOf(1), device: 'reader', atMs: NOON }, () => undefined);
    expect(readNotifications(store, member.id, NOON).notifications).toEqual([]);
    const kept = store.db.prepare('SELECT outcome, code FROM notifications WHERE id = ?').get(FIRST_VISIT);
    expect(kept).toEqual({ outcome: 'drop', code: 'not_opted_in' });
    setNotificationPreferences(store, member.id, [{ ...wish, enabled: true }], NOON + 1);
    time.pass(1_000);
    openDashboard(store, member, time.nowMs());
    expect(readNotifications(store, member.id, NOON).notifications).toEqual([]);
  });

  it('reminds of a booked class when the dashboard opens, until the class begins', () => {
    const { store, member, list } = firstVisit();
    const startsAtMs = NOON + 2 * HOUR_MS;
    store.write((tx) => {
      const id = 'c-1' as ClassId;
      const gymClass = { id, name: 'Spin', classType: 'spin', instructor: 'Kim', startsAtMs };
      insertClass(tx, { ...gymClass, durationMin: 45, places: 12, placesTaken: 1 });
      const booking = { id: 'b-1', memberId: member.id, classId: id, status: 'booked' as const };
      insertBooking(tx, { ...booking, bookedAtMs: NOON });
    });
    openDashboard(store, member, NOON + 1_000);
    const texts = (atMs: number) => list(atMs).notifications.map(({ text }) => text);
    expect(texts(NOON + 1_000)).toContain('Spin is on Wednesday at 15:00. Your place is booked.');
    expect(texts(startsAtMs).join()).not.toContain('Spin');
  });

  it('is forgotten when it is three months old', () => {
    const { store } = firstVisit();
    const count = () => store.db.prepare('SELECT count(*) AS n FROM notifications').get();
    for (const _ of reviewRecentMembers(store, NOON + 89 * DAY_MS));
    expect(count()).toEqual({ n: 1 });
    for (const _ of reviewRecentMembers(store, NOON + 91 * DAY_MS));
    expect(count()).toEqual({ n: 0 });
  });
});

describe('a message that is read', () => {
  it('is marked with one fact, and reading it again adds none', () => {
    const { store, member, list, factsOf } = firstVisit();
    markNotificationsRead(store, member.id, [FIRST_VISIT, 'nobody.knows.this'], NOON + 5_000);
    markNotificationsRead(store, member.id, [FIRST_VISIT], NOON + 9_000);
    expect(list()).toMatchObject({
      unread: 0,
      notifications: [{ read_at: new Date(NOON + 5_000).toISOString() }],
    });
    const facts = factsOf('notification.read').map(({ payload }) => JSON.parse(payload) as unknown);
    expect(facts).toEqual([{ notification_ids: [FIRST_VISIT] }]);
    payloadSchema('notification.read', 1)!.parse(facts[0]);
  });

  it('of somebody else cannot be marked', () => {
    const { store, list, factsOf } = firstVisit();
    const other = addMember(store, 2);
    markNotificationsRead(store, other.id, [FIRST_VISIT], NOON + 5_000);
    expect(list().unread).toBe(1);
    expect(factsOf('notification.read')).toEqual([]);
  });

  it('stays unread where the disk does not take the mark', () => {
    const test = firstVisit();
    const makeRoom = fillDisk(test);
    const many = () => {
      for (let i = 0; i < 5_000; i += 1)
        setNotificationPreferences(
          test.store,
          test.member.id,
          [{ topic: 'goals', channel: 'email', enabled: i % 2 === 0 }],
          NOON + i,
        );
    };
    expect(many).toThrow(StorageFailed);
    expect(() => markNotificationsRead(test.store, test.member.id, [FIRST_VISIT], NOON + 9_999)).toThrow(
      StorageFailed,
    );
    expect(test.list().unread).toBe(1);
    makeRoom();
    markNotificationsRead(test.store, test.member.id, [FIRST_VISIT], NOON + 10_000);
    expect(test.list().unread).toBe(0);
  });
});

describe('what a member wants to hear about', () => {
  it('is everything on the screen and nothing by mail until they say otherwise', () => {
    const { store, member } = firstVisit();
    const all = readNotificationPreferences(store, member.id);
    expect(all).toHaveLength(12);
    for (const { channel, enabled } of all) expect(enabled).toBe(channel === 'in_app');
  });

  it('is kept with a fact that says what was chosen', () => {
    const { store, member, factsOf } = firstVisit();
    const choice = { topic: 'goals', channel: 'email', enabled: true } as const;
    const now = setNotificationPreferences(store, member.id, [choice], NOON);
    expect(now.filter(({ channel, enabled }) => channel === 'email' && enabled)).toEqual([choice]);
    const [fact] = factsOf('notification.preferences_set').map(
      ({ payload }) => JSON.parse(payload) as unknown,
    );
    expect(payloadSchema('notification.preferences_set', 1)!.parse(fact)).toEqual({ preferences: [choice] });
  });
});
