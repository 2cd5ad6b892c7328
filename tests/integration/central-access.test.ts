import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPinVerifier } from '../../central/auth/pin-verifier.ts';
import { setMemberPin } from '../../central/flows/set-member-pin.ts';
import { statement } from '../../central/store/database.ts';
import { dashboardSchema, progressHistorySchema } from '../../shared/contract/member-documents.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import {
  expectError,
  MARA,
  NOAH,
  openGymWithMembers,
  type GymWithMembers,
} from '../support/central/test-members.ts';
import { enrolment } from '../support/central/test-kiosk.ts';
import { signingKeysIn } from '../support/central/test-secret.ts';

describe.each(storagesUnderTest())('who may see what on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  test('a member reads their own dashboard and progress, and the look is noted', async () => {
    const token = await gym.tokenOf(MARA);
    const dashboard = dashboardSchema.parse(await (await gym.get(`/api/dashboard/${MARA.id}`, token)).json());
    expect(dashboard.profile_summary).toMatchObject({
      member_id: MARA.id,
      first_name: 'Mara',
      visits_total: 1,
    });
    expect(dashboard.progress_metrics.map((tile) => tile.metric_type)).toEqual([
      'body_weight',
      'attendance_streak',
    ]);
    const history = progressHistorySchema.parse(
      await (await gym.get(`/api/progress/${MARA.id}/body_weight?time_range=month`, token)).json(),
    );
    expect(history.history).toHaveLength(20);
    expect(history.trends.direction).toBe('down');
    const [row] = await gym.central.store.query(
      statement('select last_dashboard_access from users where id = $1', [MARA.id]),
    );
    expect(row).toEqual({ last_dashboard_access: TEST_NOW_MS });
  });

  test.each([
    ['dashboard', (token: string) => gym.get(`/api/dashboard/${NOAH.id}`, token)],
    ['progress', (token: string) => gym.get(`/api/progress/${NOAH.id}/body_weight`, token)],
    ['progress of an unknown metric', (token: string) => gym.get(`/api/progress/${NOAH.id}/nonsense`, token)],
    ['entry', (token: string) => gym.post(`/api/progress/${NOAH.id}/body_weight`, { value: 80 }, token)],
    ['dashboard of nobody', (token: string) => gym.get('/api/dashboard/nobody', token)],
  ])(
    "a member asking for another's %s is refused, whether or not there is such a member",
    async (_name, ask) => {
      await expectError(await ask(await gym.tokenOf(MARA)), 403, 'forbidden');
    },
  );

  test('a kiosk opens no member document, and a member pushes no facts', async () => {
    await expectError(await gym.get(`/api/dashboard/${MARA.id}`, await gym.kiosk.sign()), 403, 'forbidden');
    await expectError(
      await gym.post('/api/sync/facts', { batch_id: randomUUID(), facts: [{}] }, await gym.tokenOf(MARA)),
      403,
      'forbidden',
    );
  });

  test('a member whose record is gone is not found', async () => {
    const key = await signingKeysIn(gym.central.store, () => TEST_NOW_MS).current(TEST_GYM);
    const nowS = TEST_NOW_MS / 1_000;
    const ghost = await new SignJWT({ gym_id: TEST_GYM, role: 'member' })
      .setProtectedHeader({ alg: 'EdDSA', kid: key.keyId })
      .setIssuer('training-club-central')
      .setAudience('training-club-members')
      .setSubject('ghost')
      .setExpirationTime(nowS + 60)
      .sign(key.privateKey);
    await expectError(await gym.get('/api/dashboard/ghost', ghost), 404, 'unknown_member');
    await expectError(await gym.get('/api/progress/ghost/body_weight', ghost), 404, 'unknown_member');
    await expectError(
      await gym.post('/api/progress/ghost/body_weight', { value: 80 }, ghost),
      404,
      'unknown_member',
    );
  });

  test('no forged, foreign or worn-out token opens anything', async () => {
    const key = await signingKeysIn(gym.central.store, () => TEST_NOW_MS).current(TEST_GYM);
    const nowS = TEST_NOW_MS / 1_000;
    const memberToken = (claims: object, header: object = {}): Promise<string> =>
      new SignJWT({
        gym_id: TEST_GYM,
        role: 'member',
        iss: 'training-club-central',
        aud: 'training-club-members',
        sub: MARA.id,
        exp: nowS + 60,
        ...claims,
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.keyId, ...header })
        .sign(key.privateKey);
    const unsigned = (header: object, payload: object): string =>
      [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const claims = {
      gym_id: TEST_GYM,
      role: 'member',
      iss: 'training-club-central',
      aud: 'training-club-members',
      sub: MARA.id,
      exp: nowS + 60,
    };
    const publicX = key.publicKey.export({ format: 'jwk' }).x ?? '';
    const confused = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: key.keyId })
      .sign(Buffer.from(publicX));
    const good = await memberToken({});
    expect((await gym.get(`/api/dashboard/${MARA.id}`, good)).status).toBe(200);
    const corpus: Record<string, string> = {
      none: `${unsigned({ alg: 'none', kid: key.keyId }, claims)}.`,
      'none with a signature': `${unsigned({ alg: 'none', kid: key.keyId }, claims)}.AAAA`,
      'the public key as a shared secret': confused,
      expired: await memberToken({ exp: nowS - 1 }),
      'without an end': await memberToken({ exp: undefined }),
      'not valid yet': await memberToken({ nbf: nowS + 3_600 }),
      'another audience': await memberToken({ aud: 'somebody-else' }),
      'another issuer': await memberToken({ iss: 'somebody-else' }),
      'another role': await memberToken({ role: 'staff' }),
      'another gym': await memberToken({ gym_id: 'gym-south' }),
      'a gym that is no text': await memberToken({ gym_id: 7 }),
      'a gym with a NUL': await memberToken({ gym_id: 'gym\0' }),
      'an unknown key': await memberToken({}, { kid: randomUUID() }),
      'no key id': await memberToken({}, { kid: undefined }),
      'one flipped bit': `${good.slice(0, -2)}${good.at(-2) === 'A' ? 'B' : 'A'}${good.at(-1)}`,
      'no token at all': 'nonsense',
      'a very long token': `${'a'.repeat(3_000)}.b.c`,
      'a kiosk key on a member token': await gym.kiosk.sign({ ...claims }),
    };
    for (const [name, token] of Object.entries(corpus)) {
      const answer = await gym.get(`/api/dashboard/${MARA.id}`, token);
      expect({ name, status: answer.status }).toEqual({ name, status: 401 });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    await expectError(await gym.get(`/api/dashboard/${MARA.id}`), 401, 'unauthorized');
  });

  test("a kiosk's token counts once, for five minutes at most, and only with its own key", async () => {
    const pushWith = (token: string): Promise<Response> =>
      gym.post(
        '/api/sync/facts',
        { batch_id: randomUUID(), facts: [gym.kiosk.fact({ kind: 'dashboard.opened' })] },
        token,
      );
    const nowS = TEST_NOW_MS / 1_000;
    const good = await gym.kiosk.sign();
    expect((await pushWith(good)).status).toBe(200);
    const stranger = gym.strangeKiosk();
    const corpus: Record<string, string> = {
      'used before': good,
      expired: await gym.kiosk.sign({ exp: nowS - 120 }),
      'valid for an hour': await gym.kiosk.sign({ exp: nowS + 3_600 }),
      'without an end': await gym.kiosk.sign({ exp: undefined }),
      'without an id': await gym.kiosk.sign({ jti: undefined }),
      'with an empty id': await gym.kiosk.sign({ jti: '' }),
      'another audience': await gym.kiosk.sign({ aud: 'training-club-members' }),
      'another issuer': await gym.kiosk.sign({ iss: stranger.kioskId }),
      "a stranger's key": await stranger.sign({ iss: gym.kiosk.kioskId }, { kid: gym.kiosk.kioskId }),
      'an unknown kiosk': await stranger.sign(),
    };
    for (const [name, token] of Object.entries(corpus)) {
      expect({ name, status: (await pushWith(token)).status }).toEqual({ name, status: 401 });
    }
  });

  test('a wrong PIN and a number nobody has get the same answer', async () => {
    const wrong = await gym.signIn(NOAH.number, '9999');
    const unknown = await gym.signIn('no-such-number', '9999');
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(await wrong.text()).toBe(await unknown.text());
    expect((await gym.signIn(NOAH.number, NOAH.pin)).status).toBe(200);
  });

  test.each([
    ['a member', MARA.number],
    ['a number nobody has', '7777'],
  ])('guessing the PIN of %s is cut short', async (_name, number) => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 30; guess += 1) {
      const answer = await gym.signIn(number, String(1_000 + guess));
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(new Set(statuses.slice(5))).toEqual(new Set([429]));
    gym.central.time.nowMs += 2 * 86_400_000;
    expect((await gym.signIn(MARA.number, MARA.pin)).status).toBe(200);
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  test('a PIN set at the front desk replaces the old one and ends the waiting', async () => {
    const parts = { database: gym.central.store, pinVerifier: createPinVerifier() };
    const setPin = (memberNumber: string, pin: string) =>
      setMemberPin({ gymId: TEST_GYM, memberNumber, pin }, parts);
    for (let guess = 0; guess < 6; guess += 1) await gym.signIn(NOAH.number, '0000');
    expect((await gym.signIn(NOAH.number, NOAH.pin)).status).toBe(429);
    expect(await setPin(NOAH.number, '246810')).toEqual({ ok: true, value: { memberId: NOAH.id } });
    expect((await gym.signIn(NOAH.number, NOAH.pin)).status).toBe(401);
    expect((await gym.signIn(NOAH.number, '246810')).status).toBe(200);
    expect(await setPin(NOAH.number, '12')).toMatchObject({ code: 'weak_pin' });
    expect(await setPin('no-such-number', '246810')).toMatchObject({ code: 'unknown_member' });
  });

  test('a number that somebody else is given later still signs its owner in, and nobody else', async () => {
    const namesake = enrolment('twin-2', '3003');
    await gym.push(gym.kiosk, [
      gym.kiosk.fact(enrolment('twin-1', '3003')),
      gym.kiosk.fact({ ...namesake, payload: { ...namesake.payload, last_name: 'Other' } }),
    ]);
    const parts = { database: gym.central.store, pinVerifier: createPinVerifier() };
    const set = await setMemberPin({ gymId: TEST_GYM, memberNumber: '3003', pin: '4711' }, parts);
    expect(set).toEqual({ ok: true, value: { memberId: 'twin-1' } });
    const signedIn = await gym.signIn('3003', '4711');
    expect(await signedIn.json()).toMatchObject({ member_id: 'twin-1' });
  });

  test('parallel guesses get no more tries than guesses one by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => gym.signIn('8888', String(2_000 + index))),
    );
    const judged = answers.filter(({ status }) => status === 401).length;
    expect(judged).toBeGreaterThan(0);
    expect(judged).toBeLessThanOrEqual(5);
  });
});
