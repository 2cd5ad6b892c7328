import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import { checkChain } from '../../central/sync/check-chain.ts';
import { DraftRefused, type CentralDraft } from '../../central/sync/gym-log.ts';
import { sayAtCentral } from '../../central/sync/say-at-central.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { openTestGym, type TestGym } from '../support/central/test-gym.ts';
import { enrolment } from '../support/central/test-kiosk.ts';

const enrolled = (memberId: string, memberNumber: string, firstName = 'Mara'): CentralDraft => ({
  kind: 'member.enrolled',
  memberId,
  payload: {
    member_number: memberNumber,
    first_name: firstName,
    last_name: 'Lind',
    alias: 'Heron',
    sex: 'female',
    birth_date: '1990-04-01',
    joined_at: '2025-01-06T09:00:00.000Z',
  },
});

describe.each(storagesUnderTest())('what central says of a gym, on $name', (storageUnderTest) => {
  let gym: TestGym;
  beforeAll(async () => {
    gym = await openTestGym(storageUnderTest);
  });
  afterAll(() => gym.close());

  const say = (drafts: readonly CentralDraft[], actor = 'staff:kim', nowMs = gym.central.time.nowMs) =>
    gym.central.store.transaction((sql) => sayAtCentral(sql, TEST_GYM, drafts, { nowMs, actor }));
  const rows = <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    gym.central.store.query(statement<Row>(text, values));
  const refusal = async (drafts: readonly CentralDraft[]): Promise<unknown> =>
    say(drafts).catch((error: unknown) => error);

  test('is a member with a card, a strap, an address and an end, in whoever’s name it was said', async () => {
    await say([enrolled('ada', '7')], 'import:members.csv');
    await say([
      { kind: 'card.enrolled', memberId: 'ada', payload: { code: '0008075634' } },
      { kind: 'strap.enrolled', memberId: 'ada', payload: { sensor_id: '4711' } },
      { kind: 'member.changed', memberId: 'ada', payload: { last_name: 'Berg', height_cm: 171.5 } },
      { kind: 'member.contact_changed', memberId: 'ada', payload: { email: 'ada@example.org' } },
      { kind: 'membership.ended', memberId: 'ada', payload: { last_day: '2026-12-31' } },
    ]);
    await say([{ kind: 'member.contact_changed', memberId: 'ada', payload: { phone: '+49 30 1234' } }]);
    expect(
      await rows('select first_name, last_name, height_cm, birth_date from users where id = $1', 'ada'),
    ).toEqual([{ first_name: 'Mara', last_name: 'Berg', height_cm: 171.5, birth_date: '1990-04-01' }]);
    expect(
      await rows('select email, phone, language from contact_settings where user_id = $1', 'ada'),
    ).toEqual([{ email: 'ada@example.org', phone: '+49 30 1234', language: null }]);
    expect(await rows('select user_id from cards')).toEqual([{ user_id: 'ada' }]);
    expect(await rows('select last_date from membership_ends')).toEqual([{ last_date: '2026-12-31' }]);
    await say([
      { kind: 'card.revoked', memberId: 'ada', payload: { code: '8075634' } },
      { kind: 'strap.removed', memberId: 'ada', payload: { sensor_id: '4711' } },
    ]);
    expect(await rows('select user_id from cards union all select user_id from straps')).toEqual([
      { user_id: null },
      { user_id: null },
    ]);
    expect(
      await rows(`select actor, count(*) as facts from facts where user_id = 'ada' group by 1 order by 1`),
    ).toEqual([
      { actor: 'import:members.csv', facts: 1 },
      { actor: 'staff:kim', facts: 8 },
    ]);
  });

  test('changes a member who is enrolled later, by a kiosk that did not know better', async () => {
    const kiosk = await gym.newKiosk();
    await say([
      { kind: 'member.changed', memberId: 'late', payload: { first_name: 'Maria', birth_date: null } },
    ]);
    await gym.push(kiosk, [kiosk.fact(enrolment('late', '8'))]);
    expect(await rows('select first_name, last_name, birth_date from users where id = $1', 'late')).toEqual([
      { first_name: 'Maria', last_name: 'Lind', birth_date: null },
    ]);
  });

  test('is a timetable, in which a cancelled class stays cancelled', async () => {
    const spin = (name: string): CentralDraft => ({
      kind: 'class.scheduled',
      memberId: null,
      payload: {
        class_id: 'spin-1',
        name,
        class_type: 'spin',
        instructor: 'Kim',
        starts_at: '2026-10-16T16:00:00.000Z',
        duration_min: 45,
        places: 12,
      },
    });
    await say([spin('Spin'), spin('Spin for all')]);
    expect(await rows('select name, places from classes')).toEqual([{ name: 'Spin for all', places: 12 }]);
    await say([{ kind: 'class.cancelled', memberId: null, payload: { class_id: 'spin-1' } }]);
    await say([spin('Spin again')]);
    expect(await rows('select name from classes')).toEqual([]);
  });

  test('is one chain without a gap, whoever speaks at the same moment', async () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      say([1, 2, 3].map((each) => enrolled(`many-${index}-${each}`, `m-${index}-${each}`))),
    );
    await Promise.all(many);
    const log = await rows<{ epoch: number; seq: number; prevHash: string; hash: string }>(
      `select epoch, seq, prev_hash as "prevHash", hash from facts
       where kiosk_id = (select writer_id from gym_logs where gym_id = $1) order by epoch, seq`,
      TEST_GYM,
    );
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(await checkChain(log, [], async () => [])).toEqual([]);
    expect(await rows('select seq, hash from gym_logs')).toEqual([
      { seq: log.length, hash: log.at(-1)?.hash },
    ]);
  });

  test('is all of it or nothing', async () => {
    const before = await gym.countRows('facts');
    const wrong: [CentralDraft, string][] = [
      [{ kind: 'dashboard.opened', memberId: 'ada', payload: {} }, 'not_central'],
      [{ kind: 'card.enrolled', memberId: null, payload: { code: '1' } }, 'member_missing'],
      [{ kind: 'member.changed', memberId: 'ada', payload: {} }, 'payload_invalid'],
      [{ kind: 'member.changed', memberId: 'ada', payload: { first_name: 'A\0' } }, 'payload_invalid'],
      [{ ...enrolled('eve', '9'), happenedAtMs: TEST_NOW_MS + 1 }, 'of_the_future'],
      [enrolled('eve', '7', 'Eve'), 'member_number_taken'],
    ];
    for (const [draft, code] of wrong) {
      const error = await refusal([enrolled('fine', 'fine'), draft]);
      expect(error).toBeInstanceOf(DraftRefused);
      expect(error).toMatchObject({ code, index: 1 });
    }
    expect(await refusal([enrolled('eve', '7', 'Eve')])).toMatchObject({ holderId: 'ada' });
    expect(await gym.countRows('facts')).toBe(before);
  });

  test('is brought in with the time at which it happened', async () => {
    await say([
      {
        kind: 'check_in.accepted',
        memberId: 'ada',
        payload: { visit_id: '00000000-0000-4000-8000-000000000007', class_id: null, device: 'import' },
        happenedAtMs: Date.parse('2014-03-01T08:00:00.000Z'),
      },
    ]);
    expect(await rows('select checked_in_at from counted_visits where user_id = $1', 'ada')).toEqual([
      { checked_in_at: Date.parse('2014-03-01T08:00:00.000Z') },
    ]);
  });

  test('is nothing that a kiosk may say in its place', async () => {
    const kiosk = await gym.newKiosk();
    const verdicts = await gym.push(kiosk, [
      kiosk.fact({ kind: 'class.cancelled', payload: { class_id: 'spin-1' } }),
    ]);
    expect(verdicts).toEqual([expect.objectContaining({ verdict: 'rejected', code: 'writer_scope' })]);
  });
});
