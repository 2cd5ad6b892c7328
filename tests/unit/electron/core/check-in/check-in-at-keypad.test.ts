import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unlockPin } from '../../../../../electron/core/members/set-pin.ts';
import { StorageFailed } from '../../../../../electron/core/store/store.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import { findPinTriesOf } from '../../../../../electron/core/store/tables/member-pin-tries.ts';
import { payloadSchema, type FactKind } from '../../../../../shared/facts/all-facts.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { addMember, cardOf } from '../../../../support/core/open-test-store.ts';
import { fillDisk, openTestFloor, type TestFloor } from '../../../../support/core/test-floor.ts';
import { givePin, typePin } from '../../../../support/core/type-pin.ts';

const PIN = '8206';

async function openFloor(changes: Partial<Member> = {}): Promise<{ test: TestFloor; member: Member }> {
  const test = openTestFloor();
  const member = addMember(test.store, 1042, changes);
  await givePin(test, member, PIN);
  return { test, member };
}

/** What the log says since the PIN was set; every payload keeps the contract. */
const facts = ({ store }: TestFloor) =>
  [...eachFact(store.db, store.identity, 1)]
    .filter(({ kind }) => kind !== 'pin.set')
    .map(({ kind, memberId, payload }) => {
      payloadSchema(kind as FactKind, 1)!.parse(payload);
      return { kind, memberId, payload };
    });
const reasons = (test: TestFloor) => facts(test).map(({ payload }) => payload.reason);

describe('number and PIN', () => {
  it('let a member in like a card does, with one fact', async () => {
    const { test, member } = await openFloor();
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
    expect(test.sessions.current()).toMatchObject({ member, alreadyIn: false, cameByPin: true });
    expect(test.keypad.current()).toBeNull();
    expect(facts(test)).toEqual([
      {
        kind: 'check_in.accepted',
        memberId: member.id,
        payload: { visit_id: expect.any(String) as string, class_id: null, device: 'keypad' },
      },
    ]);
  });

  it('of nothing but zeros are nobody’s, even where an older version took such a number', async () => {
    const { test } = await openFloor({ memberNumber: '0000' });
    expect(await typePin(test.keypad, '0000', PIN)).toBe('wrong_pin');
    expect(test.sessions.current()).toBeNull();
  });

  it('say "already in" within the hour and change nothing', async () => {
    const { test } = await openFloor();
    test.scan(cardOf(1042));
    test.sessions.end();
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
    expect(test.sessions.current()).toMatchObject({ alreadyIn: true });
    expect(facts(test)).toHaveLength(1);
  });

  it('of a frozen membership show a neutral screen, and staff the exact reason', async () => {
    const { test } = await openFloor({ membershipStatus: 'frozen' });
    expect(await typePin(test.keypad, '1042', PIN)).toBe('see_front_desk');
    expect(test.floor.refusal()?.kind).toBe('see_front_desk');
    expect(reasons(test)).toEqual(['membership_frozen']);
  });

  it('get one answer whatever is wrong, while staff can read what it was', async () => {
    const { test } = await openFloor();
    addMember(test.store, 1043);
    expect(await typePin(test.keypad, '1042', '8207')).toBe('wrong_pin');
    expect(await typePin(test.keypad, '9999', PIN)).toBe('wrong_pin');
    expect(await typePin(test.keypad, '1043', PIN)).toBe('wrong_pin');
    expect(test.keypad.current()).toMatchObject({ hasFailed: true, isChecking: false });
    expect(reasons(test)).toEqual(['wrong_pin', 'unknown_number', 'no_pin']);
  });

  it('are nowhere in the store once they were tried', async () => {
    const { test } = await openFloor();
    await typePin(test.keypad, '777123', '591746');
    const tables = test.store.db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all() as {
      name: string;
    }[];
    for (const { name } of tables) {
      const rows = JSON.stringify(test.store.db.prepare(`SELECT * FROM "${name}"`).all());
      expect(rows).not.toContain('591746');
      expect(rows).not.toContain('777123');
    }
  });

  it('that are no number anybody has match nobody, whatever they are made of', async () => {
    const { test } = await openFloor();
    const odd = fc.oneof(
      fc.constantFrom(
        '-',
        '%',
        '_',
        "'",
        '',
        '\u0000',
        '1042\u0000',
        '\u202e2401',
        '1042 ',
        "1042' OR 1=1--",
        '1042%',
      ),
      fc.constant('9'.repeat(10_000)),
      fc.string().filter((text) => text !== '1042'),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (number) => {
        // The waiting is not what this is about.
        test.time.pass(61_000);
        expect(['wrong_pin', 'see_front_desk']).toContain(await typePin(test.keypad, number, PIN));
      }),
      { numRuns: 25 },
    );
    expect(test.sessions.current()).toBeNull();
    expect(test.store.db.prepare('SELECT count(*) AS n FROM visits').get()).toEqual({ n: 0 });
  });
});

