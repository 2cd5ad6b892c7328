import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeKiosk } from '../../central/store/tables/kiosks.ts';
import {
  leftOutStorage,
  storagesUnderTest,
  TEST_GYM,
  TEST_NOW_MS,
  TEST_PAIRING_CODE,
} from '../support/central/test-central.ts';
import { openTestGym, type TestGym } from '../support/central/test-gym.ts';
import { visit, weight } from '../support/central/test-gym-facts.ts';
import { enrolment, type TestKiosk } from '../support/central/test-kiosk.ts';

const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(storagesUnderTest()).toHaveLength(1));

describe.each(storagesUnderTest())('pushing facts to a central server on $name', (storageUnderTest) => {
  let gym: TestGym;
  beforeAll(async () => {
    gym = await openTestGym(storageUnderTest);
  });
  afterAll(() => gym.close());

  test('a pairing code lets in one kiosk, and the same kiosk again when it did not hear the answer', async () => {
    const kiosk = gym.strangeKiosk();
    const first = await kiosk.pair(gym.central.url, TEST_PAIRING_CODE);
    expect(first.status).toBe(200);
    await expect(first.json()).resolves.toEqual({ kiosk_id: kiosk.kioskId, gym_id: TEST_GYM });
    const again = await kiosk.pair(gym.central.url, TEST_PAIRING_CODE);
    expect(again.status).toBe(200);
    const refused = await gym.strangeKiosk().pair(gym.central.url, TEST_PAIRING_CODE);
    expect(refused.status).toBe(401);
    await expect(refused.json()).resolves.toMatchObject({ error: { code: 'pairing_code_invalid' } });
  });

  test('a pairing code that is a day old lets nobody in', async () => {
    await gym.issueCode('OLD-CODE-1');
    gym.central.time.nowMs += 86_400_000;
    const answer = await gym.strangeKiosk().pair(gym.central.url, 'OLD-CODE-1');
    gym.central.time.nowMs = TEST_NOW_MS;
    expect(answer.status).toBe(401);
  });

  test('a kiosk id that belongs to another key is refused', async () => {
    const owner = await gym.newKiosk();
    await gym.issueCode('TAKEN-CODE-1');
    const impostor = { kiosk_id: owner.kioskId, name: 'Back door', public_key: gym.strangeKiosk().publicKey };
    const answer = await fetch(`${gym.central.url}/api/kiosks/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pairing_code: 'TAKEN-CODE-1', ...impostor }),
    });
    expect(answer.status).toBe(409);
    await expect(answer.json()).resolves.toMatchObject({ error: { code: 'kiosk_id_taken' } });
  });

  test('a batch that is sent twice is stored once', async () => {
    const sender = await gym.newKiosk();
    const facts = [sender.fact(enrolment('member-1', '1001')), visit(sender), weight(sender, 72.4)];
    const visitsBefore = await gym.countRows('visits');
    expect((await gym.push(sender, facts)).map(({ verdict }) => verdict)).toEqual([
      'stored',
      'stored',
      'stored',
    ]);
    expect((await gym.push(sender, facts)).map(({ verdict }) => verdict)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    expect(await gym.countFactsOf(sender)).toBe(3);
    expect(await gym.countRows('visits')).toBe(visitsBefore + 1);
  });

  test('the same batch sent five times at once is stored once and fails nobody', async () => {
    const sender = await gym.newKiosk();
    const facts = Array.from({ length: 200 }, () => visit(sender));
    const answers = await Promise.all(Array.from({ length: 5 }, () => gym.push(sender, facts)));
    const stored = answers.flat().filter(({ verdict }) => verdict === 'stored');
    const duplicates = answers.flat().filter(({ verdict }) => verdict === 'duplicate');
    expect(stored).toHaveLength(200);
    expect(duplicates).toHaveLength(800);
    expect(await gym.countFactsOf(sender)).toBe(200);
  });

  test('overlapping batches in opposite order neither deadlock nor store twice', async () => {
    const sender = await gym.newKiosk();
    const facts = Array.from({ length: 300 }, (_, index) =>
      sender.fact({ ...enrolment(`crowd-${index}`, `C${index}`) }),
    );
    const answers = await Promise.all([
      gym.push(sender, facts),
      gym.push(sender, facts.toReversed()),
      gym.push(sender, facts.slice(100)),
      gym.push(sender, facts.slice(0, 200).toReversed()),
    ]);
    expect(answers.flat().filter(({ verdict }) => verdict === 'stored')).toHaveLength(300);
    expect(await gym.countFactsOf(sender)).toBe(300);
  });

  test('a key that comes back with other content is a conflict, raises an alarm and stores nothing', async () => {
    const sender = await gym.newKiosk();
    const first = sender.fact({ kind: 'dashboard.opened', memberId: 'member-1' });
    await gym.push(sender, [first]);
    const other = sender.fact({ kind: 'dashboard.opened', memberId: 'member-2', seq: first.seq });
    const [verdict] = await gym.push(sender, [other]);
    expect(verdict).toEqual({ epoch: 1, seq: first.seq, verdict: 'conflict', code: 'key_reused' });
    expect(await gym.countFactsOf(sender)).toBe(1);
    const alarms = gym.central.lines.filter(
      ({ fields }) => fields['alarm'] === 'fact_conflict' && fields['kioskId'] === sender.kioskId,
    );
    expect(alarms).toHaveLength(1);
  });

  test('two records of one batch that claim the same key are told apart', async () => {
    const sender = await gym.newKiosk();
    const first = visit(sender);
    const twin = sender.fact({ kind: 'dashboard.opened', seq: first.seq });
    const verdicts = await gym.push(sender, [first, first, twin]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'duplicate', 'conflict']);
  });

  test('a fact id that another key already has is a conflict', async () => {
    const sender = await gym.newKiosk();
    const first = visit(sender);
    await gym.push(sender, [first]);
    const [verdict] = await gym.push(sender, [sender.fact({ kind: 'dashboard.opened', id: first.id })]);
    expect(verdict).toMatchObject({ verdict: 'conflict', code: 'id_reused' });
    expect(await gym.countFactsOf(sender)).toBe(1);
  });

  test.each([
    ['no object', (): unknown => 42],
    [
      'a fact of another gym',
      (from: TestKiosk) => from.fact({ kind: 'dashboard.opened', gymId: 'gym-south' }),
    ],
    [
      'a fact of another kiosk',
      (from: TestKiosk) => from.fact({ kind: 'dashboard.opened', kioskId: randomUUID() }),
    ],
    [
      'a changed payload',
      (from: TestKiosk) => ({
        ...visit(from),
        payload: { visit_id: randomUUID(), class_id: null, device: 'x' },
      }),
    ],
    [
      'a visit without its id',
      (from: TestKiosk) => from.fact({ kind: 'check_in.accepted', memberId: 'member-1' }),
    ],
    ['a body weight of nine tonnes', (from: TestKiosk) => weight(from, 9_000)],
    [
      'a name with a character no column can hold',
      (from: TestKiosk) =>
        from.fact({
          ...enrolment('member-nul', '1'),
          payload: { ...enrolment('x', '1').payload, first_name: 'a\0b' },
        }),
    ],
    [
      'a card code longer than any card',
      (from: TestKiosk) =>
        from.fact({ kind: 'card.enrolled', memberId: 'member-1', payload: { code: 'x'.repeat(4_000) } }),
    ],
    [
      'a payload that smuggles a prototype',
      (from: TestKiosk) => {
        const fact = from.fact({
          kind: 'dashboard.opened',
          payload: JSON.parse('{"__proto__": {"admin": true}}') as Record<string, unknown>,
        });
        return fact;
      },
    ],
  ])('one bad record among 500 (%s) is rejected alone and delays no other', async (_name, makeBad) => {
    const sender = await gym.newKiosk();
    const before = Array.from({ length: 250 }, () => visit(sender));
    const bad = makeBad(sender);
    const after = Array.from({ length: 249 }, () => visit(sender));
    const verdicts = await gym.push(sender, [...before, bad, ...after]);
    expect(verdicts.filter(({ verdict }) => verdict === 'stored')).toHaveLength(499);
    expect(verdicts[250]?.verdict).toBe('rejected');
    expect(await gym.countFactsOf(sender)).toBe(499);
  });

  test('a revoked kiosk is told so and nothing it sends is stored', async () => {
    const sender = await gym.newKiosk();
    await gym.push(sender, [visit(sender)]);
    await gym.central.store.query(revokeKiosk(TEST_GYM, sender.kioskId, gym.central.time.nowMs));
    const answer = await sender.push(gym.central.url, [visit(sender)]);
    expect(answer.status).toBe(403);
    await expect(answer.json()).resolves.toMatchObject({ error: { code: 'kiosk_revoked' } });
    expect(await gym.countFactsOf(sender)).toBe(1);
  });
});
