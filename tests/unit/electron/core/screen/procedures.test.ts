import { describe, expect, it } from 'vitest';
import { listProcedures } from '../../../../../shared/contract/expose-contract.ts';
import { staffApi } from '../../../../../shared/contract/staff-api.ts';
import { codeOf, openTestStaff, type TestStaff } from '../../../../support/core/test-staff.ts';

/** What anybody may call. Whoever adds to the contract says here that a stranger may, or puts it behind a guard. */
const FOR_ANYBODY = [
  'kiosk.watch',
  'kiosk.ping',
  'session.touch',
  'session.end',
  'keypad.open',
  'keypad.checkIn',
  'staffDoor.open',
  'staffDoor.choose',
  'staffDoor.signIn',
];

/** Calls a procedure with nothing but a session's id. */
function callWith(test: TestStaff, name: string, sessionId: string): Promise<unknown> {
  let node: unknown = test.client;
  for (const step of name.split('.')) node = (node as Record<string, unknown>)[step];
  return (node as (input: unknown) => Promise<unknown>)({ session_id: sessionId });
}

/** Whom a procedure turns away when a stranger calls it. */
const GUARDS = { SESSION_OVER: 'member', STAFF_ONLY: 'staff', NOT_A_DEMO: 'demo' } as Record<string, string>;

describe('every procedure of the contract', () => {
  const names = listProcedures().map(({ name }) => name as string);

  it.each(names.filter((name) => !FOR_ANYBODY.includes(name)))(
    '%s looks who asks before it looks at anything else',
    async (name) => {
      const test = openTestStaff();
      const room = name.split('.')[0]!;
      const expected = room === 'staff' || room === 'demo' ? room : 'member';
      expect(GUARDS[await codeOf(callWith(test, name, 'made-up'))]).toBe(expected);
    },
  );

  it('is for anybody only where that is said', () => {
    expect(names).toEqual(expect.arrayContaining(FOR_ANYBODY));
    expect(names.length).toBeGreaterThan(FOR_ANYBODY.length + Object.keys(staffApi).length);
  });
});

it('a staff session opens nothing of a member, and a member’s nothing of the staff', async () => {
  const test = openTestStaff();
  const staff = await test.signInAs('owner');
  expect(await codeOf(callWith(test, 'goals.form', staff))).toBe('SESSION_OVER');
  const { sessionId } = test.sessions.open({
    member: { id: 'm' } as never,
    checkedInAtMs: test.time.nowMs(),
    alreadyIn: false,
  });
  expect(await codeOf(callWith(test, 'staff.today', sessionId))).toBe('STAFF_ONLY');
});
