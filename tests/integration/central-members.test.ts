import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import type { CentralMemberDocument } from '../../shared/contract/central-members-api.ts';
import { leftOutStorage, storagesUnderTest, TEST_GYM } from '../support/central/test-central.ts';
import { MARA, openGymWithMembers, type GymWithMembers } from '../support/central/test-members.ts';
import { askAs, newColleague, newOwner, type TestStaff } from '../support/central/test-staff.ts';

const upwards = (left: number, right: number): number => left - right;

interface Answer {
  readonly status: number;
  readonly body: CentralMemberDocument & {
    readonly error?: { readonly code: string; readonly message: string; readonly holder?: object };
    readonly members: CentralMemberDocument[];
    readonly next_cursor: string | null;
  };
}

describe.each(storagesUnderTest())('the members that staff keep on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  let owner: TestStaff;
  let desk: TestStaff;
  let numbers = 0;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
    owner = await newOwner(gym.central);
    desk = await newColleague(gym.central, owner, 'desk');
  });
  afterAll(() => gym.close());

  async function ask(method: string, path: string, body?: object, token = desk.token): Promise<Answer> {
    const answer = await askAs(`${gym.central.url}${path}`, {
      method,
      token,
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }
  const newNumber = (): string => `9${String((numbers += 1)).padStart(4, '0')}`;
  async function enrol(more: object = {}): Promise<CentralMemberDocument> {
    const said = { member_number: newNumber(), first_name: 'Ada', last_name: 'Berg', ...more };
    const { status, body } = await ask('POST', '/api/members', said);
    expect({ status, body }).toMatchObject({ status: 200, body: said });
    return body;
  }
  const facts = (memberId: string) =>
    gym.central.store.query(
      statement<{ kind: string; actor: string }>(
        'select kind, actor from facts where gym_id = $1 and user_id = $2 order by seq',
        [TEST_GYM, memberId],
      ),
    );
  const holder = (member: CentralMemberDocument) => ({
    member_id: member.member_id,
    name: `${member.first_name} ${member.last_name}`,
  });

  test('are enrolled, changed, given a card, a strap, a freeze and an end, all in the name of who did it', async () => {
    const ada = await enrol({ email: 'ada@mail.example', status: 'unpaid', language: 'de' });
    expect(ada).toMatchObject({
      email: 'ada@mail.example',
      status: 'unpaid',
      language: 'de',
      has_pin: false,
    });
    const at = `/api/members/${ada.member_id}`;
    await ask('PATCH', at, {
      last_name: 'Lund',
      phone: '+49 30 1234',
      last_day: '2026-12-31',
      status: 'active',
    });
    await ask('POST', `${at}/cards`, { code: '0008075634' });
    await ask('POST', `${at}/straps`, { sensor_id: '4711' });
    await ask('POST', `${at}/freezes`, { from: '2026-11-01', to: '2026-11-14' });
    expect((await ask('POST', `${at}/pin`, { pin: '739105' })).status).toBe(200);
    expect((await ask('GET', at)).body).toMatchObject({
      first_name: 'Ada',
      last_name: 'Lund',
      email: 'ada@mail.example',
      phone: '+49 30 1234',
      last_day: '2026-12-31',
      status: 'active',
      has_pin: true,
      cards: ['0008075634'],
      straps: ['4711'],
      freezes: [{ from: '2026-11-01', to: '2026-11-14' }],
    });
    expect((await gym.signIn(ada.member_number, '739105')).status).toBe(200);
    const said = await facts(ada.member_id);
    expect(new Set(said.map(({ actor }) => actor))).toEqual(new Set([`staff:${desk.staffId}`]));
    expect(said.map(({ kind }) => kind)).toEqual([
      'member.enrolled',
      'member.changed',
      'member.contact_changed',
      'member.changed',
      'member.contact_changed',
      'membership.ended',
      'card.enrolled',
      'strap.enrolled',
      'membership.frozen',
    ]);
    const { entries } = (await (
      await gym.get(`/api/audit?member_id=${ada.member_id}`, owner.token)
    ).json()) as { entries: { action: string }[] };
    expect(entries.map(({ action }) => action).toReversed()).toEqual([
      'members.add',
      'members.change',
      'members.addCard',
      'members.addStrap',
      'members.freeze',
      'members.setPin',
      'members.get',
    ]);
  });

  test('are found by part of a name and by how a number begins, page by page, each once', async () => {
    const people = [
      ['Özil', 'Zoe'],
      ['özil', 'Abe'],
      ["O'Neil", 'Kim'],
      ['100%', 'Kim'],
      ['Kim_Lee', 'Kim'],
    ];
    for (const [last, first] of people) await enrol({ first_name: first, last_name: last });
    const found = async (query: string): Promise<string[]> => {
      const names: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const more = cursor === '' ? '' : `&cursor=${cursor}`;
        const { body } = await ask('GET', `/api/members?limit=2&query=${encodeURIComponent(query)}${more}`);
        names.push(...body.members.map((one) => one.last_name));
        cursor = body.next_cursor;
      }
      return names;
    };
    expect(await found('zil')).toEqual(['Özil', 'özil']);
    expect(await found("o'n")).toEqual(["O'Neil"]);
    expect(await found('%')).toEqual(['100%']);
    expect(await found('m_l')).toEqual(['Kim_Lee']);
    expect(await found(MARA.number)).toEqual(['Lind']);
    expect(await found('nobody of that name')).toEqual([]);
    const all = await found('');
    expect(all.length).toBe(await gym.countRows('users'));
    for (const cursor of [
      'x',
      Buffer.from('["a"]').toString('base64url'),
      Buffer.from('[1,2,3]').toString('base64url'),
    ])
      expect((await ask('GET', `/api/members?cursor=${cursor}`)).body.error?.code).toBe('invalid_request');
  });

  test('have a number, a card and a strap of their own; who has it already is said', async () => {
    const [ada, eve] = [await enrol(), await enrol({ first_name: 'Eve', last_name: 'Holm' })];
    const taken = { code: 'member_number_taken', holder: holder(ada) };
    const twin = { member_number: ` 00${ada.member_number}`, first_name: 'Ada', last_name: 'Berg' };
    expect(await ask('POST', '/api/members', twin)).toMatchObject({ status: 409, body: { error: taken } });
    const at = `/api/members/${eve.member_id}`;
    expect(await ask('PATCH', at, { member_number: ada.member_number })).toMatchObject({
      status: 409,
      body: { error: taken },
    });
    await ask('POST', `/api/members/${ada.member_id}/cards`, { code: '0009123456' });
    await ask('POST', `/api/members/${ada.member_id}/straps`, { sensor_id: '815' });
    // The same tag as a programmer writes it.
    const hex = `6F${(9_123_456).toString(16).padStart(8, '0')}`.toUpperCase();
    for (const code of ['9123456', '0009123456', hex])
      expect(await ask('POST', `${at}/cards`, { code })).toMatchObject({
        status: 409,
        body: { error: { code: 'card_taken', holder: holder(ada) } },
      });
    expect(await ask('POST', `${at}/straps`, { sensor_id: '815' })).toMatchObject({
      status: 409,
      body: { error: { code: 'strap_taken', holder: holder(ada) } },
    });
    expect((await ask('POST', `${at}/cards`, { code: '0000000000' })).body.error?.code).toBe('blank_card');
    // Given away, they are free; and a number that was changed is.
    expect((await ask('DELETE', `/api/members/${ada.member_id}/cards/9123456`)).body.cards).toEqual([]);
    expect((await ask('DELETE', `/api/members/${ada.member_id}/straps/815`)).body.straps).toEqual([]);
    expect((await ask('DELETE', `/api/members/${ada.member_id}/straps/815`)).body.error?.code).toBe(
      'unknown_strap',
    );
    expect((await ask('POST', `${at}/cards`, { code: hex })).body.cards).toHaveLength(1);
    expect((await ask('POST', `${at}/straps`, { sensor_id: '815' })).body.straps).toEqual(['815']);
    await ask('PATCH', `/api/members/${ada.member_id}`, { member_number: newNumber() });
    expect((await ask('PATCH', at, { member_number: ada.member_number })).status).toBe(200);
  });

  test('are one for each number, card and strap, also when ten desks say so at the same moment', async () => {
    const tenOf = async (
      path: (index: number) => string,
      body: (index: number) => object,
    ): Promise<number[]> =>
      (
        await Promise.all(Array.from({ length: 10 }, (_, index) => ask('POST', path(index), body(index))))
      ).map(({ status }) => status);
    const number = newNumber();
    const enrolled = await tenOf(
      () => '/api/members',
      (index) => ({ member_number: number, first_name: `Twin ${index}` }),
    );
    const once = [200, ...Array<number>(9).fill(409)];
    expect(enrolled.toSorted(upwards)).toEqual(once);
    const people = await Promise.all(Array.from({ length: 10 }, () => enrol()));
    const of = (what: string) => (index: number) => `/api/members/${people[index]?.member_id}/${what}`;
    expect((await tenOf(of('cards'), () => ({ code: '0004444444' }))).toSorted(upwards)).toEqual(once);
    expect((await tenOf(of('straps'), () => ({ sensor_id: '4444' }))).toSorted(upwards)).toEqual(once);
  });

  test('are enrolled once, however often the same is sent', async () => {
    const body = { id: randomUUID(), member_number: newNumber(), first_name: 'Ida' };
    const [first, again] = [await ask('POST', '/api/members', body), await ask('POST', '/api/members', body)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect((await facts(body.id)).length).toBe(1);
    const other = await ask('POST', '/api/members', { ...body, member_number: newNumber() });
    expect(other.body.error?.code).toBe('id_conflict');
    const before = await gym.countRows('facts');
    await ask('PATCH', `/api/members/${body.id}`, {});
    expect(await gym.countRows('facts')).toBe(before);
  });

  test('who are one person become one, and keep cards and straps of both', async () => {
    const [ada, twin] = [await enrol(), await enrol({ first_name: 'A.' })];
    await ask('POST', `/api/members/${ada.member_id}/cards`, { code: '0005555555' });
    await ask('POST', `/api/members/${twin.member_id}/cards`, { code: '0006666666' });
    const merged = await ask('POST', `/api/members/${ada.member_id}/merge`, { other_id: twin.member_id });
    expect(merged).toMatchObject({
      status: 200,
      body: { first_name: 'Ada', member_number: ada.member_number },
    });
    expect(merged.body.cards.toSorted()).toEqual(['0005555555', '0006666666']);
    expect((await ask('GET', `/api/members/${twin.member_id}`)).status).toBe(404);
    const said = (other: string) => ask('POST', `/api/members/${ada.member_id}/merge`, { other_id: other });
    expect((await said(ada.member_id)).body.error?.code).toBe('same_member');
    expect((await said('nobody')).body.error?.code).toBe('unknown_member');
  });

  test('who cannot be are refused with what does not fit, and nothing is kept of it', async () => {
    const before = await gym.countRows('facts');
    const ada = { member_number: newNumber(), first_name: 'Ada' };
    for (const more of [
      { member_number: '0' },
      { member_number: '' },
      { first_name: ' ' },
      { first_name: 'A\u0000' },
      { email: 'nobody' },
      { birth_date: '1990-02-30' },
      { height_cm: 17 },
      { status: 'gold' },
      { membership_status: 'active' },
    ])
      expect({
        more,
        code: (await ask('POST', '/api/members', { ...ada, ...more })).body.error?.code,
      }).toEqual({
        more,
        code: 'invalid_request',
      });
    const at = `/api/members/${MARA.id}`;
    expect((await ask('POST', `${at}/freezes`, { from: '2026-02-02', to: '2026-02-01' })).status).toBe(400);
    expect((await ask('POST', `${at}/pin`, { pin: '1234' })).body.error?.code).toBe('weak_pin');
    expect(await gym.countRows('facts')).toBe(before);
  });

  test('are not expected while the gym is closed, which its owner says', async () => {
    const christmas = { from: '2026-12-24', to: '2026-12-26' };
    expect((await ask('POST', '/api/closures', christmas, owner.token)).status).toBe(200);
    const { body } = await ask('GET', '/api/closures');
    expect(body).toEqual({ closures: [christmas] });
  });

  test('come in at kiosks that the owner lets in and shuts out', async () => {
    const made = await ask('POST', '/api/kiosks/codes', {}, owner.token);
    const gate = gym.strangeKiosk();
    const { code } = made.body as unknown as { code: string };
    expect((await gate.pair(gym.central.url, code)).status).toBe(200);
    const kiosks = async () =>
      (
        (await ask('GET', '/api/kiosks')).body as unknown as {
          kiosks: { kiosk_id: string; revoked_at: string }[];
        }
      ).kiosks;
    expect(await kiosks()).toContainEqual(
      expect.objectContaining({ kiosk_id: gate.kioskId, revoked_at: null }),
    );
    const revoke = () => ask('POST', `/api/kiosks/${gate.kioskId}/revoke`, {}, owner.token);
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).body.error?.code).toBe('unknown_kiosk');
    const pushed = await gate.push(gym.central.url, [gate.fact({ kind: 'dashboard.opened' })]);
    expect(pushed.status).toBe(403);
  });
});

const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(storagesUnderTest()).toHaveLength(1));
