import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUnsubscribeToken } from '../../central/auth/unsubscribe-tokens.ts';
import { createNotices } from '../../central/notifications/start-notifications.ts';
import { insertBookings } from '../../central/store/tables/bookings.ts';
import { insertClasses } from '../../central/store/tables/classes.ts';
import type { ClassId, MemberId } from '../../shared/base/ids.ts';
import {
  centralNotificationListSchema,
  type CentralNotificationList,
} from '../../shared/contract/notification-documents.ts';
import { leftOutStorage, storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { visit } from '../support/central/test-gym-facts.ts';
import {
  addMember,
  expectError,
  MARA,
  NOAH,
  openGymWithMembers,
  type GymWithMembers,
} from '../support/central/test-members.ts';
import { signingKeysIn } from '../support/central/test-secret.ts';

const MULTIPART =
  '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
const FIRST_VISIT = 'achievement_earned.visits_total_1_once';
const DAY_MS = 86_400_000;

const firstVisit = ({ notifications }: CentralNotificationList) =>
  notifications.find(({ id }) => id === FIRST_VISIT);

describe.each(storagesUnderTest())('what members hear from central on $name', (storage) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storage);
  });
  afterAll(() => gym.close());

  const put = (path: string, body: unknown, token: string) =>
    fetch(`${gym.central.url}${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  const listOf = async (person: typeof MARA): Promise<CentralNotificationList> => {
    const answer = await gym.get(`/api/notifications/${person.id}`, await gym.tokenOf(person));
    expect(answer.status).toBe(200);
    return centralNotificationListSchema.parse(await answer.json());
  };
  /** A member who came for the first time, and whose conclusions are drawn. */
  const newcomer = async () => {
    const person = await addMember(gym);
    await gym.push(gym.kiosk, [visit(gym.kiosk, person.id)]);
    const token = await gym.tokenOf(person);
    await gym.get(`/api/dashboard/${person.id}`, token);
    return { person, token };
  };
  const lookAtEverybody = async (): Promise<void> => {
    const { store, time } = gym.central;
    const clock = { nowMs: () => time.nowMs, monotonicMs: () => 0 };
    const nothing = () => undefined;
    const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
    const step = createNotices(TEST_GYM, { database: store, clock, log });
    while (await step());
  };

  test('a first visit is told, with its evidence and what became of it by every way', async () => {
    const { person } = await newcomer();
    const list = await listOf(person);
    expect(list.unread).toBe(list.notifications.length);
    const told = firstVisit(list);
    expect(told).toMatchObject({
      topic: 'achievements',
      text: 'You earned an achievement: Your first visit.',
      reason: { kind: 'achievement_earned', achievementType: 'visits_total_1', earnedOn: '2026-10-15' },
    });
    expect(told?.deliveries).toContainEqual(
      expect.objectContaining({ channel: 'in_app', outcome: 'sent', code: 'shown' }),
    );
  });

  test('what was read is read, however often that is said', async () => {
    const { person, token } = await newcomer();
    const path = `/api/notifications/${person.id}/${FIRST_VISIT}/read`;
    const first = (await (await gym.post(path, {}, token)).json()) as Record<string, unknown>;
    expect(first).toEqual({ success: true, read_at: new Date(TEST_NOW_MS).toISOString() });
    gym.central.time.nowMs += 60_000;
    const again = await gym.post(path, {}, token);
    gym.central.time.nowMs = TEST_NOW_MS;
    expect(await again.json()).toEqual(first);
    expect(firstVisit(await listOf(person))?.read_at).toBe(first['read_at']);
    await expectError(
      await gym.post(`/api/notifications/${person.id}/no.such/read`, {}, token),
      404,
      'unknown_notification',
    );
  });

  test('what was read at a kiosk is read here, even if it is noticed here only later', async () => {
    const person = await addMember(gym);
    const read = gym.kiosk.fact({
      kind: 'notification.read',
      memberId: person.id,
      payload: { notification_ids: [FIRST_VISIT] },
    });
    const verdicts = await gym.push(gym.kiosk, [read, visit(gym.kiosk, person.id)]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored']);
    await gym.get(`/api/dashboard/${person.id}`, await gym.tokenOf(person));
    const list = await listOf(person);
    expect(firstVisit(list)?.read_at).toBe(new Date(TEST_NOW_MS).toISOString());
    expect(list.unread).toBe(list.notifications.length - 1);
  });

  test('a member’s wishes from a kiosk hold here, the latest one in any order', async () => {
    const person = await addMember(gym);
    const wish = (enabled: boolean, happenedAtMs: number) =>
      gym.kiosk.fact({
        kind: 'notification.preferences_set',
        memberId: person.id,
        payload: { preferences: [{ topic: 'goals', channel: 'email', enabled }] },
        happenedAtMs,
      });
    await gym.push(gym.kiosk, [wish(true, TEST_NOW_MS - 1_000), wish(false, TEST_NOW_MS - 9_000)]);
    await gym.push(gym.kiosk, [wish(false, TEST_NOW_MS - 5_000)]);
    const answer = await gym.get(`/api/notifications/${person.id}/preferences`, await gym.tokenOf(person));
    const { preferences } = (await answer.json()) as { preferences: unknown[] };
    expect(preferences).toHaveLength(12);
    expect(preferences).toContainEqual({ topic: 'goals', channel: 'email', enabled: true });
  });

  test('wishes, address and language are kept; what is not named stays', async () => {
    const person = await addMember(gym);
    const token = await gym.tokenOf(person);
    const path = `/api/notifications/${person.id}/preferences`;
    const choice = { topic: 'progress', channel: 'email', enabled: true };
    await put(path, { contact: { email: 'mara@mail.example', language: 'de' } }, token);
    const answer = await put(path, { preferences: [choice], contact: { language: null } }, token);
    expect(answer.status).toBe(200);
    const settings = (await answer.json()) as { preferences: unknown[]; contact: unknown };
    expect(settings.contact).toEqual({ email: 'mara@mail.example', language: null });
    expect(settings.preferences).toContainEqual(choice);
    expect(await (await gym.get(path, token)).json()).toEqual(settings);
  });

  // polar#5806.
  test.each([
    ['user@example.xn--p1ai', 'user@example.xn--p1ai'],
    ['a&b@example.org', 'a&b@example.org'],
    ['user@Bücher.example', 'user@bücher.example'],
    [' mara+gym@Example.org ', 'mara+gym@example.org'],
  ])('the address %j is kept as %j', async (email, kept) => {
    const token = await gym.tokenOf(MARA);
    const answer = await put(`/api/notifications/${MARA.id}/preferences`, { contact: { email } }, token);
    expect(answer.status).toBe(200);
    expect((await answer.json()) as unknown).toMatchObject({ contact: { email: kept } });
  });

  test.each([
    ['an unknown topic', { preferences: [{ topic: 'gossip', channel: 'email', enabled: true }] }],
    ['an unknown channel', { preferences: [{ topic: 'goals', channel: 'pigeon', enabled: true }] }],
    [
      'one thing said twice',
      { preferences: [true, false].map((enabled) => ({ topic: 'goals', channel: 'email', enabled })) },
    ],
    ['an address that is none', { contact: { email: 'mara' } }],
    ['a second line in the address', { contact: { email: 'mara@mail.example\r\nBcc: all@mail.example' } }],
    ['a language nobody speaks here', { contact: { language: 'xx' } }],
  ])('%s is refused, and nothing of it is kept', async (_, body) => {
    const token = await gym.tokenOf(MARA);
    const path = `/api/notifications/${MARA.id}/preferences`;
    const before: unknown = await (await gym.get(path, token)).json();
    await expectError(await put(path, body, token), 400, 'invalid_request');
    expect(await (await gym.get(path, token)).json()).toEqual(before);
  });

  test.each([
    ['GET', ''],
    ['POST', `/${FIRST_VISIT}/read`],
    ['GET', '/preferences'],
    ['PUT', '/preferences'],
  ])('%s /api/notifications/{member_id}%s is for the member alone', async (method, rest) => {
    const url = `${gym.central.url}/api/notifications/${MARA.id}${rest}`;
    const body = method === 'GET' ? {} : { body: '{}' };
    const headers = { 'content-type': 'application/json' };
    await expectError(await fetch(url, { method, headers, ...body }), 401, 'unauthorized');
    const authorization = `Bearer ${await gym.tokenOf(NOAH)}`;
    await expectError(
      await fetch(url, { method, headers: { ...headers, authorization }, ...body }),
      403,
      'forbidden',
    );
    const kiosk = { ...headers, authorization: `Bearer ${await gym.kiosk.sign()}` };
    await expectError(await fetch(url, { method, headers: kiosk, ...body }), 403, 'forbidden');
  });

  test('a booked class is reminded of once, and nobody who has cancelled', async () => {
    const [booked, cancelled] = [await addMember(gym), await addMember(gym)];
    const { store, time } = gym.central;
    const id = `class-${booked.id}` as ClassId;
    const startsAtMs = TEST_NOW_MS + 2 * 3_600_000;
    const gymClass = { id, name: 'Spin', classType: 'spin', instructor: 'Kim', startsAtMs, durationMin: 45 };
    await store.query(insertClasses(TEST_GYM, [{ ...gymClass, places: 12, placesTaken: 2 }]));
    const booking = (person: typeof MARA, status: 'booked' | 'cancelled') => ({
      id: `booking-${person.id}`,
      memberId: person.id as MemberId,
      classId: id,
      status,
      bookedAtMs: TEST_NOW_MS,
    });
    await store.query(insertBookings(TEST_GYM, [booking(booked, 'booked'), booking(cancelled, 'cancelled')]));
    await lookAtEverybody();
    await lookAtEverybody();
    expect((await listOf(booked)).notifications.map(({ text }) => text)).toEqual([
      'Spin is on Thursday at 12:00. Your place is booked.',
    ]);
    expect((await listOf(cancelled)).notifications).toEqual([]);
    time.nowMs = startsAtMs;
    expect((await listOf(booked)).notifications).toEqual([]);
    time.nowMs = TEST_NOW_MS;
  });

  test('members about whom no fact comes are looked at once a day', async () => {
    const { person } = await newcomer();
    const reviewedUntil = async (): Promise<number> => {
      const [row] = await gym.central.store.query<{ good_until: number }>({
        text: 'select good_until from member_reviews where gym_id = $1 and user_id = $2',
        values: [TEST_GYM, person.id],
      });
      return row?.good_until ?? 0;
    };
    const todayMs = await reviewedUntil();
    gym.central.time.nowMs += DAY_MS;
    await lookAtEverybody();
    expect(await reviewedUntil()).toBe(todayMs + DAY_MS);
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  describe('the link in a letter', () => {
    const linkOf = async (person: typeof MARA): Promise<string> =>
      signUnsubscribeToken(
        { gymId: TEST_GYM, memberId: person.id },
        { signingKeys: signingKeysIn(gym.central.store, () => TEST_NOW_MS) },
      );
    const mailWishes = async (person: typeof MARA): Promise<boolean[]> => {
      const answer = await gym.get(`/api/notifications/${person.id}/preferences`, await gym.tokenOf(person));
      const { preferences } = (await answer.json()) as {
        preferences: { channel: string; enabled: boolean }[];
      };
      return preferences.flatMap(({ channel, enabled }) => (channel === 'email' ? [enabled] : []));
    };
    const subscriber = async () => {
      const person = await addMember(gym);
      const preferences = [{ topic: 'goals', channel: 'email', enabled: true }];
      await put(`/api/notifications/${person.id}/preferences`, { preferences }, await gym.tokenOf(person));
      expect(await mailWishes(person)).toContain(true);
      return person;
    };
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

    test('ends the mail by one press in a mail program, and again without harm', async () => {
      const person = await subscriber();
      const url = `${gym.central.url}/api/unsubscribe/${await linkOf(person)}`;
      for (const _ of [1, 2]) {
        const answer = await fetch(url, { ...form, body: 'List-Unsubscribe=One-Click' });
        expect({ status: answer.status, body: await answer.json() }).toEqual({
          status: 200,
          body: { success: true },
        });
      }
      expect(await mailWishes(person)).not.toContain(true);
    });

    // Notifuse#362: RFC 8058, 3.2 names multipart/form-data first.
    test.each([
      ['form parts', 'multipart/form-data; boundary=x', MULTIPART],
      ['form parts with a quoted boundary', 'Multipart/Form-Data; Boundary="x"; charset=utf-8', MULTIPART],
      ['form parts without a boundary', 'multipart/form-data', MULTIPART],
      [
        'a form in capitals',
        'APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8',
        'List-Unsubscribe=One-Click',
      ],
      [
        'a form with a parameter that is none',
        'application/x-www-form-urlencoded;',
        'List-Unsubscribe=One-Click',
      ],
      ['a form called text', 'text/plain', 'List-Unsubscribe=One-Click'],
      ['a form called JSON', 'application/json', 'List-Unsubscribe=One-Click'],
      ['JSON', 'application/json', '{"List-Unsubscribe":"One-Click"}'],
      ['JSON and nothing of it', 'application/json', ''],
      ['a name that is no type', 'form', 'List-Unsubscribe=One-Click'],
      ['bytes of no type', '', 'List-Unsubscribe=One-Click'],
    ])('ends the mail by one press, sent as %s, at both doors', async (_what, type, body) => {
      for (const door of ['api/unsubscribe', 'unsubscribe']) {
        const person = await subscriber();
        const answer = await fetch(`${gym.central.url}/${door}/${await linkOf(person)}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: Buffer.from(body),
        });
        expect(answer.status).toBe(200);
        expect(await mailWishes(person)).not.toContain(true);
      }
    });

    test('reads no more of a post than a form can be long', async () => {
      const person = await subscriber();
      const url = `${gym.central.url}/api/unsubscribe/${await linkOf(person)}`;
      const answer = await fetch(url, { ...form, body: 'x'.repeat(1_000_000) });
      expect(answer.status).toBe(413);
      expect(await mailWishes(person)).toContain(true);
    });

    test('asks a person first, and changes nothing by being looked at', async () => {
      const person = await subscriber();
      const url = `${gym.central.url}/unsubscribe/${await linkOf(person)}`;
      const page = await fetch(url);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).toContain('Should Gym North stop sending you these e-mails?');
      expect(await mailWishes(person)).toContain(true);
      const done = await fetch(url, { ...form, body: '' });
      expect(await done.text()).toContain('Done. Gym North will not send you these e-mails any more.');
      expect(await mailWishes(person)).not.toContain(true);
    });

    test('is refused in the shape of every error where it is longer than any', async () => {
      const answer = await fetch(`${gym.central.url}/api/unsubscribe/${'x'.repeat(2_000)}`, {
        method: 'POST',
      });
      await expectError(answer, 400, 'invalid_request');
    });

    test('is good for nothing else, and nothing else is good for it', async () => {
      const person = await subscriber();
      const link = await linkOf(person);
      await expectError(await gym.get(`/api/notifications/${person.id}`, link), 401, 'unauthorized');
      const access = await gym.tokenOf(person);
      for (const wrong of [access, `${link}x`, 'abc', 'a.b.c', link.slice(0, -8), 'x'.repeat(1_000)]) {
        const answer = await fetch(`${gym.central.url}/api/unsubscribe/${wrong}`, { method: 'POST' });
        await expectError(answer, 404, 'link_invalid');
        await expectError(await fetch(`${gym.central.url}/unsubscribe/${wrong}`), 404, 'link_invalid');
      }
      expect(await mailWishes(person)).toContain(true);
    });
  });
});

const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(storagesUnderTest()).toHaveLength(1));
