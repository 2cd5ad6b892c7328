import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WireFact } from '../../shared/contract/facts.ts';
import { statement } from '../../central/store/database.ts';
import { revokeKiosk } from '../../central/store/tables/kiosks.ts';
import {
  leftOutStorage,
  startTestCentral,
  storagesUnderTest,
  TEST_GYM,
  TEST_NOW_MS,
  TEST_PAIRING_CODE,
  type TestCentral,
} from '../support/central/test-central.ts';
import { createTestKiosk, enrolment, hashOf, type TestKiosk } from '../support/central/test-kiosk.ts';

interface Verdict {
  readonly epoch: number;
  readonly seq: number;
  readonly verdict: string;
  readonly code?: string;
}

const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(storagesUnderTest()).toHaveLength(1));

describe.each(storagesUnderTest())('a central server on $name', (storageUnderTest) => {
  let central: TestCentral;
  let removeStorage: () => Promise<void>;
  let kiosk: TestKiosk;
  let pairings = 0;

  /** A kiosk of its own for a test, paired with a fresh code. */
  async function newKiosk(): Promise<TestKiosk> {
    pairings += 1;
    const code = `EXTRA-CODE-${pairings}`;
    const { issuePairingCode } = await import('../../central/flows/pairing-codes.ts');
    await issuePairingCode({ gymId: TEST_GYM, code }, { database: central.store, clock: { nowMs: () => central.time.nowMs, monotonicMs: () => 0 } });
    const paired = createTestKiosk({ gymId: TEST_GYM, nowMs: () => central.time.nowMs });
    const answer = await paired.pair(central.url, code);
    expect(answer.status).toBe(200);
    return paired;
  }

  async function push(from: TestKiosk, facts: readonly unknown[]): Promise<Verdict[]> {
    const batchId = randomUUID();
    const answer = await from.push(central.url, facts, batchId);
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as { batch_id: string; verdicts: Verdict[] };
    expect(body.batch_id).toBe(batchId);
    expect(body.verdicts).toHaveLength(facts.length);
    return body.verdicts;
  }

  async function count(table: 'facts' | 'visits' | 'progress_metrics' | 'users', kioskId?: string): Promise<number> {
    const [row] = await central.store.query(
      kioskId === undefined
        ? statement<{ n: number }>(`select count(*) as n from ${table}`)
        : statement<{ n: number }>('select count(*) as n from facts where kiosk_id = $1', [kioskId]),
    );
    return row?.n ?? -1;
  }

  const visit = (from: TestKiosk, memberId = 'member-1'): WireFact =>
    from.fact({ kind: 'check_in.accepted', memberId, payload: { visit_id: randomUUID(), class_id: null, device: 'reader' } });

  const weight = (from: TestKiosk, value: number, memberId = 'member-1'): WireFact =>
    from.fact({
      kind: 'metric.recorded',
      memberId,
      payload: { reading_id: randomUUID(), metric_type: 'body_weight', value, unit: 'kg', source: 'device', formula: null },
    });

  beforeAll(async () => {
    const { storage, remove } = await storageUnderTest.open();
    removeStorage = remove;
    central = await startTestCentral(storage);
    kiosk = createTestKiosk({ gymId: TEST_GYM, nowMs: () => central.time.nowMs });
    const answer = await kiosk.pair(central.url, TEST_PAIRING_CODE);
    expect(answer.status).toBe(200);
    await expect(answer.json()).resolves.toEqual({ kiosk_id: kiosk.kioskId, gym_id: TEST_GYM });
  });

  afterAll(async () => {
    await central.close();
    await removeStorage();
  });

  test('a pairing code lets in one kiosk, and the same kiosk again when it did not hear the answer', async () => {
    const again = await kiosk.pair(central.url, TEST_PAIRING_CODE);
    expect(again.status).toBe(200);
    const stranger = createTestKiosk({ gymId: TEST_GYM, nowMs: () => central.time.nowMs });
    const refused = await stranger.pair(central.url, TEST_PAIRING_CODE);
    expect(refused.status).toBe(401);
    await expect(refused.json()).resolves.toMatchObject({ error: { code: 'pairing_code_invalid' } });
  });

  test('a batch that is sent twice is stored once', async () => {
    const sender = await newKiosk();
    const facts = [sender.fact(enrolment('member-1', '1001')), visit(sender), weight(sender, 72.4)];
    const visitsBefore = await count('visits');
    expect((await push(sender, facts)).map(({ verdict }) => verdict)).toEqual(['stored', 'stored', 'stored']);
    expect((await push(sender, facts)).map(({ verdict }) => verdict)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect(await count('facts', sender.kioskId)).toBe(3);
    expect(await count('visits')).toBe(visitsBefore + 1);
  });

  test('the same batch sent five times at once is stored once and fails nobody', async () => {
    const sender = await newKiosk();
    const facts = Array.from({ length: 200 }, () => visit(sender));
    const answers = await Promise.all(Array.from({ length: 5 }, () => push(sender, facts)));
    const stored = answers.flat().filter(({ verdict }) => verdict === 'stored');
    const duplicates = answers.flat().filter(({ verdict }) => verdict === 'duplicate');
    expect(stored).toHaveLength(200);
    expect(duplicates).toHaveLength(800);
    expect(await count('facts', sender.kioskId)).toBe(200);
  });

  test('overlapping batches in opposite order neither deadlock nor store twice', async () => {
    const sender = await newKiosk();
    const facts = Array.from({ length: 300 }, (_, index) => sender.fact({ ...enrolment(`crowd-${index}`, `C${index}`) }));
    const answers = await Promise.all([
      push(sender, facts),
      push(sender, facts.toReversed()),
      push(sender, facts.slice(100)),
      push(sender, facts.slice(0, 200).toReversed()),
    ]);
    expect(answers.flat().filter(({ verdict }) => verdict === 'stored')).toHaveLength(300);
    expect(await count('facts', sender.kioskId)).toBe(300);
  });

  test('a key that comes back with other content is a conflict, raises an alarm and stores nothing', async () => {
    const sender = await newKiosk();
    const first = sender.fact({ kind: 'dashboard.opened', memberId: 'member-1' });
    await push(sender, [first]);
    const other = sender.fact({ kind: 'dashboard.opened', memberId: 'member-2', seq: first.seq });
    const [verdict] = await push(sender, [other]);
    expect(verdict).toEqual({ epoch: 1, seq: first.seq, verdict: 'conflict', code: 'key_reused' });
    expect(await count('facts', sender.kioskId)).toBe(1);
    const alarms = central.lines.filter(({ fields }) => fields['alarm'] === 'fact_conflict' && fields['kioskId'] === sender.kioskId);
    expect(alarms).toHaveLength(1);
  });

  test('two records of one batch that claim the same key are told apart', async () => {
    const sender = await newKiosk();
    const first = visit(sender);
    const twin = sender.fact({ kind: 'dashboard.opened', seq: first.seq });
    const verdicts = await push(sender, [first, first, twin]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'duplicate', 'conflict']);
  });

  test('a fact id that another key already has is a conflict', async () => {
    const sender = await newKiosk();
    const first = visit(sender);
    await push(sender, [first]);
    const [verdict] = await push(sender, [sender.fact({ kind: 'dashboard.opened', id: first.id })]);
    expect(verdict).toMatchObject({ verdict: 'conflict', code: 'id_reused' });
    expect(await count('facts', sender.kioskId)).toBe(1);
  });

  test.each([
    ['no object', (): unknown => 42],
    ['a fact of another gym', (from: TestKiosk) => from.fact({ kind: 'dashboard.opened', gymId: 'gym-south' })],
    ['a fact of another kiosk', (from: TestKiosk) => from.fact({ kind: 'dashboard.opened', kioskId: randomUUID() })],
    ['a changed payload', (from: TestKiosk) => ({ ...visit(from), payload: { visit_id: randomUUID(), class_id: null, device: 'x' } })],
    ['a visit without its id', (from: TestKiosk) => from.fact({ kind: 'check_in.accepted', memberId: 'member-1' })],
    ['a body weight of nine tonnes', (from: TestKiosk) => weight(from, 9_000)],
    ['a time next month', (from: TestKiosk) => from.fact({ kind: 'dashboard.opened', happenedAtMs: TEST_NOW_MS + 30 * 86_400_000 })],
    ['a name with a character no column can hold', (from: TestKiosk) =>
      from.fact({ ...enrolment('member-nul', '1'), payload: { ...enrolment('x', '1').payload, first_name: 'a\0b' } })],
    ['a card code longer than any card', (from: TestKiosk) =>
      from.fact({ kind: 'card.enrolled', memberId: 'member-1', payload: { code: 'x'.repeat(4_000) } })],
    ['a payload that smuggles a prototype', (from: TestKiosk) => {
      const fact = from.fact({ kind: 'dashboard.opened', payload: JSON.parse('{"__proto__": {"admin": true}}') as Record<string, unknown> });
      return fact;
    }],
  ])('one bad record among 500 (%s) is rejected alone and delays no other', async (_name, makeBad) => {
    const sender = await newKiosk();
    const before = Array.from({ length: 250 }, () => visit(sender));
    const bad = makeBad(sender);
    const after = Array.from({ length: 249 }, () => visit(sender));
    const verdicts = await push(sender, [...before, bad, ...after]);
    expect(verdicts.filter(({ verdict }) => verdict === 'stored')).toHaveLength(499);
    expect(verdicts[250]?.verdict).toBe('rejected');
    expect(await count('facts', sender.kioskId)).toBe(499);
  });

  test('what this server does not know yet is kept and parked, not dropped and not applied', async () => {
    const sender = await newKiosk();
    const readingsBefore = await count('progress_metrics');
    const verdicts = await push(sender, [
      sender.fact({ kind: 'sauna.entered', memberId: 'member-1', payload: { temperature_c: 85, note: 'a\0b' } }),
      sender.fact({ kind: 'check_in.accepted', version: 2, memberId: 'member-1', payload: { shape: 'of tomorrow' } }),
      sender.fact({
        kind: 'metric.recorded',
        memberId: 'member-1',
        payload: { reading_id: 'r', metric_type: 'grip_strength', value: 40, unit: 'kg', source: 'device', formula: null },
      }),
    ]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored', 'stored']);
    const parked = await central.store.query(
      statement<{ kind: string }>('select kind from facts where kiosk_id = $1 and parked order by seq', [sender.kioskId]),
    );
    expect(parked.map(({ kind }) => kind)).toEqual(['sauna.entered', 'check_in.accepted', 'metric.recorded']);
    expect(await count('progress_metrics')).toBe(readingsBefore);
  });

  test('a stored fact hashes the same when it is read back', async () => {
    const sender = await newKiosk();
    const sent = sender.fact({ kind: 'sauna.entered', payload: { text: 'ü\uD800"\\u0000', nested: { z: 1e21, a: [0.1, null] } } });
    await push(sender, [sent]);
    const [row] = await central.store.query(
      statement<{ payload: string; hash: string; happened_at_ms: number }>('select payload, hash, happened_at_ms from facts where kiosk_id = $1', [sender.kioskId]),
    );
    const { gym_id, kiosk_id, epoch, seq, id, kind, version, zone, prev_hash } = sent;
    const rebuilt = {
      gymId: gym_id, kioskId: kiosk_id, epoch, seq, id, kind, version, memberId: null, zone, prevHash: prev_hash,
      happenedAtMs: row?.happened_at_ms, payload: JSON.parse(row?.payload ?? '') as unknown,
    };
    expect(hashOf(rebuilt as never)).toBe(row?.hash);
  });

  test('facts become visits, readings, cards, straps and sessions of their member', async () => {
    const sender = await newKiosk();
    const memberId = `member-${randomUUID()}`;
    const sessionId = randomUUID();
    const startedAt = new Date(TEST_NOW_MS).toISOString();
    await push(sender, [
      sender.fact(enrolment(memberId, '2002')),
      sender.fact({ kind: 'card.enrolled', memberId, payload: { code: '0008075634' } }),
      sender.fact({ kind: 'card.enrolled', memberId: 'member-1', payload: { code: '0008075634' }, happenedAtMs: TEST_NOW_MS - 1_000 }),
      sender.fact({ kind: 'strap.enrolled', memberId, payload: { sensor_id: '70123' } }),
      visit(sender, memberId),
      weight(sender, 81.2, memberId),
      sender.fact({ kind: 'heart_rate.session_started', memberId, payload: { session_id: sessionId, sensor_id: '70123' } }),
      sender.fact({
        kind: 'heart_rate.minute',
        memberId,
        payload: { session_id: sessionId, started_at: startedAt, bpm: Buffer.alloc(60, 130).toString('base64') },
      }),
      sender.fact({
        kind: 'heart_rate.session_finished',
        memberId,
        payload: { session_id: sessionId, ended_at: new Date(TEST_NOW_MS + 60_000).toISOString(), reason: 'finished', summary: { effort_points: 2 } },
      }),
    ]);
    const [row] = await central.store.query(
      statement<Record<string, unknown>>(
        `select u.first_name, c.member_id as card_owner, s.member_id as strap_owner, v.checked_in_at_ms, p.value, h.sensor_id,
                h.heard_until_ms, h.ended_at_ms, h.end_reason
         from users u
         join cards c on c.gym_id = u.gym_id and c.code = '0008075634'
         join straps s on s.gym_id = u.gym_id and s.sensor_id = '70123'
         join visits v on v.gym_id = u.gym_id and v.member_id = u.member_id
         join progress_metrics p on p.gym_id = u.gym_id and p.member_id = u.member_id
         join heart_rate_sessions h on h.gym_id = u.gym_id and h.member_id = u.member_id
         where u.gym_id = $1 and u.member_id = $2`,
        [TEST_GYM, memberId],
      ),
    );
    expect(row).toEqual({
      first_name: 'Mara',
      card_owner: memberId,
      strap_owner: memberId,
      checked_in_at_ms: TEST_NOW_MS,
      value: 81.2,
      sensor_id: '70123',
      heard_until_ms: TEST_NOW_MS + 60_000,
      ended_at_ms: TEST_NOW_MS + 60_000,
      end_reason: 'finished',
    });
  });

  test('a session whose end arrives before its start comes out whole', async () => {
    const sender = await newKiosk();
    const sessionId = randomUUID();
    const started = sender.fact({ kind: 'heart_rate.session_started', memberId: 'member-1', payload: { session_id: sessionId, sensor_id: '9' } });
    const finished = sender.fact({
      kind: 'heart_rate.session_finished',
      memberId: 'member-1',
      payload: { session_id: sessionId, ended_at: new Date(TEST_NOW_MS).toISOString(), reason: 'silence', summary: {} },
    });
    await push(sender, [finished]);
    await push(sender, [started]);
    const [row] = await central.store.query(
      statement('select sensor_id, started_at_ms, end_reason from heart_rate_sessions where session_id = $1', [sessionId]),
    );
    expect(row).toEqual({ sensor_id: '9', started_at_ms: TEST_NOW_MS, end_reason: 'silence' });
  });

  test('a revoked kiosk is told so and nothing it sends is stored', async () => {
    const sender = await newKiosk();
    await push(sender, [visit(sender)]);
    await central.store.query(revokeKiosk(TEST_GYM, sender.kioskId, central.time.nowMs));
    const answer = await sender.push(central.url, [visit(sender)]);
    expect(answer.status).toBe(403);
    await expect(answer.json()).resolves.toMatchObject({ error: { code: 'kiosk_revoked' } });
    expect(await count('facts', sender.kioskId)).toBe(1);
  });

  test('a kiosk id that belongs to another key is refused', async () => {
    const { issuePairingCode } = await import('../../central/flows/pairing-codes.ts');
    await issuePairingCode({ gymId: TEST_GYM, code: 'TAKEN-CODE-1' }, { database: central.store, clock: { nowMs: () => central.time.nowMs, monotonicMs: () => 0 } });
    const impostor = createTestKiosk({ gymId: TEST_GYM, nowMs: () => central.time.nowMs });
    const answer = await fetch(`${central.url}/api/kiosks/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pairing_code: 'TAKEN-CODE-1', kiosk_id: kiosk.kioskId, name: 'Back door', public_key: impostor.publicKey }),
    });
    expect(answer.status).toBe(409);
    await expect(answer.json()).resolves.toMatchObject({ error: { code: 'kiosk_id_taken' } });
  });
});
