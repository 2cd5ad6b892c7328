import { describe, expect, it } from 'vitest';
import { STAFF_LOGOUT_MS, STAFF_PROMPT_MS } from '../../../../../electron/core/staff/staff-desk.ts';
import { findPinTries } from '../../../../../electron/core/store/tables/staff-pin-tries.ts';
import { addMember, cardOf, NOON } from '../../../../support/core/open-test-store.ts';
import {
  CARD_ONLY,
  codeOf,
  openTestStaff,
  OWNER,
  TRAINER,
  type TestStaff,
} from '../../../../support/core/test-staff.ts';

const tryPin = (test: TestStaff, name: string, pin: string): Promise<string> =>
  codeOf(test.signIn(name, pin));
const kinds = (test: TestStaff): string[] => test.facts().map(({ kind }) => kind);

describe('the way into staff mode', () => {
  it('is a name and a PIN of eight digits, and the log says who came in', async () => {
    const test = openTestStaff();
    const sessionId = await test.signIn(OWNER.name, OWNER.pin);
    expect(test.desk.find(sessionId)).toMatchObject({ name: 'Kim', role: 'owner' });
    expect(test.facts()).toMatchObject([
      { kind: 'staff.signed_in', payload: { staff: 'Kim', role: 'owner', with_card: false } },
    ]);
  });

  it('is a card and a shorter PIN, and never the shorter PIN alone', async () => {
    const test = openTestStaff();
    expect(await tryPin(test, CARD_ONLY.name, CARD_ONLY.pin)).toBe('NOT_NOW');
    test.scan('STAFF-S');
    const door = test.desk.current();
    expect(door).toMatchObject({ phase: 'signing_in', withCard: true });
    await test.client.staffDoor.signIn({ session_id: door!.sessionId, pin: CARD_ONLY.pin });
    expect(test.desk.current()).toMatchObject({ phase: 'signed_in', name: 'Sam' });
    expect(test.facts().at(-1)).toMatchObject({ kind: 'staff.signed_in', payload: { with_card: true } });
  });

  it('is not open to a wrong PIN, nor to the right one of somebody else', async () => {
    const test = openTestStaff();
    expect(await tryPin(test, OWNER.name, '00000000')).toBe('WRONG_PIN');
    expect(await tryPin(test, OWNER.name, TRAINER.pin)).toBe('WRONG_PIN');
    expect(kinds(test)).toEqual(['staff.sign_in_failed', 'staff.sign_in_failed']);
  });

  it('closes for a minute after five wrong PINs, then for twice as long after each further one', async () => {
    const test = openTestStaff();
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await tryPin(test, OWNER.name, '00000000')).toBe('WRONG_PIN');
    expect(await tryPin(test, OWNER.name, OWNER.pin)).toBe('LOCKED');
    test.pass(59);
    expect(await tryPin(test, OWNER.name, OWNER.pin)).toBe('LOCKED');
    test.pass(1);
    expect(await tryPin(test, OWNER.name, '00000000')).toBe('WRONG_PIN');
    test.pass(119);
    expect(await tryPin(test, OWNER.name, OWNER.pin)).toBe('LOCKED');
    test.pass(1);
    expect(await tryPin(test, OWNER.name, OWNER.pin)).toBe('ok');
    expect(findPinTries(test.store.db, OWNER.name)).toEqual({ failed: 0, lockedUntilMs: null });
  });

  it('closes for one account alone: nobody can lock the others out', async () => {
    const test = openTestStaff();
    for (let wrong = 0; wrong < 5; wrong += 1) await tryPin(test, OWNER.name, '00000000');
    expect(await tryPin(test, TRAINER.name, TRAINER.pin)).toBe('ok');
  });

  it('counts a PIN on the disk before it is looked at: pulling the plug wins no try', async () => {
    const test = openTestStaff();
    await test.client.staffDoor.open();
    const { sessionId } = test.desk.current()!;
    await test.client.staffDoor.choose({ session_id: sessionId, name: OWNER.name });
    const answer = codeOf(test.client.staffDoor.signIn({ session_id: sessionId, pin: '00000000' }));
    expect(findPinTries(test.store.db, OWNER.name).failed).toBe(0);
    await Promise.resolve();
    while (findPinTries(test.store.db, OWNER.name).failed === 0) await Promise.resolve();
    expect(test.desk.current()).toMatchObject({ isChecking: true });
    expect(await answer).toBe('WRONG_PIN');
  });

  it('looks at no PIN while the disk takes no writes', async () => {
    const test = openTestStaff();
    test.store.db.pragma('query_only = ON');
    expect(await tryPin(test, OWNER.name, OWNER.pin)).toBe('STORAGE_FAILING');
    expect(test.desk.current()?.phase).toBe('signing_in');
    test.store.db.pragma('query_only = OFF');
    expect(await tryPin(test, OWNER.name, OWNER.pin)).toBe('ok');
  });

  it('is not offered over the head of a member', async () => {
    const test = openTestStaff();
    addMember(test.store, 1);
    test.scan(cardOf(1));
    expect(await codeOf(test.client.staffDoor.open())).toBe('NOT_NOW');
    expect(test.sessions.current()).not.toBeNull();
  });

  it('does not push aside whoever of the staff is signed in', async () => {
    const test = openTestStaff();
    const sessionId = await test.signInAs('owner');
    expect(await codeOf(test.client.staffDoor.open())).toBe('NOT_NOW');
    expect(test.desk.find(sessionId)).not.toBeNull();
  });

  it('lets nobody in whose screen went to a member while the PIN was checked', async () => {
    const test = openTestStaff();
    addMember(test.store, 1);
    await test.client.staffDoor.open();
    const { sessionId } = test.desk.current()!;
    await test.client.staffDoor.choose({ session_id: sessionId, name: OWNER.name });
    const answer = codeOf(test.client.staffDoor.signIn({ session_id: sessionId, pin: OWNER.pin }));
    while (
      test.desk.current()?.phase === 'signing_in' &&
      findPinTries(test.store.db, OWNER.name).failed === 0
    )
      await Promise.resolve();
    test.scan(cardOf(1));
    expect(await answer).toBe('SESSION_OVER');
    expect(test.desk.current()).toBeNull();
    expect(kinds(test)).toEqual(['check_in.accepted']);
  });
});

