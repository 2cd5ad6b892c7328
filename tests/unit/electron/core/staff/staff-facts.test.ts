import { describe, expect, it } from 'vitest';
import { setReadingAside } from '../../../../../electron/core/devices/set-reading-aside.ts';
import { insertIncident, NOTHING_DONE } from '../../../../../electron/core/store/tables/store-incidents.ts';
import { quarantine } from '../../../../../electron/core/store/tables/outbox.ts';
import type { StaffProcedure } from '../../../../../shared/contract/staff-api.ts';
import { addMember, cardOf } from '../../../../support/core/open-test-store.ts';
import { heartRate } from '../../../../support/core/test-floor.ts';
import { openTestStaff, OWNER, type TestStaff } from '../../../../support/core/test-staff.ts';

/** What each procedure is asked for, and the one kind of fact it leaves; null for what shows or does nothing of note. */
const CALLS: Readonly<Record<StaffProcedure, readonly [input: object, fact: string | null]>> = {
  devices: [{}, null],
  testDevice: [{ device: 'reader' }, 'staff.acted'],
  reconnectDevice: [{ device: 'reader' }, 'staff.acted'],
  sync: [{}, null],
  syncNow: [{}, 'staff.acted'],
  retryFact: [{ epoch: 1, seq: 1 }, 'fact.retried'],
  setFactAside: [{ epoch: 1, seq: 1, because: 'test_record' }, 'fact.set_aside'],
  today: [{}, 'staff.looked'],
  overrideRefusal: [{ epoch: 1, seq: 1, because: 'trial' }, 'check_in.overridden'],
  findMembers: [{ query: 'fi' }, 'staff.looked'],
  member: [{ member_id: 'member-1' }, 'staff.looked'],
  // What becomes of the card is what is noted; see below.
  startCardEnrolment: [{ member_id: 'member-1' }, null],
  cancelCardEnrolment: [{}, null],
  unlockPin: [{ member_id: 'member-1' }, 'pin.unlocked'],
  forgetPin: [{ member_id: 'member-1', because: 'forgotten' }, 'pin.forgotten'],
  freeStraps: [{}, null],
  enrolStrap: [{ member_id: 'member-1', sensor_id: '77' }, 'strap.enrolled'],
  jobs: [{}, null],
  runJob: [{ job: 'retention' }, 'staff.acted'],
  kiosk: [{}, null],
  checkDatabase: [{}, 'staff.acted'],
  care: [{}, null],
  putIncidentAway: [{ id: 1 }, 'staff.acted'],
  retryReading: [{ id: 1 }, 'reading.settled'],
  dismissReading: [{ id: 1 }, 'reading.settled'],
  restartDevices: [{}, 'staff.acted'],
  restartCore: [{}, 'staff.acted'],
  leaveKiosk: [{ because: 'update' }, 'staff.acted'],
};

/** A kiosk at which there is something to do for every procedure. */
async function openBusyKiosk(): Promise<{ test: TestStaff; session_id: string }> {
  const test = openTestStaff();
  const { store, time } = test;
  addMember(store, 1, { membershipStatus: 'unpaid' });
  addMember(store, 2);
  test.scan(cardOf(1));
  const record = await test.pins.recordOf('4711');
  const tries = test.pins.hashOfNumber('1');
  store.write((tx) => {
    quarantine(tx, { epoch: 1, seq: 1 }, 'schema');
    insertIncident(tx, { code: 'memory_lost', foundAtMs: 1, details: NOTHING_DONE });
    tx.prepare('INSERT INTO member_pins VALUES (?, ?, 1)').run('member-1', record);
    tx.prepare('INSERT INTO member_pin_tries VALUES (?, ?, 10, 0, 1)').run(tries, 'member-1');
  });
  const card = { kind: 'card', device: 'reader', at: time.nowMs(), code: cardOf(2) } as const;
  setReadingAside(store, card, { device: 'reader', runId: 'run-0', seq: 9 }, 'internal');
  test.radar.onReading(heartRate('77', 120, time.nowMs()));
  const session_id = await test.signIn(OWNER.name, OWNER.pin);
  return { test, session_id };
}

/** Facts after the first so many that name who of the staff it was. */
const named = (test: TestStaff, skip: number): string[] =>
  test
    .facts()
    .slice(skip)
    .filter(({ payload }) => payload['staff'] === OWNER.name)
    .map(({ kind }) => kind);

describe('whatever staff do', () => {
  it.each(Object.entries(CALLS) as [StaffProcedure, (typeof CALLS)[StaffProcedure]][])(
    'leaves exactly the facts it should: %s',
    async (name, [input, fact]) => {
      const { test, session_id } = await openBusyKiosk();
      const before = test.facts().length;
      await (test.client.staff[name] as (input: unknown) => Promise<unknown>)({ session_id, ...input });
      expect(named(test, before)).toEqual(fact === null ? [] : [fact]);
    },
  );

  const enrolments: Readonly<
    Record<string, readonly [fact: string, action: string | null, act: (test: TestStaff, session_id: string) => Promise<void>]>
  > = {
    'that gives a member a card': ['card.enrolled', null, async (test) => test.scan('NEW-CARD-1')],
    'that somebody of the staff ends with their own card': [
      'staff.acted',
      'enrol_card.cancelled',
      async (test) => {
        test.scan('STAFF-S');
        test.pass(1);
      },
    ],
    'that staff cancel': [
      'staff.acted',
      'enrol_card.cancelled',
      async (test, session_id) => {
        await test.client.staff.cancelCardEnrolment({ session_id });
        await test.client.staff.cancelCardEnrolment({ session_id });
      },
    ],
    'that nobody holds a card for': ['staff.acted', 'enrol_card.timed_out', async (test) => test.pass(40)],
    'whose session ends': [
      'staff.acted',
      'enrol_card.cancelled',
      async (test) => {
        test.desk.end('done');
        test.pass(40);
      },
    ],
    'that another one follows': [
      'staff.acted',
      'enrol_card.cancelled',
      async (test, session_id) => test.client.staff.startCardEnrolment({ session_id, member_id: 'member-2' }),
    ],
  }; // prettier-ignore

  it.each(Object.entries(enrolments))(
    'leaves one fact of an enrolment %s',
    async (_what, [fact, action, act]) => {
      const { test, session_id } = await openBusyKiosk();
      const before = test.facts().length;
      await test.client.staff.startCardEnrolment({ session_id, member_id: 'member-1' });
      await act(test, session_id);
      const facts = test
        .facts()
        .slice(before)
        .filter(({ kind }) => kind === 'staff.acted' || kind === 'card.enrolled');
      expect(facts.map(({ kind }) => kind)).toEqual([fact]);
      if (action !== null) expect(facts[0]?.payload).toMatchObject({ action, subject: 'member-1' });
    },
  );
});
