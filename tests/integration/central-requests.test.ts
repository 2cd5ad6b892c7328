import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeRows } from '../../central/store/domain-rows.ts';
import { goalRow } from '../../shared/facts/domain-rows.ts';
import type { GoalId, MemberId } from '../../shared/base/ids.ts';
import { progressHistorySchema } from '../../shared/contract/member-documents.ts';
import type { Goal } from '../../shared/domain/goals/goal.ts';
import { sendRaw } from '../support/central/raw-http.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import {
  expectError,
  MARA,
  NOAH,
  openGymWithMembers,
  type GymWithMembers,
} from '../support/central/test-members.ts';

describe.each(storagesUnderTest())('requests that central on $name refuses', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  test.each([
    ['nothing', '{}', 400, 'invalid_request'],
    ['no value', '{"source": "manual"}', 400, 'invalid_request'],
    ['a null', '{"value": null}', 400, 'invalid_request'],
    ['a text', '{"value": "80"}', 400, 'invalid_request'],
    ['a number too large for JSON', '{"value": 1e999}', 400, 'invalid_request'],
    ['broken JSON', '{"value": ', 400, 'invalid_request'],
    ['an empty body', '', 400, 'invalid_request'],
    ['an unknown source', '{"value": 80, "source": "guess"}', 400, 'invalid_request'],
    ['four hundred kilograms and one', '{"value": 401}', 422, 'implausible_value'],
    ['a negative weight', '{"value": -80}', 422, 'implausible_value'],
    ['a time next year', '{"value": 80, "recorded_at": "2027-10-15T08:00:00Z"}', 422, 'implausible_time'],
  ])('an entry of %s is refused', async (_name, body, status, code) => {
    await expectError(
      await gym.post(`/api/progress/${MARA.id}/body_weight`, body, await gym.tokenOf(MARA)),
      status,
      code,
    );
  });

  test('a metric that nobody measures is not found, to read and to write', async () => {
    const token = await gym.tokenOf(MARA);
    await expectError(await gym.get(`/api/progress/${MARA.id}/shoe_size`, token), 404, 'unknown_metric');
    await expectError(
      await gym.post(`/api/progress/${MARA.id}/shoe_size`, { value: 43 }, token),
      404,
      'unknown_metric',
    );
    await expectError(
      await gym.get(`/api/progress/${MARA.id}/body_weight?time_range=decade`, token),
      400,
      'invalid_request',
    );
  });

  test('an entry that is sent twice is stored once, and its id serves no other entry', async () => {
    const token = await gym.tokenOf(MARA);
    const id = randomUUID();
    const entry = { value: 92.5, id, recorded_at: '2026-10-14T18:00:00.000Z' };
    const first = await gym.post(`/api/progress/${MARA.id}/waist_circumference`, entry, token);
    const again = await gym.post(`/api/progress/${MARA.id}/waist_circumference`, entry, token);
    const answer = { success: true, id, recorded_at: '2026-10-14T18:00:00.000Z' };
    await expect(first.json()).resolves.toEqual(answer);
    await expect(again.json()).resolves.toEqual(answer);
    await expectError(
      await gym.post(`/api/progress/${MARA.id}/waist_circumference`, { ...entry, value: 93 }, token),
      409,
      'id_conflict',
    );
    const history = progressHistorySchema.parse(
      await (await gym.get(`/api/progress/${MARA.id}/waist_circumference`, token)).json(),
    );
    expect(history.history).toEqual([
      { recorded_at: '2026-10-14T18:00:00.000Z', value: 92.5, source: 'manual' },
    ]);
  });

  test('an entry without an id is one reading too, however often it is sent', async () => {
    const token = await gym.tokenOf(NOAH);
    const entry = { value: 91.2, recorded_at: '2026-10-13T18:00:00.000Z' };
    const answers = [];
    for (let time = 0; time < 3; time += 1) {
      const answer = await gym.post(`/api/progress/${NOAH.id}/waist_circumference`, entry, token);
      answers.push(((await answer.json()) as { id: string }).id);
    }
    expect(new Set(answers).size).toBe(1);
    const other = { ...entry, value: 91.4 };
    expect((await gym.post(`/api/progress/${NOAH.id}/waist_circumference`, other, token)).status).toBe(200);
    const history = progressHistorySchema.parse(
      await (await gym.get(`/api/progress/${NOAH.id}/waist_circumference`, token)).json(),
    );
    expect(history.history.map(({ value }) => value).toSorted((one, other) => one - other)).toEqual([
      91.2, 91.4,
    ]);
  });

  test.each([
    ['a streak', 'attendance_streak', { value: 520 }, 422, 'not_by_hand'],
    ['what a strap hears', 'average_heart_rate', { value: 120 }, 422, 'not_by_hand'],
    [
      'a value as if a device had said it',
      'body_weight',
      { value: 80, source: 'device' },
      400,
      'invalid_request',
    ],
    ['a field that nobody knows', 'body_weight', { value: 80, note: 'x' }, 400, 'invalid_request'],
  ])('nobody enters %s by hand', async (_what, metricType, body, status, code) => {
    const token = await gym.tokenOf(MARA);
    await expectError(await gym.post(`/api/progress/${MARA.id}/${metricType}`, body, token), status, code);
  });

  test('wishes with a field that nobody knows are refused whole', async () => {
    const answer = await fetch(`${gym.central.url}/api/notifications/${MARA.id}/preferences`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await gym.tokenOf(MARA)}` },
      body: JSON.stringify({ preferences: [], sms: true }),
    });
    await expectError(answer, 400, 'invalid_request');
  });

  test("an entry moves the member's goal along and, at the target, achieves it", async () => {
    const token = await gym.tokenOf(MARA);
    const goal: Goal = {
      id: 'goal-1' as GoalId,
      memberId: MARA.id as MemberId,
      metricType: 'resting_heart_rate',
      startValue: 66,
      targetValue: 60,
      currentValue: 66,
      startDate: '2026-10-01',
      targetDate: '2026-12-31',
      status: 'active',
      autoAdjust: false,
    };
    await gym.central.store.query(storeRows(TEST_GYM, 'goals', [goalRow(goal, TEST_NOW_MS)]));
    const goalAfter = async (value: number): Promise<unknown> => {
      await gym.post(`/api/progress/${MARA.id}/resting_heart_rate`, { value }, token);
      const answer = await gym.get(`/api/progress/${MARA.id}/resting_heart_rate`, token);
      return progressHistorySchema.parse(await answer.json()).related_goals[0];
    };
    expect(await goalAfter(63)).toMatchObject({ goal_id: 'goal-1', current_value: 63, status: 'active' });
    gym.central.time.nowMs += 60_000;
    expect(await goalAfter(60)).toMatchObject({ goal_id: 'goal-1', current_value: 60, status: 'achieved' });
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  test('odd member numbers find nobody and break nothing', async () => {
    for (const number of ['-', '%', "' or 1=1 --", 'x'.repeat(32), '\u202e1001', '١٠٠١']) {
      expect((await gym.signIn(number, '4711')).status).toBe(401);
    }
    await expectError(await gym.signIn('10\u000001', '4711'), 400, 'invalid_request');
    await expectError(await gym.signIn('', '4711'), 400, 'invalid_request');
    await expectError(await gym.signIn('x'.repeat(10_000), '4711'), 400, 'invalid_request');
  });

  test.each([
    ['an address that is not there', () => gym.get('/api/nothing'), 404, 'not_found'],
    ['a method that is not there', () => gym.post('/api/health', {}), 404, 'not_found'],
    [
      'a body that is no JSON',
      () =>
        fetch(`${gym.central.url}/api/kiosks/pair`, {
          method: 'POST',
          headers: { 'content-type': 'text/xml' },
          body: '<a/>',
        }),
      415,
      'unsupported_media_type',
    ],
    [
      'a packed body',
      () =>
        fetch(`${gym.central.url}/api/kiosks/pair`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body: '{}',
        }),
      415,
      'unsupported_media_type',
    ],
    [
      'a body over 1 MiB',
      () => gym.post('/api/kiosks/pair', { name: 'x'.repeat(1_100_000) }),
      413,
      'body_too_large',
    ],
    [
      'a field the contract does not have',
      () => gym.post('/api/auth/token', { gym_id: 'g', member_number: '1', pin: '1234', admin: true }),
      400,
      'invalid_request',
    ],
    [
      'a key that is none',
      () =>
        gym.post('/api/kiosks/pair', {
          pairing_code: 'WHATEVER',
          kiosk_id: randomUUID(),
          name: 'k',
          public_key: { kty: 'OKP', crv: 'Ed25519', x: 'é'.repeat(43) },
        }),
      400,
      'invalid_request',
    ],
  ])('%s is answered in the one error shape', async (_name, ask, status, code) => {
    await expectError(await ask(), status, code);
  });

  test('bytes that are no HTTP get the error shape too', async () => {
    const answer = await sendRaw(gym.central.url, 'NONSENSE\r\n\r\n');
    expect(answer.startsWith('HTTP/1.1 400 ')).toBe(true);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({
      error: { code: 'invalid_request' },
    });
  });

  test('answers carry no server name, no foreign origin and are kept nowhere', async () => {
    const answer = await fetch(`${gym.central.url}/api/health`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    await expect(answer.json()).resolves.toMatchObject({
      status: 'ok',
      storage: storageUnderTest.name.toLowerCase(),
    });
    expect(answer.headers.get('server')).toBeNull();
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