describe('staff mode is over', () => {
  it('after a minute and a half without a touch; the screen is told when to ask', async () => {
    const test = openTestStaff();
    const sessionId = await test.signInAs('trainer');
    expect(test.desk.find(sessionId)).toMatchObject({
      idlePromptAtMs: NOON + STAFF_PROMPT_MS,
      idleLogoutAtMs: NOON + STAFF_LOGOUT_MS,
    });
    test.pass(80);
    await test.client.session.touch({ session_id: sessionId });
    test.pass(89);
    expect(test.desk.find(sessionId)).not.toBeNull();
    test.pass(1);
    expect(test.desk.find(sessionId)).toBeNull();
  });

  it('after half an hour, touched or not', async () => {
    const test = openTestStaff();
    const sessionId = await test.signInAs('trainer');
    for (let minute = 0; minute < 29; minute += 1) {
      test.pass(60);
      await test.client.session.touch({ session_id: sessionId });
    }
    test.pass(59);
    expect(test.desk.find(sessionId)).not.toBeNull();
    test.pass(1);
    expect(test.facts().at(-1)?.payload).toEqual({ staff: 'Robin', reason: 'too_long' });
  });

  it('when a member holds a card to the reader, who is checked in as ever', async () => {
    const test = openTestStaff();
    addMember(test.store, 1);
    const sessionId = await test.signInAs('owner');
    test.scan(cardOf(1));
    expect(test.desk.find(sessionId)).toBeNull();
    expect(test.sessions.current()?.member.memberNumber).toBe('1');
    expect(kinds(test)).toEqual(['staff.signed_in', 'check_in.accepted', 'staff.signed_out']);
  });

  it('when a stranger or somebody else of the staff holds a card to the reader', async () => {
    const test = openTestStaff();
    await test.signInAs('owner');
    test.scan('nobody');
    expect(test.desk.current()).toBeNull();
    await test.signInAs('owner');
    test.scan('STAFF-R');
    expect(test.desk.current()).toMatchObject({ phase: 'signing_in', account: { name: 'Robin' } });
  });

  it('at once when asked to be, and the log says so once', async () => {
    const test = openTestStaff();
    const sessionId = await test.signInAs('owner');
    await test.client.session.end({ session_id: sessionId });
    expect(await codeOf(test.client.session.end({ session_id: sessionId }))).toBe('SESSION_OVER');
    expect(kinds(test)).toEqual(['staff.signed_in', 'staff.signed_out']);
  });

  it('even when the disk does not take that it is', async () => {
    const test = openTestStaff();
    await test.signInAs('owner');
    test.store.db.pragma('query_only = ON');
    test.pass(90);
    expect(test.desk.current()).toBeNull();
    expect(test.log.entries.at(-1)).toMatchObject({ message: 'a sign-out could not be noted' });
  });
});
