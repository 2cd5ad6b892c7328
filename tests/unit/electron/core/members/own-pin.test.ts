import { describe, expect, it } from 'vitest';
import { setPin } from '../../../../../electron/core/members/set-pin.ts';
import { addMember, cardOf } from '../../../../support/core/open-test-store.ts';
import { codeOf, openTestStaff, type TestStaff } from '../../../../support/core/test-staff.ts';
import { typePin } from '../../../../support/core/type-pin.ts';

/** A member who held their card, and how they set a PIN. */
function cameByCard() {
  const test = openTestStaff();
  const member = addMember(test.store, 1042);
  test.scan(cardOf(1042));
  const set = (pin: string, old: string | null = null): Promise<string> =>
    codeOf(
      test.client.pin.set({ session_id: test.sessions.current()?.sessionId ?? 'none', pin, old_pin: old }),
    );
  return { test, member, set };
}
const pinFacts = (test: TestStaff) => test.facts().filter(({ kind }) => kind === 'pin.set');

describe('a member who came in by card', () => {
  it('sets a PIN, and comes in with it the next time', async () => {
    const { test, member, set } = cameByCard();
    expect(await set('8206')).toBe('ok');
    expect(pinFacts(test)).toEqual([
      { kind: 'pin.set', memberId: member.id, payload: { by: 'member', replaced: false } },
    ]);
    test.sessions.end();
    expect(await typePin(test.keypad, '1042', '8206')).toBe('ok');
  });

  it.each(['0000', '1234', '1042', '12'])('cannot have %s', async (pin) => {
    const { test, set } = cameByCard();
    expect(await set(pin)).toBe('PIN_TOO_EASY');
    expect(pinFacts(test)).toEqual([]);
  });

  it('changes it only with the old one, whose tries are counted like any other', async () => {
    const { test, set } = cameByCard();
    await set('8206');
    expect(await set('9317')).toBe('WRONG_PIN');
    expect(await set('9317', '1111')).toBe('WRONG_PIN');
    expect(await set('9317', '8206')).toBe('NOT_NOW');
    test.time.pass(1_000);
    expect(await set('9317', '8206')).toBe('ok');
    expect(pinFacts(test).map(({ payload }) => payload.replaced)).toEqual([false, true]);
  });

  it('cannot set one for a session that is over', async () => {
    const { test, set } = cameByCard();
    test.sessions.end();
    expect(await set('8206')).toBe('SESSION_OVER');
  });
});

it('a member who came in by PIN cannot change it: somebody may have looked over a shoulder', async () => {
  const { test, member, set } = cameByCard();
  test.sessions.end();
  const record = await test.pins.recordOf('8206');
  test.store.write((tx) => setPin(tx, test.store, { memberId: member.id, record, by: 'configuration' }));
  expect(await typePin(test.keypad, '1042', '8206')).toBe('ok');
  expect(await set('9317', '8206')).toBe('NOT_NOW');
});

describe('the keypad', () => {
  it('is not opened in front of somebody who is at the screen', async () => {
    const { test } = cameByCard();
    expect(await codeOf(test.client.keypad.open())).toBe('NOT_NOW');
    test.sessions.end();
    expect(await codeOf(test.client.keypad.open())).toBe('ok');
  });

  it('is closed by the page, and makes way for staff', async () => {
    const { test } = cameByCard();
    test.sessions.end();
    await test.client.keypad.open();
    await test.client.session.end({ session_id: test.keypad.current()?.sessionId ?? '' });
    expect(test.keypad.current()).toBeNull();
    await test.client.keypad.open();
    await test.client.staffDoor.open();
    expect(test.keypad.current()).toBeNull();
  });

  it.each(['-', '%', "'", '', '9'.repeat(10_000), '\u202e2401', '1042\u0000'])(
    'takes no number like %j',
    async (memberNumber) => {
      const { test } = cameByCard();
      test.sessions.end();
      await test.client.keypad.open();
      const asked = test.client.keypad.checkIn({
        session_id: test.keypad.current()?.sessionId ?? '',
        member_number: memberNumber,
        pin: '8206',
      });
      expect(await codeOf(asked)).toBe('BAD_REQUEST');
    },
  );
});
