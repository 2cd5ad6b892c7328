import { describe, expect, it } from 'vitest';
import { setPin } from '../../../../../electron/core/members/set-pin.ts';
import { saveMemberPinTries } from '../../../../../electron/core/store/tables/member-pin-tries.ts';
import { MOST_FAILED_TRIES } from '../../../../../shared/domain/pins/pin-tries.ts';
import { heartRate } from '../../../../support/core/test-floor.ts';
import { addMember, cardOf, NOON } from '../../../../support/core/open-test-store.ts';
import { codeOf, openTestStaff, type TestStaff } from '../../../../support/core/test-staff.ts';

const visits = (test: TestStaff): unknown[] =>
  test.store.db.prepare('SELECT user_id, checked_in_at FROM visits').all();

/** Facts since somebody signed in. */
const since = (test: TestStaff) => {
  const facts = test.facts();
  return facts.slice(facts.findIndex(({ kind }) => kind === 'staff.signed_in') + 1);
};

/** A member with an unpaid membership is refused at noon; a trainer comes a minute later. */
async function refused() {
  const test = openTestStaff();
  const member = addMember(test.store, 1, { membershipStatus: 'unpaid', firstName: 'Ada', lastName: 'Osei' });
  test.scan(cardOf(1));
  test.pass(60);
  const session_id = await test.signInAs('trainer');
  return { test, member, session_id };
}

describe('who is in and who was refused', () => {
  it('is told with names and exact reasons, for one fact a look', async () => {
    const { test, session_id } = await refused();
    addMember(test.store, 2);
    const today = await test.client.staff.today({ session_id });
    expect(today).toMatchObject({
      visits_total: 0,
      refusals: [
        {
          epoch: 1,
          seq: 1,
          at: NOON,
          reason: 'membership_unpaid',
          member: { name: 'Ada Osei' },
          overridden: false,
        },
      ],
    });
    await test.client.staff.today({ session_id });
    expect(since(test)).toMatchObject([
      { kind: 'staff.looked', payload: { staff: 'Robin', page: 'today' } },
      { kind: 'staff.looked', payload: { staff: 'Robin', page: 'today' } },
    ]);
  });

  it('names nobody when the look cannot be noted', async () => {
    const { test, session_id } = await refused();
    test.store.db.pragma('query_only = ON');
    expect(await codeOf(test.client.staff.today({ session_id }))).toBe('STORAGE_FAILING');
  });

  it('begins anew at the gym’s midnight', async () => {
    const { test } = await refused();
    test.time.pass(12 * 3_600_000);
    const session_id = await test.signInAs('trainer');
    expect((await test.client.staff.today({ session_id })).refusals).toEqual([]);
  });
});

describe('letting somebody in whom the rules refused', () => {
  it('makes a visit at the time of the scan, and keeps who did it and why', async () => {
    const { test, member, session_id } = await refused();
    await test.client.staff.overrideRefusal({ session_id, epoch: 1, seq: 1, because: 'paid_at_desk' });
    expect(visits(test)).toEqual([{ user_id: member.id, checked_in_at: NOON }]);
    expect(since(test)).toMatchObject([
      {
        kind: 'check_in.overridden',
        memberId: member.id,
        payload: { staff: 'Robin', because: 'paid_at_desk', reason: 'membership_unpaid', refusal_seq: 1 },
      },
    ]);
    const { refusals, visits_total } = await test.client.staff.today({ session_id });
    expect([refusals[0]?.overridden, visits_total]).toEqual([true, 1]);
  });

  it('happens once, however often it is asked for, and once for several tries at the door', async () => {
    const { test, session_id } = await refused();
    const ask = (seq: number) =>
      codeOf(test.client.staff.overrideRefusal({ session_id, epoch: 1, seq, because: 'paid_at_desk' }));
    expect([await ask(1), await ask(1)]).toEqual(['ok', 'NOT_FOUND']);
    test.scan(cardOf(1));
    const session = await test.signInAs('trainer');
    const again = test.facts().findLast(({ kind }) => kind === 'check_in.refused');
    expect(again).toBeDefined();
    const { refusals } = await test.client.staff.today({ session_id: session });
    const newest = refusals[0]!;
    expect(newest.overridden).toBe(false);
    const call = test.client.staff.overrideRefusal({
      session_id: session,
      epoch: newest.epoch,
      seq: newest.seq,
      because: 'paid_at_desk',
    });
    expect(await codeOf(call)).toBe('NOT_NOW');
    expect(visits(test)).toHaveLength(1);
  });

  it('is not possible for a card nobody owns', async () => {
    const test = openTestStaff();
    test.scan('stranger');
    test.pass(10);
    const session_id = await test.signInAs('owner');
    const call = test.client.staff.overrideRefusal({ session_id, epoch: 1, seq: 1, because: 'trial' });
    expect(await codeOf(call)).toBe('NOT_FOUND');
    expect(visits(test)).toEqual([]);
  });
});

