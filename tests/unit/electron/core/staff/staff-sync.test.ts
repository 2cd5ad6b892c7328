import { describe, expect, it } from 'vitest';
import { checkChain } from '../../../../../electron/core/store/fact-log.ts';
import { DEVICE_TEST_MS } from '../../../../../electron/core/staff/device-test.ts';
import { quarantine, readBacklog } from '../../../../../electron/core/store/tables/outbox.ts';
import { addMember } from '../../../../support/core/open-test-store.ts';
import { codeOf, openTestStaff, type TestStaff } from '../../../../support/core/test-staff.ts';

/** A check-in that central refused; also a card that a member of the gym got. */
function refuseTwo(test: TestStaff): void {
  const { id } = addMember(test.store, 1);
  test.store.write((tx) => {
    for (const code of ['implausible_value', 'conflict']) {
      const key = test.store.facts.append(tx, {
        kind: 'card.enrolled',
        memberId: id,
        happenedAtMs: test.time.nowMs(),
        payload: { code: '0008075634' },
      });
      quarantine(tx, key, code);
    }
  });
}

describe('the sync page', () => {
  it('lists what central refused and why, without what is in it about people', async () => {
    const test = openTestStaff();
    refuseTwo(test);
    const session_id = await test.signInAs('trainer');
    const { quarantine: listed } = await test.client.staff.sync({ session_id });
    expect(listed.map(({ seq, kind, code }) => [seq, kind, code])).toEqual([
      [1, 'card.enrolled', 'implausible_value'],
      [2, 'card.enrolled', 'conflict'],
    ]);
    expect(JSON.stringify(listed)).not.toContain('8075634');
  });

  it('queues a refused record once more, tries central at once, and keeps who asked', async () => {
    const test = openTestStaff();
    refuseTwo(test);
    const session_id = await test.signInAs('trainer');
    await test.client.staff.retryFact({ session_id, epoch: 1, seq: 2 });
    expect(readBacklog(test.store.db)).toMatchObject({ quarantined: 1, pending: 3 });
    expect(test.pushes()).toBe(1);
    expect(test.facts().at(-1)).toMatchObject({
      kind: 'fact.retried',
      payload: { staff: 'Robin', epoch: 1, seq: 2, kind: 'card.enrolled', code: 'conflict' },
    });
    expect(await codeOf(test.client.staff.retryFact({ session_id, epoch: 1, seq: 2 }))).toBe('NOT_FOUND');
    expect(test.facts().filter(({ kind }) => kind === 'fact.retried')).toHaveLength(1);
  });

  it('sets a record aside for good when an owner says why; the log keeps both', async () => {
    const test = openTestStaff();
    refuseTwo(test);
    const session_id = await test.signInAs('owner');
    await test.client.staff.setFactAside({ session_id, epoch: 1, seq: 1, because: 'test_record' });
    expect(readBacklog(test.store.db).quarantined).toBe(1);
    const facts = test.facts();
    expect(facts[0]).toMatchObject({ kind: 'card.enrolled' });
    expect(facts.at(-1)).toMatchObject({
      kind: 'fact.set_aside',
      payload: { staff: 'Kim', because: 'test_record', epoch: 1, seq: 1, code: 'implausible_value' },
    });
    expect(checkChain(test.store.db, test.store.identity).ok).toBe(true);
  });

  it('takes no reason that says nothing', async () => {
    const test = openTestStaff();
    refuseTwo(test);
    const session_id = await test.signInAs('owner');
    for (const because of ['', '  ', 'From a test', 'maintenance']) {
      const asked = { session_id, epoch: 1, seq: 1, because: because as 'test_record' };
      const call = test.client.staff.setFactAside(asked);
      expect(await codeOf(call)).toBe('BAD_REQUEST');
    }
    expect(readBacklog(test.store.db).quarantined).toBe(2);
  });
});

describe('acts on devices', () => {
  it('reach the device process after they were noted, and not at all when they could not be', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    await test.client.staff.reconnectDevice({ session_id, device: 'reader' });
    expect(test.toDevices).toContainEqual({ type: 'reopen', device: 'reader' });
    expect(test.facts().at(-1)).toMatchObject({
      kind: 'staff.acted',
      payload: { staff: 'Robin', action: 'reconnect_device', subject: 'reader' },
    });
    test.toDevices.length = 0;
    test.store.db.pragma('query_only = ON');
    expect(await codeOf(test.client.staff.reconnectDevice({ session_id, device: 'reader' }))).toBe(
      'STORAGE_FAILING',
    );
    expect(test.toDevices).toEqual([]);
  });

  it('show what a device under test says for half a minute, and no card whole', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    await test.client.staff.testDevice({ session_id, device: 'reader' });
    test.scan('0006547886');
    const { test: heard } = await test.client.staff.devices({ session_id });
    expect(heard?.readings.map(({ text }) => text)).toEqual(['••••••7886']);
    // A card that nobody owns is only shown while a reader is tried: nobody is refused, staff stay.
    expect(test.facts().map(({ kind }) => kind)).toEqual(['staff.signed_in', 'staff.acted']);
    test.pass(30);
    expect((await test.client.staff.devices({ session_id })).test).toBeNull();
  });

  it('try a reader with a member’s card: staff see whose it is, nobody is checked in, staff mode stays', async () => {
    const test = openTestStaff();
    addMember(test.store, 1);
    const session_id = await test.signInAs('trainer');
    await test.client.staff.testDevice({ session_id, device: 'reader' });
    test.scan('0000000001');
    test.scan('4711000000');
    expect(test.outcomes).toEqual([]);
    const { test: shown } = await test.client.staff.devices({ session_id });
    expect(shown?.readings.map(({ text, card }) => [text, card])).toEqual([
      ['••••••0000', { whose: 'nobody' }],
      ['••••••0001', expect.objectContaining({ whose: 'member', member_number: '1' })],
    ]);
    expect(test.facts().at(-1)).toMatchObject({
      kind: 'staff.looked',
      memberId: 'member-1',
      payload: { page: 'test_device' },
    });
  });

  it('leave a member’s card what it is at any other reader, and once the test is over: a check-in', async () => {
    const test = openTestStaff();
    addMember(test.store, 1);
    const session_id = await test.signInAs('trainer');
    await test.client.staff.testDevice({ session_id, device: 'reader' });
    test.pass(DEVICE_TEST_MS / 1_000);
    test.scan('0000000001');
    expect(test.outcomes.map(({ outcome }) => outcome)).toEqual(['checked_in']);
    expect(await codeOf(test.client.staff.devices({ session_id }))).toBe('STAFF_ONLY');
  });
});