describe('wrong PINs', () => {
  it('make the next try wait, the right one too, and a try in between counts nothing', async () => {
    const { test, member } = await openFloor();
    await typePin(test.keypad, '1042', '1111');
    expect(await typePin(test.keypad, '1042', PIN)).toBe('not_now');
    expect(test.keypad.current()?.waitUntilMs).toBe(test.time.nowMs() + 1_000);
    expect(findPinTriesOf(test.store.db, member.id).failed).toBe(1);
    test.time.pass(1_000);
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
    expect(findPinTriesOf(test.store.db, member.id).failed).toBe(0);
  });

  it('make a number nobody has wait just as long', async () => {
    const { test } = await openFloor();
    await typePin(test.keypad, '9999', '1111');
    expect(await typePin(test.keypad, '9999', '1111')).toBe('not_now');
    expect(test.keypad.current()?.waitUntilMs).toBe(test.time.nowMs() + 1_000);
  });

  it('lock after ten; the card still works, and staff unlock it with a fact', async () => {
    const { test, member } = await openFloor();
    for (let wrong = 0; wrong < 10; wrong += 1) {
      expect(await typePin(test.keypad, '1042', '1111')).toBe('wrong_pin');
      test.time.pass(61_000);
      test.keypad.tick();
    }
    expect(await typePin(test.keypad, '1042', PIN)).toBe('see_front_desk');
    expect(test.floor.refusal()?.kind).toBe('see_front_desk');
    expect(reasons(test).at(-1)).toBe('pin_locked');

    test.scan(cardOf(1042));
    expect(test.sessions.current()?.member.id).toBe(member.id);
    test.sessions.end();

    test.time.pass(61_000);
    unlockPin(test.store, { staff: 'Robin', memberId: member.id });
    expect(facts(test).at(-1)).toEqual({
      kind: 'pin.unlocked',
      memberId: member.id,
      payload: { staff: 'Robin' },
    });
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
  });

  it('of others never lock a member out: each number has its own count', async () => {
    const { test } = await openFloor();
    for (let wrong = 0; wrong < 9; wrong += 1) await typePin(test.keypad, `20${wrong}`, '1111');
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
  });

  it('are ten a minute at one kiosk, whoever they are for', async () => {
    const { test } = await openFloor();
    for (let wrong = 0; wrong < 10; wrong += 1) await typePin(test.keypad, `20${wrong}`, '1111');
    expect(await typePin(test.keypad, '1042', PIN)).toBe('not_now');
    test.time.pass(6_000);
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
  });

  it('are looked at by nobody while the disk does not take them', async () => {
    const { test } = await openFloor();
    const makeRoom = fillDisk(test);
    test.store.db.pragma('query_only = ON');
    await expect(typePin(test.keypad, '1042', PIN)).rejects.toThrow(StorageFailed);
    expect(test.keypad.current()?.isChecking).toBe(false);
    expect(test.sessions.current()).toBeNull();
    test.store.db.pragma('query_only = OFF');
    makeRoom();
    expect(await typePin(test.keypad, '1042', PIN)).toBe('ok');
  });
});

describe('the keypad', () => {
  it('gives up by itself after 30 seconds without a touch', async () => {
    const { test } = await openFloor();
    test.keypad.open();
    const { sessionId } = test.keypad.current() ?? { sessionId: '' };
    test.pass(29);
    expect(test.keypad.touch(sessionId)).toBe(true);
    test.pass(29);
    expect(test.keypad.current()).not.toBeNull();
    test.pass(1);
    expect(test.keypad.current()).toBeNull();
    expect(await test.keypad.checkIn(sessionId, { memberNumber: '1042', pin: PIN })).toMatchObject({
      code: 'session_over',
    });
  });

  it('is gone at once when a card is held, and the screen is that member’s', async () => {
    const { test } = await openFloor();
    const other = addMember(test.store, 1043);
    test.keypad.open();
    test.scan(cardOf(1043));
    expect(test.keypad.current()).toBeNull();
    expect(test.sessions.current()?.member.id).toBe(other.id);
  });

  it('lets nobody in whose screen went to somebody else while the PIN was checked', async () => {
    const { test } = await openFloor();
    const other = addMember(test.store, 1043);
    const typed = typePin(test.keypad, '1042', PIN);
    test.scan(cardOf(1043));
    expect(await typed).toBe('session_over');
    expect(test.sessions.current()?.member.id).toBe(other.id);
    expect(facts(test)).toHaveLength(1);
  });

  it('checks one PIN at a time', async () => {
    const { test } = await openFloor();
    const first = typePin(test.keypad, '1042', PIN);
    expect(await typePin(test.keypad, '1042', PIN)).toBe('not_now');
    expect(await first).toBe('ok');
  });
});
