import { expect, it } from 'vitest';
import { readStaffSync } from '../../../../../electron/core/staff/staff-pages.ts';
import { staffSyncSchema } from '../../../../../shared/contract/staff-documents.ts';
import { FAKE_PULL } from '../../../../support/core/fake-push.ts';
import { GATHER_MS, openPush } from '../../../../support/core/test-push.ts';

it('tells staff and the log once that the clock is wrong and what central found, until both are over', async () => {
  const test = openPush();
  const alarm = {
    code: 'chain_gap',
    found_at: '2026-02-18T11:00:00.000Z',
    epoch: 1,
    from_seq: 2,
    until_seq: 4,
    amount: null,
  };
  const wrongClock = {
    ...alarm,
    code: 'clock_wrong',
    epoch: 0,
    from_seq: 0,
    until_seq: 0,
    amount: 1_020_000,
  };
  const said = () => test.log.entries.map(({ message }) => message).filter((one) => /clock|wrong/.test(one));
  test.central.notices = { clockAheadMs: 1_020_000, alarms: [alarm, wrongClock] };
  for (let time = 0; time < 3; time += 1) {
    test.append(1);
    await test.pass(GATHER_MS);
  }
  expect(said()).toHaveLength(3);
  expect(test.log.entries).toContainEqual(
    expect.objectContaining({ level: 'warn', fields: { minutesAhead: 17 } }),
  );
  const page = readStaffSync(test.store.db, {
    push: test.push,
    pull: FAKE_PULL,
    centralUrl: 'https://central.example',
  });
  expect(staffSyncSchema.parse(page)).toMatchObject({
    clock_ahead_ms: 1_020_000,
    alarms: [{ code: 'chain_gap', from_seq: 2, until_seq: 4, found_at: Date.parse(alarm.found_at) }],
  });
  test.central.notices = { clockAheadMs: null, alarms: [] };
  test.append(1);
  await test.pass(GATHER_MS);
  expect(said().at(-1)).toBe('the clock of this kiosk is right again');
  expect(readStaffSync(test.store.db, { push: test.push, pull: FAKE_PULL, centralUrl: null })).toMatchObject({
    clock_ahead_ms: null,
    alarms: [],
  });
});
