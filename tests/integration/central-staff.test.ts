import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPinVerifier } from '../../central/auth/pin-verifier.ts';
import { setMemberPin } from '../../central/flows/set-member-pin.ts';
import { statement } from '../../central/store/database.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import {
  addMember,
  expectError,
  MARA,
  openGymWithMembers,
  type GymWithMembers,
} from '../support/central/test-members.ts';
import {
  askAs,
  codeOf,
  newColleague,
  newOwner,
  PASSWORD,
  signInStaffAt,
  type SignInAnswer,
  type TestStaff,
} from '../support/central/test-staff.ts';

interface AuditPage {
  readonly entries: {
    id: string;
    action: string;
    member_id: string | null;
    staff_id: string;
    detail: string | null;
  }[];
  readonly next_cursor: string | null;
}

describe.each(storagesUnderTest())('the staff of a gym on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  let owner: TestStaff;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest, { trustProxy: 1 });
    owner = await newOwner(gym.central);
  });
  afterAll(() => gym.close());

  const ask = (path: string, more: Parameters<typeof askAs>[1]) => askAs(`${gym.central.url}${path}`, more);
  const dashboardOf = (staff: { token: string }) => gym.get(`/api/dashboard/${MARA.id}`, staff.token);
  const auditOf = async (query = ''): Promise<AuditPage> =>
    (await (await gym.get(`/api/audit${query}`, owner.token)).json()) as AuditPage;

  test('sign in with address and password and are told their role; what does not fit gets one answer', async () => {
    const coach = await newColleague(gym.central, owner, 'coach');
    const answer = await signInStaffAt(gym.central, { email: `  ${coach.email.toUpperCase()} ` });
    expect(await answer.json()).toMatchObject({ role: 'coach', staff_id: coach.staffId, expires_in: 900 });
    const wrong = await signInStaffAt(gym.central, coach, { password: 'something else' });
    const nobody = await signInStaffAt(gym.central, { email: 'nobody@gym.example' });
    const elsewhere = await signInStaffAt(gym.central, { email: coach.email, gymId: 'gym-south' });
    expect([wrong.status, nobody.status, elsewhere.status]).toEqual([401, 401, 401]);
    expect(await wrong.text()).toBe(await nobody.text());
  });

  test('who look at a member leave one entry each, and a look that is refused leaves none', async () => {
    const coach = await newColleague(gym.central, owner, 'coach');
    const desk = await newColleague(gym.central, owner, 'desk');
    const before = (await auditOf(`?member_id=${MARA.id}`)).entries.length;
    expect((await dashboardOf(coach)).status).toBe(200);
    expect((await gym.get(`/api/progress/${MARA.id}/body_weight`, desk.token)).status).toBe(200);
    await expectError(await gym.get(`/api/progress/${MARA.id}/nonsense`, desk.token), 404, 'unknown_metric');
    await expectError(await gym.get('/api/dashboard/nobody', desk.token), 404, 'unknown_member');
    await expectError(
      await ask(`/api/progress/${MARA.id}/body_weight`, { token: desk.token, body: { value: 79 } }),
      403,
      'forbidden',
    );
    const entered = await ask(`/api/progress/${MARA.id}/body_weight`, {
      token: coach.token,
      body: { value: 79 },
    });
    expect(entered.status).toBe(200);
    const { entries } = await auditOf(`?member_id=${MARA.id}`);
    expect(entries.slice(0, entries.length - before)).toMatchObject([
      { action: 'progress.track', staff_id: coach.staffId, detail: 'body_weight' },
      { action: 'progress.history', staff_id: desk.staffId, detail: 'body_weight' },
      { action: 'dashboard.get', staff_id: coach.staffId, detail: null },
    ]);
    // Staff who look are not the member who comes back to it.
    const accessed = () =>
      gym.central.store.query(statement('select last_dashboard_access from users where id = $1', [MARA.id]));
    const [first] = await accessed();
    gym.central.time.nowMs += 1_000;
    await dashboardOf(coach);
    expect(await accessed()).toEqual([first]);
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  test('the audit trail is read page by page, each entry once', async () => {
    const coach = await newColleague(gym.central, owner, 'coach');
    for (let look = 0; look < 5; look += 1) await dashboardOf(coach);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: AuditPage = await auditOf(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(5);
    await expectError(await gym.get('/api/audit?cursor=x', owner.token), 400, 'invalid_request');
  });

  test('an owner does nothing before the second factor is there, and a code is used once', async () => {
    const fresh = await newOwner(gym.central, { withSecondFactor: false });
    await expectError(await dashboardOf(fresh), 403, 'second_factor_needed');
    const path = '/api/auth/staff/second-factor';
    await expectError(
      await ask(path, { token: fresh.token, body: { password: 'wrong password' } }),
      401,
      'sign_in_failed',
    );
    const begun = (await (await ask(path, { token: fresh.token, body: { password: PASSWORD } })).json()) as {
      secret: string;
      otpauth_url: string;
    };
    expect(begun.otpauth_url).toMatch(/^otpauth:\/\/totp\/Gym%20North:owner-/);
    const now = () => codeOf(begun.secret, gym.central.time.nowMs);
    const wrong = now() === '000000' ? '000001' : '000000';
    await expectError(
      await ask(`${path}/confirm`, { token: fresh.token, body: { code: wrong } }),
      401,
      'code_wrong',
    );
    await ask(`${path}/confirm`, { token: fresh.token, body: { code: now() } });
    expect((await dashboardOf(fresh)).status).toBe(200);

    await expectError(await signInStaffAt(gym.central, fresh), 401, 'code_needed');
    await expectError(await signInStaffAt(gym.central, fresh, { code: now() }), 401, 'sign_in_failed');
    gym.central.time.nowMs += 30_000;
    expect((await signInStaffAt(gym.central, fresh, { code: now() })).status).toBe(200);
    await expectError(await signInStaffAt(gym.central, fresh, { code: now() }), 401, 'sign_in_failed');
    const [row] = await gym.central.store.query(
      statement<{ totp_secret: string }>('select totp_secret from staff where staff_id = $1', [
        fresh.staffId,
      ]),
    );
    expect(row?.totp_secret).not.toContain(begun.secret);
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  test('a session ends with a sign-out, another role, a new password and the account; renewed it goes on', async () => {
    const coach = await newColleague(gym.central, owner, 'coach');
    const again = async (): Promise<{ token: string }> => {
      const answer = await signInStaffAt(gym.central, coach);
      return { token: ((await answer.json()) as SignInAnswer).access_token };
    };
    const change = (body: object) =>
      ask(`/api/staff/${coach.staffId}`, { method: 'PATCH', token: owner.token, body });
    const renewed = (await (
      await ask('/api/auth/staff/renew', { token: coach.token })
    ).json()) as SignInAnswer;
    expect((await dashboardOf({ token: renewed.access_token })).status).toBe(200);
    await ask('/api/auth/staff/sign-out', { token: coach.token });
    await expectError(await dashboardOf({ token: renewed.access_token }), 401, 'unauthorized');

    const second = await again();
    expect((await change({ role: 'desk' })).status).toBe(200);
    await expectError(await dashboardOf(second), 401, 'unauthorized');

    const [third, fourth] = [await again(), await again()];
    const path = '/api/auth/staff/password';
    await expectError(
      await ask(path, { token: third.token, body: { password: PASSWORD, new_password: 'short' } }),
      422,
      'weak_password',
    );
    await expectError(
      await ask(path, {
        token: third.token,
        body: { password: 'not mine', new_password: 'a much better one' },
      }),
      401,
      'sign_in_failed',
    );
    const changed = await ask(path, {
      token: third.token,
      body: { password: PASSWORD, new_password: 'a much better one' },
    });
    expect(changed.status).toBe(200);
    expect((await dashboardOf(third)).status).toBe(200);
    await expectError(await dashboardOf(fourth), 401, 'unauthorized');
    await expectError(await signInStaffAt(gym.central, coach), 401, 'sign_in_failed');

    expect((await change({ disabled: true })).status).toBe(200);
    await expectError(await dashboardOf(third), 401, 'unauthorized');
    await expectError(
      await signInStaffAt(gym.central, coach, { password: 'a much better one' }),
      401,
      'sign_in_failed',
    );
    await change({ disabled: false });
    expect((await signInStaffAt(gym.central, coach, { password: 'a much better one' })).status).toBe(200);
  });

  test('a working day after sign-in the session is over, however often it was renewed', async () => {
    const coach = await newColleague(gym.central, owner, 'coach');
    let { token } = coach;
    for (let quarters = 0; quarters < 47; quarters += 1) {
      gym.central.time.nowMs += 14 * 60_000;
      const renewed = await ask('/api/auth/staff/renew', { token });
      expect(renewed.status).toBe(200);
      token = ((await renewed.json()) as SignInAnswer).access_token;
    }
    gym.central.time.nowMs = TEST_NOW_MS + 12 * 3_600_000;
    await expectError(await ask('/api/auth/staff/renew', { token }), 401, 'unauthorized');
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  test('one address is one account, and the last owner stays', async () => {
    const coach = await newColleague(gym.central, owner, 'coach');
    const body = { email: coach.email.toUpperCase(), name: 'Twin', role: 'coach', password: PASSWORD };
    await expectError(await ask('/api/staff', { token: owner.token, body }), 409, 'email_taken');
    await expectError(
      await ask('/api/staff', { token: owner.token, body: { ...body, email: 'nobody' } }),
      400,
      'invalid_request',
    );
    const { staff } = (await (await gym.get('/api/staff', owner.token)).json()) as {
      staff: { staff_id: string; role: string }[];
    };
    const demote = (id: string) =>
      ask(`/api/staff/${id}`, { method: 'PATCH', token: owner.token, body: { role: 'coach' } });
    for (const { staff_id: id, role } of staff)
      if (role === 'owner' && id !== owner.staffId) await demote(id);
    await expectError(await demote(owner.staffId), 409, 'last_owner');
    await expectError(await demote('nobody'), 404, 'unknown_staff');
  });

  // Signal-Android#5144: by code point these came behind Zimmer.
  test('are listed as people sort names', async () => {
    const names = ['adams', 'de Vries', 'Öztürk', 'Zimmer'];
    for (const name of names.toReversed())
      await ask('/api/staff', {
        token: owner.token,
        body: { email: `${encodeURIComponent(name)}@gym.example`, name, role: 'coach', password: PASSWORD },
      });
    const { staff } = (await (await gym.get('/api/staff', owner.token)).json()) as {
      staff: { name: string }[];
    };
    expect(staff.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(names);
  });

  test.each(['a colleague', 'a member'])('no stranger keeps %s out, however hard they try', async (who) => {
    const person = await addMember(gym);
    const coach = await newColleague(gym.central, owner, 'coach');
    const signIn = (secret: string | null, from: string) =>
      who === 'a member'
        ? ask('/api/auth/token', {
            from,
            body: { gym_id: TEST_GYM, member_number: person.number, pin: secret ?? person.pin },
          })
        : signInStaffAt(gym.central, coach, { from, ...(secret === null ? {} : { password: secret }) });
    const home = '198.51.100.7';
    expect((await signIn(null, home)).status).toBe(200);

    const guesses = async (from: (guess: number) => string, count: number): Promise<number[]> => {
      const statuses: number[] = [];
      for (let guess = 0; guess < count; guess += 1)
        statuses.push((await signIn(String(5_000 + guess), from(guess))).status);
      return statuses;
    };
    // One stranger, then a crowd of them.
    const alone = await guesses(() => '203.0.113.1', 8);
    expect(alone).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const crowd = await guesses((guess) => `2001:db8:${guess.toString(16)}::1`, 40);
    expect(crowd.filter((status) => status === 401)).toHaveLength(15);
    expect(new Set(crowd.slice(15))).toEqual(new Set([429]));
    // Where they belong nobody waits, and mistakes there are forgiven.
    expect(await guesses(() => home, 3)).toEqual([401, 401, 401]);
    expect((await signIn(null, home)).status).toBe(200);
    // At a place of their own they are slowed down as long as the crowd goes on, and then let in.
    const elsewhere = await signIn(null, '192.0.2.9');
    expect(elsewhere.status).toBe(429);
    gym.central.time.nowMs += 1_000;
    expect((await signIn(null, '192.0.2.9')).status).toBe(200);
    gym.central.time.nowMs = TEST_NOW_MS;
  });

  test('a PIN that is set at the desk ends every wait for its member', async () => {
    const person = await addMember(gym);
    const signIn = (pin: string, from: string) =>
      ask('/api/auth/token', { from, body: { gym_id: TEST_GYM, member_number: person.number, pin } });
    for (let guess = 0; guess < 30; guess += 1) await signIn('9998', `192.0.2.${guess}`);
    expect((await signIn(person.pin, '198.51.100.9')).status).toBe(429);
    await setMemberPin(
      { gymId: TEST_GYM, memberNumber: person.number, pin: '246802' },
      { database: gym.central.store, pinVerifier: createPinVerifier() },
    );
    expect((await signIn('246802', '198.51.100.9')).status).toBe(200);
  });

  test('addresses of those who sign in are not kept as they are', async () => {
    const rows = await gym.central.store.query(
      statement<{ source: string }>(
        'select source from known_sources union select source from sign_in_attempts',
      ),
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { source } of rows) expect(source).toMatch(/^$|^[\w-]{22}$/);
  });
});
