import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../../../electron/core/check-in/check-in.ts';
import { endGoal, setGoal } from '../../../../../electron/core/goals/set-goal.ts';
import { finishHeartRateSession } from '../../../../../electron/core/heart-rate/finish-heart-rate-session.ts';
import {
  startHeartRateSession,
  storeHeartRateBlocks,
} from '../../../../../electron/core/heart-rate/record-heart-rate.ts';
import { enrolConfiguredMembers } from '../../../../../electron/core/members/enrol-configured-members.ts';
import { setNotificationPreferences } from '../../../../../electron/core/notifications/member-notifications.ts';
import { enterReading, takeBackEntry } from '../../../../../electron/core/progress/enter-reading.ts';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { enrolStrap } from '../../../../../electron/core/staff/staff-members.ts';
import { write, openDatabase, type ReadableDb } from '../../../../../electron/core/store/database.ts';
import { rebuildRows, type RebuiltRows } from '../../../../../electron/core/store/rebuild-rows.ts';
import { replayFacts } from '../../../../../electron/core/store/replay-facts.ts';
import { findMemberByNumber } from '../../../../../electron/core/store/tables/users.ts';
import { fileUnclaimed } from '../../../../../electron/core/weigh-in/unclaimed-readings.ts';
import { MINUTE_MS } from '../../../../../shared/base/clock.ts';
import { factRowsOf } from '../../../../support/core/fact-rows-of.ts';
import {
  NOON,
  openTestStore,
  temporaryDir,
  type TestStore,
} from '../../../../support/core/open-test-store.ts';

const CARD = '0008075634';

/** A kiosk on which one of everything happened that leaves a row. */
function livedKiosk(): TestStore {
  const test = openTestStore();
  const { store, newId } = test;
  const person = { member_number: '7', first_name: 'Ada', last_name: 'Lind', cards: [CARD], weight_kg: 80 };
  const freezes = [{ from: '2026-05-01', to: '2026-05-31' }];
  enrolConfiguredMembers({ store, newId, nowMs: store.nowMs }, [{ ...person, freezes }]);
  const member = findMemberByNumber(store.db, '7')!;
  enrolStrap(store, { staff: 'Kim', memberId: member.id, sensorId: '4711' });
  checkIn(test, { code: CARD, device: 'door', atMs: NOON }, () => undefined);
  checkIn(test, { code: '0000000001', device: 'door', atMs: NOON }, () => undefined);
  openDashboard(store, member, NOON);
  const entry = { member, metricType: 'body_weight', isConfirmed: true, recordedOn: null };
  enterReading(store, { ...entry, id: 'kept', value: 81, atMs: NOON + 1 });
  enterReading(store, { ...entry, id: 'slip', value: 82, atMs: NOON + 2 });
  takeBackEntry(store, { id: 'slip', member, atMs: NOON + 3 });
  const wish = {
    member,
    metricType: 'body_weight',
    targetValue: 76,
    targetDate: '2026-07-01',
    autoAdjust: false,
  };
  setGoal(store, { ...wish, id: 'goal', atMs: NOON + 4 });
  setGoal(store, { ...wish, id: 'given-up', metricType: 'workout_count', targetValue: 20, atMs: NOON + 5 });
  endGoal(store, { id: 'given-up', member, atMs: NOON + 6 });
  const worn = { memberId: member.id, sensorId: '4711', device: 'stick', atMs: NOON + MINUTE_MS };
  const session = startHeartRateSession(test, worn);
  const bpm = new Uint8Array(60).fill(130);
  const block = { startedAtMs: session.startedAtMs, bpm };
  store.write((tx) => storeHeartRateBlocks(tx, store.facts, session, [block]));
  finishHeartRateSession(store, {
    session,
    trace: { startedAtMs: session.startedAtMs, bpm },
    blocks: [],
    endedAtMs: session.startedAtMs + MINUTE_MS,
    reason: 'finished',
  });
  setNotificationPreferences(
    store,
    member.id,
    [{ topic: 'goals', channel: 'email', enabled: true }],
    NOON + 7,
  );
  const weighing = { device: 'scale', kg: 70, atMs: NOON + 8, sent: null, fields: null };
  store.write((tx) => fileUnclaimed(tx, store, { ...weighing, id: 'weighing' }, []));
  return test;
}

function rebuilt({ store, dataDir }: TestStore): RebuiltRows {
  const rebuilding = rebuildRows(store.db, store.identity, join(dataDir, 'made.db'));
  let step = rebuilding.next();
  while (step.done !== true) step = rebuilding.next();
  return step.value;
}

function replayAll(...request: Parameters<typeof replayFacts>): void {
  const replaying = replayFacts(...request);
  while (replaying.next().done !== true);
}

function emptyDatabase(): ReadableDb {
  return openDatabase(join(temporaryDir(), 'empty.db'), NOON);
}

describe('replaying a log', () => {
  it('brings an empty database to the rows that living it produced', () => {
    const { store } = livedKiosk();
    const replica = emptyDatabase();
    replayAll(store.db, replica, store.identity);
    expect(factRowsOf(replica)).toEqual(factRowsOf(store.db));
    const tables = Object.entries(factRowsOf(replica)).filter(([, rows]) => rows.length === 0);
    expect(tables.map(([table]) => table)).toEqual([
      'member_details',
      'merged_members',
      'membership_ends',
      'gym_closures',
      'classes',
      'cancelled_classes',
      'measured_maximums',
      'notification_reads',
      'settled_readings',
    ]);
    replica.close();
  });

  it('twice, or over rows that are there, changes nothing', () => {
    const { store } = livedKiosk();
    const before = factRowsOf(store.db);
    replayAll(store.db, store.db, store.identity);
    expect(factRowsOf(store.db)).toEqual(before);
  });
});

describe('rebuilding the rows of a kiosk', () => {
  it('finds nothing to do where they are right', () => {
    const test = livedKiosk();
    const before = factRowsOf(test.store.db);
    expect(rebuilt(test)).toMatchObject({ added: 0, mended: 0, removed: 0 });
    expect(factRowsOf(test.store.db)).toEqual(before);
  });

  it('adds what is missing, mends what is wrong, removes what was taken back, and says how much', () => {
    const test = livedKiosk();
    const { store } = test;
    const before = factRowsOf(store.db);
    write(store.db, (tx) =>
      tx.exec(`DELETE FROM visits;
        UPDATE progress_metrics SET value = 8 WHERE id = 'kept';
        UPDATE users SET first_name = 'Eve';
        DELETE FROM heart_rate_blocks;
        INSERT INTO progress_metrics (user_id, id, metric_type, value, recorded_at, source, unit)
          SELECT id, 'slip', 'body_weight', 18, 1, 'manual', 'kg' FROM users`),
    );
    const facts = store.db.prepare('SELECT count(*) FROM facts').pluck().get();
    expect(rebuilt(test)).toEqual({ facts, added: 2, mended: 2, removed: 1 });
    expect(factRowsOf(store.db)).toEqual(before);
  });

  it('leaves rows alone that no fact tells of', () => {
    const test = livedKiosk();
    const { store } = test;
    write(store.db, (tx) =>
      tx.exec(`INSERT INTO users (id, member_number, first_name) VALUES ('imported', '99', 'Mo');
        INSERT INTO visits (user_id, id, checked_in_at, class_id) VALUES ('imported', 'v', 1, NULL)`),
    );
    const before = factRowsOf(store.db);
    rebuilt(test);
    expect(factRowsOf(store.db)).toEqual(before);
  });
});
