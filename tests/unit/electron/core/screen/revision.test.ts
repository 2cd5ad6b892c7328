import { describe, expect, it } from 'vitest';
import { closeGym } from '../../../../../electron/core/members/excuse-absence.ts';
import { markNotificationsRead } from '../../../../../electron/core/notifications/member-notifications.ts';
import { NOTIFICATION_TOPICS } from '../../../../../shared/domain/notifications/notification.ts';
import { addMember, cardOf } from '../../../../support/core/open-test-store.ts';
import { codeOf, openTestStaff } from '../../../../support/core/test-staff.ts';

const ENTRY = '018f3f4e-7a6b-7c5d-8e9f-0a1b2c3d4e5f';

/** A member at the screen, and another who is not. */
async function atScreen() {
  const test = openTestStaff();
  addMember(test.store, 1);
  const other = addMember(test.store, 2);
  test.scan(cardOf(1));
  const session_id = test.sessions.current()!.sessionId;
  const revision = (): number => test.sessions.current()!.revision;
  // What follows from coming in is there once the dashboard was looked at.
  await test.client.dashboard.get({ session_id });
  return { test, other, session_id, revision };
}

const weight = (session_id: string, entry_id: string) => ({
  session_id,
  entry_id,
  metric_type: 'body_weight',
  value: 70,
  recorded_on: null,
  confirmed: true,
});

describe('the revision of a member’s session', () => {
  it('rises with what they note, take back and wish, once that is stored', async () => {
    const { test, session_id, revision } = await atScreen();
    const seen = [revision()];
    await test.client.progress.record(weight(session_id, ENTRY));
    seen.push(revision());
    await test.client.progress.takeBack({ session_id, entry_id: ENTRY });
    seen.push(revision());
    await test.client.notifications.setPreferences({
      session_id,
      preferences: [{ topic: NOTIFICATION_TOPICS[0], channel: 'in_app', enabled: false }],
    });
    seen.push(revision());
    expect(new Set(seen).size).toBe(4);
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
  });

  it('stays while they only look', async () => {
    const { test, session_id, revision } = await atScreen();
    const before = revision();
    await test.client.dashboard.get({ session_id });
    await test.client.notifications.list({ session_id });
    await test.client.progress.history({ session_id, metric_type: 'body_weight', time_range: 'month' });
    expect(revision()).toBe(before);
  });

  it('stays when something of another member changes, and rises when the whole gym does', async () => {
    const { test, other, revision } = await atScreen();
    const before = revision();
    markNotificationsRead(test.store, other.id, [], test.time.nowMs());
    test.store.write((tx) =>
      test.store.facts.append(tx, {
        kind: 'membership.frozen',
        memberId: other.id,
        happenedAtMs: test.time.nowMs(),
        payload: { from: '2026-03-02', to: '2026-03-08' },
      }),
    );
    expect(revision()).toBe(before);
    closeGym(test.store, [{ from: '2026-03-02', to: '2026-03-08' }], test.time.nowMs());
    expect(revision()).toBe(before + 1);
  });

  it('stays when what was to be stored was not', async () => {
    const { test, session_id, revision } = await atScreen();
    const before = revision();
    test.store.db.pragma('query_only = ON');
    expect(await codeOf(test.client.progress.record(weight(session_id, ENTRY)))).toBe('STORAGE_FAILING');
    test.store.db.pragma('query_only = OFF');
    expect(revision()).toBe(before);
  });
});
