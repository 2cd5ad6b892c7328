import { describe, expect, it } from 'vitest';
import { REFUSAL_SHOWN_MS } from '../../../../../electron/core/check-in/arrivals.ts';
import { SCAN_IS_FRESH_MS } from '../../../../../electron/core/check-in/card-readings.ts';
import { enrolConfiguredMembers } from '../../../../../electron/core/members/enrol-configured-members.ts';
import { listRunningSessions } from '../../../../../electron/core/store/tables/heart-rate-sessions.ts';
import { findDeviceCursor } from '../../../../../electron/core/store/tables/device-cursors.ts';
import { kioskConfigSchema } from '../../../../../shared/contract/kiosk-config.ts';
import { addMember, cardOf, NOON } from '../../../../support/core/open-test-store.ts';
import { fillDisk, openTestFloor, type TestFloor } from '../../../../support/core/test-floor.ts';
import { putCard } from '../../../../support/core/put-rows.ts';

const countOf = ({ store }: TestFloor, table: 'visits' | 'facts'): unknown =>
  store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('a card at the reader', () => {
  it('brings its owner to the screen, and is acknowledged once it is committed', () => {
    const test = openTestFloor();
    const member = addMember(test.store, 1);
    test.scan(cardOf(1));
    expect(test.sessions.current()).toMatchObject({ member, checkedInAtMs: NOON, alreadyIn: false });
    expect(test.acknowledged).toEqual([{ device: 'reader', runId: 'run-1', seq: 1 }]);
    expect(findDeviceCursor(test.store.db, 'reader', 'run-1')).toBe(1);
    expect(test.outcomes.map(({ outcome }) => outcome)).toEqual(['checked_in']);
  });

  it('ends the session of whoever was there', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    const second = addMember(test.store, 2);
    test.scan(cardOf(1));
    const first = test.sessions.current();
    test.scan(cardOf(2));
    expect(test.sessions.current()?.member).toEqual(second);
    expect(test.sessions.find(first?.sessionId ?? '')).toBeNull();
  });

  it('says "already in" with the time of the first scan', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1));
    test.pass(60);
    test.scan(cardOf(1));
    expect(test.sessions.current()).toMatchObject({ alreadyIn: true, checkedInAtMs: NOON });
    expect(test.acknowledged.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('nobody enrolled is refused on screen for four seconds, and ends the session that was there', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1));
    test.scan('stranger');
    expect(test.sessions.current()).toBeNull();
    expect(test.floor.refusal()).toEqual({ kind: 'unknown_card', untilMs: NOON + REFUSAL_SHOWN_MS });
    test.pass(3);
    expect(test.floor.refusal()).not.toBeNull();
    const changes = test.changes();
    test.pass(1);
    expect(test.floor.refusal()).toBeNull();
    expect(test.changes()).toBe(changes + 1);
  });

  it.each([
    ['0007654321', '7654321'],
    ['0004711', '4711'],
    ['6572982', '0006572982'],
    ['123,14706', '12314706'],
  ])('enrolled as %s is its owner’s when a reader says %s, for members and for staff', (enrolled, said) => {
    const test = openTestFloor({}, undefined, {
      staff: [{ name: 'Kim', role: 'owner', pin: '13571357', cards: [enrolled] }],
    });
    test.scan(said);
    expect(test.desk.current()).toMatchObject({ phase: 'signing_in', account: { name: 'Kim' } });
    const gym = openTestFloor();
    enrolConfiguredMembers(
      { store: gym.store, newId: gym.newId, nowMs: gym.time.nowMs },
      kioskConfigSchema.parse({ members: [{ member_number: '7', first_name: 'Ada', cards: [enrolled] }] })
        .members,
    );
    gym.scan(said);
    expect(gym.sessions.current()?.member.firstName).toBe('Ada');
  });

  it('whose digits are two people’s cards checks nobody in, and staff are told why', () => {
    const test = openTestFloor();
    enrolConfiguredMembers(
      { store: test.store, newId: test.newId, nowMs: test.time.nowMs },
      kioskConfigSchema.parse({
        members: [
          { member_number: '7', first_name: 'Ada', cards: ['123,14706'] },
          { member_number: '8', first_name: 'Bruno', cards: ['0012314706'] },
        ],
      }).members,
    );
    test.scan('12314706');
    expect(test.outcomes).toEqual([{ outcome: 'refused', reason: 'ambiguous_card' }]);
    expect(test.floor.refusal()?.kind).toBe('see_front_desk');
    test.scan('0012314706');
    expect(test.sessions.current()?.member.firstName).toBe('Bruno');
  });

  it('that may be a member’s or one of the staff’s opens neither’s door', () => {
    const test = openTestFloor({}, undefined, {
      staff: [{ name: 'Kim', role: 'owner', pin: '13571357', cards: ['0012314706'] }],
    });
    enrolConfiguredMembers(
      { store: test.store, newId: test.newId, nowMs: test.time.nowMs },
      kioskConfigSchema.parse({ members: [{ member_number: '7', first_name: 'Ada', cards: ['123,14706'] }] })
        .members,
    );
    test.scan('12314706');
    expect(test.outcomes).toEqual([{ outcome: 'refused', reason: 'ambiguous_card' }]);
    expect(test.desk.current()).toBeNull();
  });

  it('of zeros is nobody’s, even where one was enrolled by an older version', () => {
    const test = openTestFloor();
    const { id } = addMember(test.store, 1);
    test.store.write((tx) => putCard(tx, { code: '0000000000', memberId: id, enrolledAtMs: NOON }));
    test.scan('0000000000');
    expect(test.outcomes).toEqual([{ outcome: 'refused', reason: 'unknown_card' }]);
  });

  it('of a member who may not come in says no more than to see the front desk', () => {
    const test = openTestFloor();
    addMember(test.store, 1, { membershipStatus: 'unpaid' });
    test.scan(cardOf(1));
    expect(test.floor.refusal()?.kind).toBe('see_front_desk');
  });

  it('takes a refusal off the screen at once when the next card is good', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan('stranger');
    test.scan(cardOf(1));
    expect(test.floor.refusal()).toBeNull();
  });
});