describe('looking a member up', () => {
  it('finds by whole number or beginnings of names, and notes what was looked for', async () => {
    const test = openTestStaff();
    addMember(test.store, 10, { firstName: 'Zoë', lastName: 'Müller-Lüdenscheidt' });
    addMember(test.store, 100, { firstName: 'Ada', lastName: 'Osei' });
    const session_id = await test.signInAs('trainer');
    const found = async (query: string) =>
      (await test.client.staff.findMembers({ session_id, query })).map(({ member_number }) => member_number);
    expect([await found('zoe'), await found('lud zo'), await found('10'), await found('100')]).toEqual([
      ['10'],
      ['10'],
      ['10'],
      ['100'],
    ]);
    expect([await found('%%'), await found('__'), await found('sei')]).toEqual([[], [], []]);
    expect(since(test)[0]).toMatchObject({
      kind: 'staff.looked',
      payload: { page: 'members', query: 'zoe' },
    });
    expect(since(test)).toHaveLength(7);
  });

  it('lists whom it found in the order of their names, the first of many first', async () => {
    const test = openTestStaff();
    for (const [index, lastName] of ['Zimmer', 'de Vries', 'Öztürk', 'adams'].entries())
      addMember(test.store, index + 1, { firstName: 'Kim', lastName });
    const session_id = await test.signInAs('trainer');
    const found = await test.client.staff.findMembers({ session_id, query: 'kim' });
    expect(found.map(({ name }) => name)).toEqual(['Kim adams', 'Kim de Vries', 'Kim Öztürk', 'Kim Zimmer']);
  });

  it('takes no query so short that it means everybody', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    expect(await codeOf(test.client.staff.findMembers({ session_id, query: ' a ' }))).toBe('BAD_REQUEST');
  });

  it('shows one member with cards half hidden, for one fact that names both', async () => {
    const test = openTestStaff();
    const member = addMember(test.store, 1);
    const session_id = await test.signInAs('trainer');
    const shown = await test.client.staff.member({ session_id, member_id: member.id });
    expect(shown).toMatchObject({
      name: 'First1 Last1',
      status: 'active',
      cards: ['••••••0001'],
      straps: [],
    });
    expect(since(test)).toMatchObject([
      { kind: 'staff.looked', memberId: member.id, payload: { staff: 'Robin', page: 'member' } },
    ]);
  });
});

describe('giving a member a card', () => {
  const waiting = async () => {
    const test = openTestStaff();
    const member = addMember(test.store, 1);
    addMember(test.store, 2);
    const session_id = await test.signInAs('trainer');
    await test.client.staff.startCardEnrolment({ session_id, member_id: member.id });
    const state = () => test.enrolment.view(session_id)?.state;
    return { test, member, session_id, state };
  };

  it('takes the next card that nobody owns, and it checks its owner in from then on', async () => {
    const { test, member, session_id, state } = await waiting();
    test.scan('0006547886');
    expect(state()).toBe('enrolled');
    expect(test.facts().at(-1)).toMatchObject({
      kind: 'card.enrolled',
      memberId: member.id,
      payload: { code: '0006547886', staff: 'Robin' },
    });
    expect(test.desk.find(session_id)).not.toBeNull();
    test.scan('0006547886');
    expect(test.sessions.current()?.member.id).toBe(member.id);
  });

  it('takes one card and no more', async () => {
    const { test, session_id } = await waiting();
    test.scan('0006547886');
    test.scan('another');
    expect(test.facts().filter(({ kind }) => kind === 'card.enrolled')).toHaveLength(1);
    // A second unknown card is a stranger's: staff mode is over.
    expect(test.desk.find(session_id)).toBeNull();
  });

  it('never takes a card that is somebody’s: that one checks in, and staff mode is over', async () => {
    const { test, session_id } = await waiting();
    test.scan(cardOf(2));
    expect(test.sessions.current()?.member.memberNumber).toBe('2');
    expect(test.desk.find(session_id)).toBeNull();
    test.scan('0006547886');
    expect(test.outcomes.at(-1)).toEqual({ outcome: 'refused', reason: 'unknown_card' });
  });

  it('is over after half a minute, when it is cancelled, and with the session', async () => {
    const late = await waiting();
    late.test.pass(30);
    expect(late.state()).toBe('timed_out');
    late.test.scan('0006547886');
    expect(late.test.outcomes.at(-1)?.outcome).toBe('refused');

    const cancelled = await waiting();
    await cancelled.test.client.staff.cancelCardEnrolment({ session_id: cancelled.session_id });
    cancelled.test.scan('0006547886');
    expect(cancelled.test.outcomes.at(-1)?.outcome).toBe('refused');

    const gone = await waiting();
    await gone.test.client.session.end({ session_id: gone.session_id });
    gone.test.scan('0006547886');
    expect(gone.test.outcomes.at(-1)?.outcome).toBe('refused');
  });

  it('shows nothing as done that the disk did not take; the card is taken when it does', async () => {
    const { test, state } = await waiting();
    test.store.db.pragma('query_only = ON');
    test.scan('0006547886');
    expect(state()).toBe('waiting');
    test.store.db.pragma('query_only = OFF');
    test.pass(1);
    expect(state()).toBe('enrolled');
  });
});

