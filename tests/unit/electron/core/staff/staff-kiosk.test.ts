import { describe, expect, it } from 'vitest';
import packageJson from '../../../../../package.json' with { type: 'json' };
import { codeOf, openTestStaff, type TestStaff } from '../../../../support/core/test-staff.ts';

const acts = (test: TestStaff): unknown[] =>
  test
    .facts()
    .filter(({ kind }) => kind === 'staff.acted')
    .map(({ payload }) => payload);

describe('the kiosk page', () => {
  it('says what runs here and how much room it has', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    const kiosk = await test.client.staff.kiosk({ session_id });
    expect(kiosk).toMatchObject({ version: packageJson.version, gym_id: 'gym-1', epoch: 1, records: 1 });
    expect(kiosk.database_bytes).toBeGreaterThan(4_096);
    expect(kiosk.data_bytes).toBeGreaterThanOrEqual(kiosk.database_bytes);
    expect(kiosk.free_bytes).toBeGreaterThan(0);
  });

  it('finds a whole database whole, record by record', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    const check = await test.client.staff.checkDatabase({ session_id });
    // The sign-in and the check itself.
    expect(check).toMatchObject({ problem: null, facts: 2 });
  });

  it('finds a record that somebody changed, and names it', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    test.store.db.exec(
      `DROP TRIGGER facts_are_append_only; UPDATE facts SET payload = '{"staff":"Nobody"}' WHERE seq = 1`,
    );
    expect((await test.client.staff.checkDatabase({ session_id })).problem).toBe(
      'facts_damaged: wrong_hash at 1/1',
    );
  });

  it('finds a record that somebody took out', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('trainer');
    await test.client.staff.restartDevices({ session_id });
    test.store.db.exec('DELETE FROM outbox WHERE seq = 1; DELETE FROM facts WHERE seq = 1');
    expect((await test.client.staff.checkDatabase({ session_id })).problem).toBe('facts_damaged: gap at 1/2');
  });

  it('has devices, core and the whole kiosk end only after it was noted who asked', async () => {
    const test = openTestStaff();
    const session_id = await test.signInAs('owner');
    await test.client.staff.restartDevices({ session_id });
    expect(test.toDevices).toContainEqual({ type: 'restart' });
    await test.client.staff.restartCore({ session_id });
    await test.client.staff.leaveKiosk({ session_id, because: 'maintenance' });
    expect(test.ends).toEqual(['core', 'kiosk']);
    expect(acts(test)).toEqual([
      { staff: 'Kim', action: 'restart_devices', subject: null },
      { staff: 'Kim', action: 'restart_core', subject: null },
      { staff: 'Kim', action: 'leave_kiosk', subject: null, because: 'maintenance' },
    ]);
    test.store.db.pragma('query_only = ON');
    expect(await codeOf(test.client.staff.leaveKiosk({ session_id, because: 'maintenance' }))).toBe(
      'STORAGE_FAILING',
    );
    expect(test.ends).toHaveLength(2);
  });
});
