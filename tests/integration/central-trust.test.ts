import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runOperatorCommand } from '../../central/operator/operator-commands.ts';
import { statement } from '../../central/store/database.ts';
import { MAX_PARKED_BYTES } from '../../central/sync/parked-quota.ts';
import { dashboardSchema } from '../../shared/contract/member-documents.ts';
import type { WireFact } from '../../shared/contract/facts.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { visit, weight } from '../support/central/test-gym-facts.ts';
import { enrolment, type TestKiosk } from '../support/central/test-kiosk.ts';
import {
  addMember,
  givePins,
  NOAH,
  openGymWithMembers,
  type GymWithMembers,
} from '../support/central/test-members.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(storagesUnderTest())('what central believes of a kiosk, on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  const rows = <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    gym.central.store.query(statement<Row>(text, values));
  const alarmsOf = async (kiosk: TestKiosk): Promise<string[]> =>
    (await gym.deliver(kiosk, [kiosk.fact({ kind: 'dashboard.opened' })], gym.central.time.nowMs)).alarms.map(
      ({ code, epoch, from_seq: from, until_seq: until }) => `${code} ${epoch}/${from}-${until}`,
    );

  describe('two doors within the re-entry gap', () => {
    /** Three days in a row, at the front door, and twenty seconds later at the back. */
    const threeDays = (front: TestKiosk, back: TestKiosk, memberId: string): WireFact[][] => {
      const days = [3, 2, 1].map((daysAgo) => TEST_NOW_MS - daysAgo * DAY_MS);
      return [
        days.map((atMs) => visit(front, memberId, atMs)),
        days.map((atMs) => visit(back, memberId, atMs + 20 * SECOND_MS)),
      ];
    };

    test.each(['front', 'back', 'both at once'])('are one visit, delivered by %s first', async (first) => {
      const person = await addMember(gym);
      const [front, back] = [await gym.newKiosk(), await gym.newKiosk()];
      const [atFront = [], atBack = []] = threeDays(front, back, person.id);
      const deliveries = [() => gym.push(front, atFront), () => gym.push(back, atBack)];
      if (first === 'back') deliveries.reverse();
      if (first === 'both at once') await Promise.all(deliveries.map((deliver) => deliver()));
      else for (const deliver of deliveries) await deliver();

      const counted = await rows<{ id: string }>(
        'select id from counted_visits where user_id = $1 order by checked_in_at',
        person.id,
      );
      expect(counted.map(({ id }) => id)).toEqual(atFront.map(({ payload }) => payload['visit_id']));
      const answer = await gym.get(`/api/dashboard/${person.id}`, await gym.tokenOf(person));
      const dashboard = dashboardSchema.parse(await answer.json());
      expect(dashboard.profile_summary.visits_total).toBe(3);
      // Six visits in one week would be an award.
      expect(JSON.stringify(dashboard.achievements)).not.toMatch(/[456] visits/);
      expect(
        await rows('select 1 from facts where user_id = $1 and kind = $2', person.id, 'check_in.accepted'),
      ).toHaveLength(6);
    });

    test('count by the first of them, also when that one becomes known last', async () => {
      const person = await addMember(gym);
      const [front, back] = [await gym.newKiosk(), await gym.newKiosk()];
      const at = (minute: number) => TEST_NOW_MS - DAY_MS + minute * 60 * SECOND_MS;
      const counted = async (): Promise<number[]> =>
        (
          await rows<{ checked_in_at: number }>(
            'select checked_in_at from counted_visits where user_id = $1 order by checked_in_at',
            person.id,
          )
        ).map((row) => (row.checked_in_at - at(0)) / (60 * SECOND_MS));
      await gym.push(front, [visit(front, person.id, at(40)), visit(front, person.id, at(70))]);
      expect(await counted()).toEqual([40]);
      await gym.push(back, [visit(back, person.id, at(0))]);
      expect(await counted()).toEqual([0, 70]);
    });
  });

  describe('a kiosk that says what nobody knows', () => {
    test('is kept up to its quota; the rest is refused with a code, staff are told, and others go on', async () => {
      const [flooding, honest] = [await gym.newKiosk(), await gym.newKiosk()];
      const large = () => flooding.fact({ kind: 'sauna.entered', payload: { text: 'x'.repeat(90_000) } });
      const sent: WireFact[][] = Array.from({ length: 6 }, () => Array.from({ length: 10 }, large));
      const verdicts = [];
      for (const batch of sent) verdicts.push(...(await gym.push(flooding, batch)));
      const stored = verdicts.filter(({ verdict }) => verdict === 'stored').length;
      expect(stored).toBe(Math.floor(MAX_PARKED_BYTES / (90_000 + 11)));
      expect(new Set(verdicts.slice(stored).map(({ code }) => code))).toEqual(new Set(['parked_quota']));
      // What is known is still taken, a repeated one is still a duplicate, and the chain says what is missing.
      const known = await gym.deliver(flooding, [weight(flooding, 80, NOAH.id), sent[0]![0]]);
      expect(known.verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'duplicate']);
      expect(known.alarms.map(({ code }) => code).toSorted()).toEqual(['chain_gap', 'parked_quota']);
      expect(
        gym.central.lines.some(
          ({ level, fields }) =>
            level === 'error' && fields['alarm'] === 'parked_quota' && fields['kioskId'] === flooding.kioskId,
        ),
      ).toBe(true);
      expect((await gym.push(honest, [honest.fact({ kind: 'sauna.entered' })]))[0]?.verdict).toBe('stored');
    });
  });

  describe('a chain', () => {
    test('that breaks, jumps by 10⁹ and ends in epoch 2⁵³−1 is stored and three alarms', async () => {
      const kiosk = await gym.newKiosk();
      expect(await alarmsOf(kiosk)).toEqual([]);
      const broken = { ...kiosk.fact({ kind: 'dashboard.opened', seq: 2 }) };
      const other = await gym.newKiosk();
      expect(await gym.push(kiosk, [broken])).toMatchObject([{ verdict: 'stored' }]);
      // As if another fact had been there: it names a hash that nobody wrote.
      const forged = kiosk.factAfter({ kind: 'dashboard.opened', seq: 3 }, 'f'.repeat(64));
      const jumped = kiosk.fact({ kind: 'dashboard.opened', seq: 1_000_000_003 });
      const last = kiosk.factAfter(
        { kind: 'dashboard.opened', epoch: Number.MAX_SAFE_INTEGER, seq: 1 },
        '0'.repeat(64),
      );
      const { verdicts, alarms } = await gym.deliver(kiosk, [forged, jumped, last]);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored', 'stored']);
      expect(alarms).toMatchObject([
        { code: 'chain_break', epoch: 1, from_seq: 3 },
        { code: 'chain_gap', epoch: 1, from_seq: 4, until_seq: 1_000_000_002 },
        { code: 'epoch_skipped', epoch: Number.MAX_SAFE_INTEGER },
      ]);
      const logged = gym.central.lines
        .filter(({ fields }) => fields['kioskId'] === kiosk.kioskId)
        .map(({ fields }) => fields['alarm']);
      expect(logged).toEqual(['chain_break', 'chain_gap', 'epoch_skipped']);
      expect(await alarmsOf(other)).toEqual([]);
    });

    test('with a gap is whole again when the missing facts come, and nothing was held up meanwhile', async () => {
      const kiosk = await gym.newKiosk();
      const facts = Array.from({ length: 5 }, () => kiosk.fact({ kind: 'dashboard.opened' }));
      await gym.push(kiosk, facts.slice(0, 2));
      const late = await gym.deliver(kiosk, facts.slice(4));
      expect(late.verdicts).toMatchObject([{ verdict: 'stored' }]);
      expect(late.alarms).toMatchObject([{ code: 'chain_gap', epoch: 1, from_seq: 3, until_seq: 4 }]);
      expect((await gym.deliver(kiosk, facts.slice(2, 4))).alarms).toEqual([]);
    });

    test('full of holes keeps a hundred alarms and not a million', async () => {
      const kiosk = await gym.newKiosk();
      const holes = Array.from({ length: 300 }, (_, index) =>
        kiosk.fact({ kind: 'dashboard.opened', seq: 2 * index + 1 }),
      );
      const { verdicts, alarms } = await gym.deliver(kiosk, holes);
      expect(verdicts.every(({ verdict }) => verdict === 'stored')).toBe(true);
      expect(alarms).toHaveLength(100);
    });
  });

  describe('one member number', () => {
    const list = (kiosk: TestKiosk, prefix: string, numbers: readonly string[]) =>
      numbers.map((number) => kiosk.fact(enrolment(`${prefix}-${number}`, number)));
    const usersWith = (number: string) =>
      rows<{ id: string }>('select id from users where member_number = $1 order by arrival', number);

    test('on the lists of two kiosks is one person, with the visits at both and the PIN that was set', async () => {
      const [front, back] = [await gym.newKiosk(), await gym.newKiosk()];
      const numbers = Array.from({ length: 40 }, (_, index) => `71${index + 10}`);
      await gym.push(front, list(front, 'front', numbers));
      await givePins(gym, [{ id: 'front-7110', number: '7110', pin: '4711' }]);
      await gym.push(front, [visit(front, 'front-7110', TEST_NOW_MS - 2 * DAY_MS)]);
      // What this kiosk says of its own member may come before the member does.
      await gym.push(back, [visit(back, 'back-7110', TEST_NOW_MS - DAY_MS)]);
      expect((await gym.deliver(back, list(back, 'back', numbers))).alarms).toEqual([]);
      await gym.push(back, [weight(back, 80, 'back-7110', TEST_NOW_MS - DAY_MS)]);

      for (const number of numbers) expect(await usersWith(number)).toEqual([{ id: `front-${number}` }]);
      const token = await gym.tokenOf({ id: 'front-7110', number: '7110', pin: '4711' });
      const dashboard = dashboardSchema.parse(
        await (await gym.get('/api/dashboard/front-7110', token)).json(),
      );
      expect(dashboard.profile_summary.visits_total).toBe(2);
      expect(
        await rows(`select value from progress_metrics where user_id = 'front-7110' and inputs is null`),
      ).toEqual([{ value: 80 }]);
      expect(await rows(`select 1 from visits where user_id like 'back-%'`)).toEqual([]);
      // Both kiosks' facts stay as they were said, and central has said that the two are one.
      expect(
        await rows(`select kind, count(*) as facts from facts where user_id = 'back-7110' and kind like 'member.%'
          group by kind order by kind`),
      ).toEqual([
        { kind: 'member.enrolled', facts: 1 },
        { kind: 'member.merged', facts: 1 },
      ]);
    });

    test('of two people stays the first one’s, staff hear of it, and the operator says that they are one', async () => {
      const person = await addMember(gym);
      const rogue = await gym.newKiosk();
      const draft = enrolment(`rogue-${person.id}`, person.number);
      const second = rogue.fact({ ...draft, payload: { ...draft.payload, first_name: 'Nobody' } });
      const answer = await gym.deliver(rogue, [
        second,
        visit(rogue, `rogue-${person.id}`, TEST_NOW_MS - DAY_MS),
      ]);
      expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored']);
      expect(answer.alarms).toMatchObject([{ code: 'member_number_twice', from_seq: 1 }]);
      expect((await gym.signIn(person.number, person.pin)).status).toBe(200);

      const ask = (command: string, argument = '') =>
        runOperatorCommand(
          { command, argument, secret: '', gymId: TEST_GYM },
          {
            database: gym.central.store,
            clock: { nowMs: () => gym.central.time.nowMs, monotonicMs: () => 0 },
          },
        );
      const told = (await ask('conflicts')) as { conflicts?: { member_number: string }[] };
      expect(told.conflicts).toEqual([
        {
          member_number: person.number,
          holder: { member_id: person.id, name: 'Mara Lind' },
          other: { member_id: `rogue-${person.id}`, name: 'Nobody Lind' },
        },
      ]);
      expect(await ask('same-person', `${person.id} nobody`)).toMatchObject({
        ok: false,
        code: 'unknown_member',
      });
      expect(await ask('same-person', `${person.id} rogue-${person.id}`)).toMatchObject({ ok: true });
      expect(await ask('conflicts')).toMatchObject({ conflicts: [] });
      expect(await alarmsOf(rogue)).toEqual([]);
      expect(await rows('select user_id from visits where user_id like $1', `%${person.id}`)).toEqual([
        { user_id: person.id },
      ]);
      await gym.push(rogue, [weight(rogue, 81, `rogue-${person.id}`, TEST_NOW_MS - DAY_MS)]);
      expect(
        await rows(`select value from progress_metrics where user_id = $1 and inputs is null`, person.id),
      ).toEqual([{ value: 81 }]);
    });
  });

  describe('a clock', () => {
    test('that died and began in 1970 leaves every visit on its own day, and staff hear how wrong it is', async () => {
      const person = await addMember(gym);
      const kiosk = await gym.newKiosk();
      const begunMs = 10 * 60 * SECOND_MS;
      const facts = [0, 1, 2].map((day) => visit(kiosk, person.id, begunMs + day * DAY_MS));
      const { verdicts, alarms } = await gym.deliver(kiosk, facts, begunMs + 3 * DAY_MS);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(['stored', 'stored', 'stored']);
      expect(alarms).toMatchObject([{ code: 'clock_wrong', amount: begunMs + 3 * DAY_MS - TEST_NOW_MS }]);
      const stored = await rows<{ checked_in_at: number }>(
        'select checked_in_at from counted_visits where user_id = $1 order by checked_in_at',
        person.id,
      );
      expect(stored.map((row) => row.checked_in_at)).toEqual(
        [3, 2, 1].map((daysAgo) => TEST_NOW_MS - daysAgo * DAY_MS),
      );
      // What the kiosk said stays in the log as it was said, with a mark.
      expect(
        await rows('select happened_at, clock from facts where kiosk_id = $1 order by seq', kiosk.kioskId),
      ).toEqual(facts.map((fact) => ({ happened_at: Date.parse(fact.happened_at), clock: 'corrected' })));
      // Set right, it has nothing to say any more.
      expect(await alarmsOf(kiosk)).toEqual([]);
    });

    test('that nobody vouches for any more leaves facts of 1970 with the time they were taken', async () => {
      const person = await addMember(gym);
      const kiosk = await gym.newKiosk();
      const { verdicts } = await gym.deliver(kiosk, [visit(kiosk, person.id, 600_000)], TEST_NOW_MS);
      expect(verdicts).toMatchObject([{ verdict: 'stored' }]);
      expect(await rows('select checked_in_at from visits where user_id = $1', person.id)).toEqual([
        { checked_in_at: TEST_NOW_MS },
      ]);
      expect(await rows('select clock, counted_at from facts where kiosk_id = $1', kiosk.kioskId)).toEqual([
        { clock: 'doubted', counted_at: TEST_NOW_MS },
      ]);
    });

    test('that is honest and 23 hours fast overrules no later wish at central', async () => {
      const person = await addMember(gym);
      const kiosk = await gym.newKiosk();
      const aheadMs = 23 * HOUR_MS;
      const wish = (enabled: boolean, agoMs: number) =>
        kiosk.fact({
          kind: 'notification.preferences_set',
          memberId: person.id,
          payload: { preferences: [{ topic: 'goals', channel: 'email', enabled }] },
          happenedAtMs: gym.central.time.nowMs + aheadMs - agoMs,
        });
      const isOn = async () =>
        (
          await rows<{ enabled: boolean }>(
            `select enabled from notification_preferences where gym_id = $1 and user_id = $2`,
            TEST_GYM,
            person.id,
          )
        )[0]?.enabled;
      await gym.deliver(kiosk, [wish(true, 10_000)], gym.central.time.nowMs + aheadMs);
      expect(await isOn()).toBe(true);
      const before = wish(true, 5_000);
      const off = await fetch(`${gym.central.url}/api/notifications/${person.id}/preferences`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await gym.tokenOf(person)}` },
        body: JSON.stringify({ preferences: [{ topic: 'goals', channel: 'email', enabled: false }] }),
      });
      expect(off.status).toBe(200);
      await gym.deliver(kiosk, [before], gym.central.time.nowMs + aheadMs);
      expect(await isOn()).toBe(false);
      // Said at the kiosk after that, it counts: the clock's error is known.
      gym.central.time.nowMs += 60_000;
      await gym.deliver(kiosk, [wish(true, 1_000)], gym.central.time.nowMs + aheadMs);
      expect(await isOn()).toBe(true);
    });
  });
});