describe('giving a member a strap', () => {
  it('takes one in range that is nobody’s', async () => {
    const test = openTestStaff();
    const member = addMember(test.store, 1);
    const other = addMember(test.store, 2);
    const session_id = await test.signInAs('trainer');
    test.radar.onReading(heartRate('86453', 72, test.time.nowMs()));
    expect(await test.client.staff.freeStraps({ session_id })).toMatchObject([{ sensor_id: '86453' }]);
    await test.client.staff.enrolStrap({ session_id, member_id: member.id, sensor_id: '86453' });
    expect(test.facts().at(-1)).toMatchObject({
      kind: 'strap.enrolled',
      memberId: member.id,
      payload: { sensor_id: '86453', staff: 'Robin' },
    });
    // The number that is printed on it, here as where the strap was chosen.
    expect(await test.client.staff.member({ session_id, member_id: member.id })).toMatchObject({
      straps: ['20917'],
    });
    expect(await test.client.staff.freeStraps({ session_id })).toEqual([]);
    for (const sensor_id of ['86453', '99999']) {
      const call = test.client.staff.enrolStrap({ session_id, member_id: other.id, sensor_id });
      expect(await codeOf(call)).toBe('STRAP_NOT_AVAILABLE');
    }
  });
});

describe('a PIN that was typed wrong too often', () => {
  /** A member whose PIN is locked, and somebody of the staff at the kiosk. */
  async function locked(role: 'trainer' | 'owner') {
    const test = openTestStaff();
    const member = addMember(test.store, 1);
    test.store.write((tx) => {
      setPin(tx, test.store, { memberId: member.id, record: 'a record', by: 'configuration' });
      const tries = { failed: MOST_FAILED_TRIES, waitUntilMs: 0 };
      saveMemberPinTries(tx, { numberHash: 'its number', memberId: member.id }, tries, NOON);
    });
    const session_id = await test.signInAs(role);
    const of = { session_id, member_id: member.id };
    const pin = async () => (await test.client.staff.member(of)).pin;
    const noted = () => test.facts().filter(({ kind }) => /^pin\.(unlocked|forgotten)$/.test(kind));
    return { test, member, of, pin, noted };
  }

  it('is unlocked by a trainer, once, and the log says by whom', async () => {
    const { test, member, of, pin, noted } = await locked('trainer');
    expect(await pin()).toBe('locked');
    await test.client.staff.unlockPin(of);
    await test.client.staff.unlockPin(of);
    expect(noted()).toMatchObject([
      { kind: 'pin.unlocked', memberId: member.id, payload: { staff: 'Robin' } },
    ]);
    expect(await pin()).toBe('set');
  });

  it('is taken away by the owner alone, once, and the log says why', async () => {
    const trainer = await locked('trainer');
    const because = 'forgotten';
    expect(await codeOf(trainer.test.client.staff.forgetPin({ ...trainer.of, because }))).toBe(
      'ROLE_NOT_ALLOWED',
    );
    expect(await trainer.pin()).toBe('locked');

    const { test, member, of, pin, noted } = await locked('owner');
    await test.client.staff.forgetPin({ ...of, because });
    await test.client.staff.forgetPin({ ...of, because });
    expect(noted()).toMatchObject([
      { kind: 'pin.forgotten', memberId: member.id, payload: { staff: 'Kim', because } },
    ]);
    expect(await pin()).toBe('none');
  });
});