describe('a card that was held to the reader while core was down', () => {
  it('counts, but opens no screen for whoever stands there now', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1), NOON - SCAN_IS_FRESH_MS - 1);
    expect(countOf(test, 'visits')).toBe(1);
    expect(test.outcomes.map(({ outcome }) => outcome)).toEqual(['checked_in']);
    expect(test.sessions.current()).toBeNull();
    expect(test.acknowledged).toHaveLength(1);
  });

  it('refuses nobody on screen either, and leaves the present member alone', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1));
    test.scan('stranger', NOON - SCAN_IS_FRESH_MS - 1);
    expect(test.floor.refusal()).toBeNull();
    expect(test.sessions.current()?.member.memberNumber).toBe('1');
  });

  it('still opens the screen when it was only a moment ago', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1), NOON - SCAN_IS_FRESH_MS);
    expect(test.sessions.current()).not.toBeNull();
  });
});

describe('a disk that takes no writes', () => {
  it('confirms nothing, acknowledges nothing and shows until a write succeeds', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    // A page to grow into is needed at some point; many refusals reach it.
    const makeRoom = fillDisk(test);
    while (!test.floor.isStorageFailing()) test.scan('stranger');
    const before = { facts: countOf(test, 'facts'), acknowledged: test.acknowledged.length };
    expect(test.outcomes).toHaveLength(before.acknowledged);

    test.pass(5);
    expect(test.floor.isStorageFailing()).toBe(true);
    expect({ facts: countOf(test, 'facts'), acknowledged: test.acknowledged.length }).toEqual(before);

    makeRoom();
    const changes = test.changes();
    test.scan(cardOf(1));
    expect(test.floor.isStorageFailing()).toBe(false);
    expect(test.changes()).toBeGreaterThan(changes);
    expect(test.outcomes.at(-1)?.outcome).toBe('checked_in');
    expect(test.brokenStorage()).toBe(0);
  });

  it('gets the scan again by itself once there is room, in its place and once', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    const makeRoom = fillDisk(test);
    while (!test.floor.isStorageFailing()) test.scan('stranger');
    const confirmed = test.outcomes.length;
    test.scan(cardOf(1));
    expect(test.outcomes).toHaveLength(confirmed);

    makeRoom();
    test.pass(1);
    expect(test.floor.isStorageFailing()).toBe(false);
    expect(test.outcomes.slice(confirmed).map(({ outcome }) => outcome)).toEqual(['refused', 'checked_in']);
    expect(test.acknowledged).toHaveLength(test.outcomes.length);
    test.pass(5);
    expect(test.outcomes).toHaveLength(confirmed + 2);
  });

  it('that is broken asks for the database to be opened again', () => {
    const test = openTestFloor();
    test.store.db.pragma('query_only = ON');
    test.scan('stranger');
    expect(test.brokenStorage()).toBe(1);
    expect(test.acknowledged).toEqual([]);
    test.store.db.pragma('query_only = OFF');
  });
});

