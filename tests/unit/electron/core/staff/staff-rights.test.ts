import { describe, expect, it } from 'vitest';
import {
  mayCall,
  STAFF_RIGHTS,
  staffApi,
  type StaffProcedure,
} from '../../../../../shared/contract/staff-api.ts';
import { staffRoleSchema, type StaffRole } from '../../../../../shared/contract/staff-account.ts';
import { codeOf, openTestStaff, type TestStaff } from '../../../../support/core/test-staff.ts';

/** Everything staff may ask for, with input that is well formed. A new procedure does not compile without one. */
const INPUTS = {
  devices: {},
  testDevice: { device: 'reader' },
  reconnectDevice: { device: 'reader' },
  sync: {},
  syncNow: {},
  retryFact: { epoch: 1, seq: 1 },
  setFactAside: { epoch: 1, seq: 1, because: 'test_record' },
  today: {},
  overrideRefusal: { epoch: 1, seq: 1, because: 'trial' },
  findMembers: { query: 'ad' },
  member: { member_id: 'nobody' },
  startCardEnrolment: { member_id: 'nobody' },
  cancelCardEnrolment: {},
  unlockPin: { member_id: 'nobody' },
  forgetPin: { member_id: 'nobody', because: 'forgotten' },
  freeStraps: {},
  kiosk: {},
  checkDatabase: {},
  care: {},
  putIncidentAway: { id: 1 },
  retryReading: { id: 1 },
  dismissReading: { id: 1 },
  restartDevices: {},
  restartCore: {},
  leaveKiosk: { because: 'update' },
  enrolStrap: { member_id: 'nobody', sensor_id: '1' },
  jobs: {},
  runJob: { job: 'retention' },
} as const satisfies Readonly<Record<StaffProcedure, object>>;

const PROCEDURES = Object.keys(staffApi) as StaffProcedure[];
const ROLES = staffRoleSchema.options;

const call = (test: TestStaff, name: StaffProcedure, sessionId: string): Promise<unknown> => {
  const procedure = test.client.staff[name] as (input: unknown) => Promise<unknown>;
  return procedure({ session_id: sessionId, ...INPUTS[name] });
};

describe('who may do what in staff mode', () => {
  it('is said for every procedure, and an owner may do all that a trainer may', () => {
    expect(Object.keys(STAFF_RIGHTS).toSorted()).toEqual(PROCEDURES.toSorted());
    for (const name of PROCEDURES) {
      expect([name, mayCall('owner', name)]).toEqual([name, true]);
    }
  });

  it.each(ROLES.flatMap((role) => PROCEDURES.map((name) => [role, name] as const)))(
    'holds for a %s who calls %s',
    async (role: StaffRole, name: StaffProcedure) => {
      const test = openTestStaff();
      const sessionId = await test.signInAs(role);
      const code = await codeOf(call(test, name, sessionId));
      if (mayCall(role, name)) expect(['ok', 'NOT_FOUND']).toContain(code);
      else expect(code).toBe('ROLE_NOT_ALLOWED');
    },
  );

  it.each(PROCEDURES)('nobody calls %s without being signed in as staff', async (name) => {
    const test = openTestStaff();
    expect(await codeOf(call(test, name, 'made-up'))).toBe('STAFF_ONLY');
    await test.client.staffDoor.open();
    // The sign-in screen's own id opens nothing.
    expect(await codeOf(call(test, name, test.desk.current()!.sessionId))).toBe('STAFF_ONLY');
  });

  it.each(PROCEDURES)('nobody calls %s with a session that is over', async (name) => {
    const test = openTestStaff();
    const sessionId = await test.signInAs('owner');
    test.pass(90);
    expect(await codeOf(call(test, name, sessionId))).toBe('STAFF_ONLY');
    expect(test.facts().at(-1)).toMatchObject({ kind: 'staff.signed_out', payload: { reason: 'idle' } });
  });
});
