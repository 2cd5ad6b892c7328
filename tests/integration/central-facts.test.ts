import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KioskCaller } from '../../central/auth/callers.ts';
import { statement } from '../../central/store/database.ts';
import { judgeFact } from '../../central/sync/judge-fact.ts';
import { createParkedReader } from '../../central/sync/read-parked.ts';
import { storeFacts } from '../../central/sync/store-facts.ts';
import type { GymId, MemberId } from '../../shared/base/ids.ts';
import { createKeptLog, storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { openTestGym, type TestGym } from '../support/central/test-gym.ts';
import { visit, weight } from '../support/central/test-gym-facts.ts';
import { enrolment, hashOf, type TestKiosk } from '../support/central/test-kiosk.ts';

describe.each(storagesUnderTest())('what central on $name makes of facts', (storageUnderTest) => {
  let gym: TestGym;
  beforeAll(async () => {
    gym = await openTestGym(storageUnderTest);
  });
  afterAll(() => gym.close());

  test('what this server does not know yet is kept and parked, not dropped and not applied', async () => {
    const sender = await gym.newKiosk();
    const readingsBefore = await gym.countRows('progress_metrics');
    const verdicts = await gym.push(sender, [
      sender.fact({
        kind: 'sauna.entered',
        memberId: 'member-1',
        payload: { temperature_c: 85, note: 'a\0b' },
      }),
      sender.fact({
        kind: 'check_in.accepted',
        version: 2,
        memberId: 'member-1',
        payload: { shape: 'of tomorrow' },
      }),
      sender.fact({
        kind: 'metric.recorded',
        memberId: 'member-1',
        payload: {
          reading_id: 'r',
          metric_type: 'grip_strength',
          value: 40,
          unit: 'kg',
          source: 'device',
          formula: null,
        },
      }),
    ]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored', 'stored']);
    const parked = await gym.central.store.query(
      statement<{ kind: string }>('select kind from facts where kiosk_id = $1 and parked order by seq', [
        sender.kioskId,
      ]),
    );
    expect(parked.map(({ kind }) => kind)).toEqual(['sauna.entered', 'check_in.accepted', 'metric.recorded']);
    expect(await gym.countRows('progress_metrics')).toBe(readingsBefore);
  });

  test('what an earlier program kept unread is read by one that knows it, and makes room', async () => {
    const sender = await gym.newKiosk();
    const memberId = `member-${randomUUID()}` as MemberId;
    const caller = {
      role: 'kiosk',
      gymId: TEST_GYM,
      kioskId: sender.kioskId,
      isAlarmed: false,
    } as KioskCaller;
    const { store: database, time } = gym.central;
    const { log, lines } = createKeptLog();
    const clock = { nowMs: () => time.nowMs, monotonicMs: () => 0 };
    const delivery = { caller, nowMs: time.nowMs, clockErrorMs: 0 };
    const enrolled = sender.fact(enrolment(memberId, '2100'));
    const unread = [enrolled, weight(sender, 82.5, memberId), visit(sender, memberId)]
      .map((fact) => judgeFact(fact, delivery))
      .flatMap((judged) => (judged.ok ? [{ ...judged.value, parked: true }] : []));
    await storeFacts(unread, { database, caller, nowMs: time.nowMs, log });
    const unknown = { reading_id: 'r', metric_type: 'grip_strength', value: 4, unit: 'N' };
    const payload = { ...unknown, source: 'device', formula: null };
    await gym.push(sender, [sender.fact({ kind: 'metric.recorded', memberId, payload })]);
    expect(await parkedOf(sender)).toEqual({ waiting: 4, counted: 4 });

    const step = createParkedReader(TEST_GYM as GymId, { database, clock, log });
    while (await step());

    expect(await parkedOf(sender)).toEqual({ waiting: 1, counted: 1 });
    const rows = await database.query(
      statement<{ value: number; visits: number; number: string }>(
        `select m.value, u.member_number as number,
           (select count(*) from counted_visits v where v.gym_id = u.gym_id and v.user_id = u.id) as visits
         from users u join progress_metrics m on m.gym_id = u.gym_id and m.user_id = u.id
         where u.id = $1`,
        [memberId],
      ),
    );
    expect(rows).toEqual([{ value: 82.5, visits: 1, number: '2100' }]);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  async function parkedOf({ kioskId }: TestKiosk): Promise<unknown> {
    const [row] = await gym.central.store.query(
      statement(
        `select parked_facts as counted,
           (select count(*) from facts f where f.kiosk_id = k.kiosk_id and f.parked) as waiting
         from kiosks k where kiosk_id = $1`,
        [kioskId],
      ),
    );
    return row;
  }

  test('a stored fact hashes the same when it is read back', async () => {
    const sender = await gym.newKiosk();
    const sent = sender.fact({
      kind: 'sauna.entered',
      payload: { text: 'ü\uD800"\\u0000', nested: { z: 1e21, a: [0.1, null] } },
    });
    await gym.push(sender, [sent]);
    const [row] = await gym.central.store.query(
      statement<{ payload: string; hash: string; happened_at: number }>(
        'select payload, hash, happened_at from facts where kiosk_id = $1',
        [sender.kioskId],
      ),
    );
    const { gym_id, kiosk_id, epoch, seq, id, kind, version, zone, prev_hash } = sent;
    const rebuilt = {
      gymId: gym_id,
      kioskId: kiosk_id,
      epoch,
      seq,
      id,
      kind,
      version,
      memberId: null,
      zone,
      prevHash: prev_hash,
      happenedAtMs: row?.happened_at,
      payload: JSON.parse(row?.payload ?? '') as unknown,
    };
    expect(hashOf(rebuilt as never)).toBe(row?.hash);
  });

  test('whom staff let in has a visit like anybody else, and the audit stands beside it', async () => {
    const sender = await gym.newKiosk();
    const memberId = `member-${randomUUID()}`;
    const visitId = randomUUID();
    const verdicts = await gym.push(sender, [
      sender.fact(enrolment(memberId, '2003')),
      sender.fact({
        kind: 'staff.signed_in',
        payload: { staff: 'Kim', role: 'owner', with_card: false },
      }),
      sender.fact({
        kind: 'check_in.overridden',
        memberId,
        payload: {
          staff: 'Kim',
          because: 'Paid at the desk',
          visit_id: visitId,
          class_id: null,
          refusal_epoch: 1,
          refusal_seq: 1,
          reason: 'membership_unpaid',
        },
      }),
      sender.fact({ kind: 'staff.looked', memberId, payload: { staff: 'Kim', page: 'member', query: null } }),
    ]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(Array(4).fill('stored'));
    const visits = await gym.central.store.query(
      statement<{ id: string }>('select id from visits where user_id = $1', [memberId]),
    );
    expect(visits.map(({ id }) => id)).toEqual([visitId]);
    const parked = await gym.central.store.query(
      statement<{ kind: string }>('select kind from facts where kiosk_id = $1 and parked', [sender.kioskId]),
    );
    expect(parked).toEqual([]);
  });

  test('facts become visits, readings, cards, straps and sessions of their member', async () => {
    const sender = await gym.newKiosk();
    const memberId = `member-${randomUUID()}`;
    const sessionId = randomUUID();
    const startedAt = new Date(TEST_NOW_MS).toISOString();
    await gym.push(sender, [
      sender.fact(enrolment(memberId, '2002')),
      sender.fact({ kind: 'card.enrolled', memberId, payload: { code: '0008075634' } }),
      sender.fact({
        kind: 'card.enrolled',
        memberId: 'member-1',
        payload: { code: '0008075634' },
        happenedAtMs: TEST_NOW_MS - 1_000,
      }),
      sender.fact({ kind: 'strap.enrolled', memberId, payload: { sensor_id: '70123' } }),
      visit(sender, memberId),
      weight(sender, 81.2, memberId),
      sender.fact({
        kind: 'heart_rate.session_started',
        memberId,
        payload: { session_id: sessionId, sensor_id: '70123' },
      }),
      sender.fact({
        kind: 'heart_rate.minute',
        memberId,
        payload: {
          session_id: sessionId,
          started_at: startedAt,
          bpm: Buffer.alloc(60, 130).toString('base64'),
        },
      }),
      sender.fact({
        kind: 'heart_rate.session_finished',
        memberId,
        payload: {
          session_id: sessionId,
          ended_at: new Date(TEST_NOW_MS + 60_000).toISOString(),
          reason: 'finished',
          summary: { effort_points: 2 },
        },
      }),
    ]);
    const [row] = await gym.central.store.query(
      statement<Record<string, unknown>>(
        `select u.first_name, c.user_id as card_owner, s.user_id as strap_owner, v.checked_in_at, p.value, h.sensor_id,
                h.heard_until, h.ended_at, h.end_reason
         from users u
         join cards c on c.gym_id = u.gym_id and c.code = '0008075634'
         join straps s on s.gym_id = u.gym_id and s.sensor_id = '70123'
         join visits v on v.gym_id = u.gym_id and v.user_id = u.id
         join progress_metrics p on p.gym_id = u.gym_id and p.user_id = u.id
         join heart_rate_sessions h on h.gym_id = u.gym_id and h.user_id = u.id
         where u.gym_id = $1 and u.id = $2`,
        [TEST_GYM, memberId],
      ),
    );
    expect(row).toEqual({
      first_name: 'Mara',
      card_owner: memberId,
      strap_owner: memberId,
      checked_in_at: TEST_NOW_MS,
      value: 81.2,
      sensor_id: '70123',
      heard_until: TEST_NOW_MS + 60_000,
      ended_at: TEST_NOW_MS + 60_000,
      end_reason: 'finished',
    });
  });

  test('a session whose end arrives before its start comes out whole', async () => {
    const sender = await gym.newKiosk();
    const sessionId = randomUUID();
    const started = sender.fact({
      kind: 'heart_rate.session_started',
      memberId: 'member-1',
      payload: { session_id: sessionId, sensor_id: '9' },
    });
    const finished = sender.fact({
      kind: 'heart_rate.session_finished',
      memberId: 'member-1',
      payload: {
        session_id: sessionId,
        ended_at: new Date(TEST_NOW_MS).toISOString(),
        reason: 'silence',
        summary: {},
      },
    });
    await gym.push(sender, [finished]);
    await gym.push(sender, [started]);
    const [row] = await gym.central.store.query(
      statement('select sensor_id, started_at, end_reason from heart_rate_sessions where id = $1', [
        sessionId,
      ]),
    );
    expect(row).toEqual({ sensor_id: '9', started_at: TEST_NOW_MS, end_reason: 'silence' });
  });
});