describe("a member's own strap", () => {
  const putOn = () => {
    const test = openTestFloor({ '77': 'member-1' as never });
    addMember(test.store, 1);
    return test;
  };

  it('starts a session by itself once it was heard three times', () => {
    const test = putOn();
    test.pass(2, () => test.beat('77', 90));
    expect(test.recorder.count()).toBe(0);
    test.pass(1, () => test.beat('77', 92));
    expect(test.recorder.wearerOf('77')).toBe('member-1');
    expect(test.recorder.running('member-1' as never)?.trace()).toEqual({
      startedAtMs: NOON + 1_000,
      bpm: Uint8Array.from([90, 90, 92]),
    });
  });

  it('starts nothing when it is only carried past now and then', () => {
    const test = putOn();
    for (let day = 0; day < 5; day += 1) {
      test.pass(2, () => test.beat('77', 90));
      test.pass(60);
    }
    expect(test.recorder.count()).toBe(0);
  });

  it('begins when it was put on, not when it was last carried past', () => {
    const test = putOn();
    test.pass(2, () => test.beat('77', 90));
    test.pass(3_600);
    test.pass(3, () => test.beat('77', 100));
    expect(listRunningSessions(test.store.db)).toMatchObject([{ startedAtMs: NOON + 3_603_000 }]);
  });

  it('does not start again while it is still on after its session was finished', () => {
    const test = putOn();
    test.pass(120, () => test.beat('77', 130));
    expect(test.recorder.finish('member-1' as never, 'finished', test.time.nowMs())).not.toBeNull();
    test.pass(600, () => test.beat('77', 100));
    expect(test.recorder.count()).toBe(0);
  });

  it('starts again when it was taken off for five minutes in between', () => {
    const test = putOn();
    test.pass(120, () => test.beat('77', 130));
    test.recorder.finish('member-1' as never, 'finished', test.time.nowMs());
    test.pass(30, () => test.beat('77', 100));
    test.pass(300);
    test.pass(3, () => test.beat('77', 90));
    expect(test.recorder.count()).toBe(1);
  });

  it('does not start again when core is restarted just after its session was finished', () => {
    const test = putOn();
    test.pass(120, () => test.beat('77', 130));
    test.recorder.finish('member-1' as never, 'finished', test.time.nowMs());
    test.store.close();
    const restarted = openTestFloor({ '77': 'member-1' as never }, test.dataDir);
    restarted.time.pass(120_000);
    restarted.pass(60, () => restarted.beat('77', 100));
    expect(restarted.recorder.count()).toBe(0);
  });

  it('of nobody known starts nothing', () => {
    const test = putOn();
    test.pass(60, () => test.beat('78', 90));
    expect(test.recorder.count()).toBe(0);
    expect(test.radar.inRange(test.time.nowMs()).map(({ sensorId }) => sensorId)).toEqual(['78']);
  });
});

it('a weight is acknowledged at once, so that the scale is not asked to say it again', () => {
  const test = openTestFloor();
  test.floor.onReading(
    { kind: 'weight', device: 'scale', at: NOON, kg: 80, value: '80.0', unit: 'kg', stable: true },
    { device: 'scale', runId: 'run-1', seq: 9 },
  );
  expect(test.acknowledged).toEqual([{ device: 'scale', runId: 'run-1', seq: 9 }]);
});
