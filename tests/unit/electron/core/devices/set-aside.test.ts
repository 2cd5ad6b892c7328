import { describe, expect, it } from 'vitest';
import {
  dismissSetAside,
  MAX_SET_ASIDE,
  retrySetAside,
} from '../../../../../electron/core/devices/set-reading-aside.ts';
import { readStaffCare } from '../../../../../electron/core/staff/staff-care.ts';
import type { MemberId } from '../../../../../shared/base/ids.ts';
import { addMember, cardOf } from '../../../../support/core/open-test-store.ts';
import { fillDisk, openTestFloor, type TestFloor } from '../../../../support/core/test-floor.ts';

/** A table that refuses rows, as a disk's flipped bit or a mistake of ours would have it. */
const poison = ({ store }: TestFloor, table: string, when = '1', verb = 'INSERT'): void =>
  void store.db.exec(
    `CREATE TRIGGER poison_${table} BEFORE ${verb} ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'poison'); END`,
  );
const heal = ({ store }: TestFloor, table: string): void =>
  void store.db.exec(`DROP TRIGGER poison_${table}`);
const count = ({ store }: TestFloor, table: string): unknown =>
  store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const kinds = ({ store }: TestFloor): unknown[] =>
  store.db.prepare('SELECT kind FROM facts ORDER BY seq').pluck().all();
const care = ({ store }: TestFloor) => readStaffCare(store.db);

describe('a card whose check-in cannot be stored', () => {
  it('is set aside after one try, acknowledged, and the next card is answered', () => {
    const test = openTestFloor();
    for (const number of [1, 2, 3]) addMember(test.store, number);
    poison(test, 'visits', `NEW.user_id = 'member-2'`);
    for (const number of [1, 2, 3]) test.scan(cardOf(number));
    expect(test.outcomes.map(({ outcome }) => outcome)).toEqual(['checked_in', 'checked_in']);
    expect(test.acknowledged.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(test.setAside).toEqual(['card: storage_rule']);
    expect(care(test).readings).toEqual([
      { id: 1, kind: 'card', device: 'reader', at: test.time.nowMs(), code: 'storage_rule', what: '••••••0002', can_retry: true },
    ]); // prettier-ignore
    expect(kinds(test)).toContain('reading.set_aside');
  });

  it('checks in at its own time when staff try it again once it can be', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    poison(test, 'visits');
    test.scan(cardOf(1));
    const heldAt = test.time.nowMs();
    const deps = { store: test.store, newId: test.newId };
    expect(retrySetAside(deps, 'Ada', 1)).toMatchObject({ ok: false, code: 'still_refused' });
    expect(care(test).readings).toHaveLength(1);
    heal(test, 'visits');
    test.pass(60);
    expect(retrySetAside(deps, 'Ada', 1)).toEqual({ ok: true });
    expect(test.store.db.prepare('SELECT checked_in_at FROM visits').pluck().all()).toEqual([heldAt]);
    expect(care(test).readings).toEqual([]);
    expect(retrySetAside(deps, 'Ada', 1)).toMatchObject({ code: 'not_found' });
  });

  it('is put away by staff, with a fact that says who did it', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    poison(test, 'visits');
    test.scan(cardOf(1));
    expect(dismissSetAside(test.store, 'Ada', 1).ok).toBe(true);
    expect(dismissSetAside(test.store, 'Ada', 1).ok).toBe(false);
    expect(kinds(test).filter((kind) => kind === 'reading.settled')).toHaveLength(1);
  });

  it('is kept even where it is the facts that cannot be written', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    poison(test, 'facts');
    test.scan(cardOf(1));
    expect([care(test).readings_total, test.acknowledged.length]).toEqual([1, 1]);
  });

  it('never grows the list without bound: the oldest makes room, with its fact', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    poison(test, 'visits');
    for (let scan = 0; scan < MAX_SET_ASIDE + 5; scan += 1) test.scan(cardOf(1));
    expect(care(test).readings_total).toBe(MAX_SET_ASIDE);
    expect(kinds(test).filter((kind) => kind === 'reading.settled')).toHaveLength(5);
  });

  it('is not confused with a disk that is full: that one waits and loses nothing', () => {
    const test = openTestFloor();
    for (let number = 1; number <= 100; number += 1) addMember(test.store, number);
    const makeRoom = fillDisk(test);
    for (let number = 1; number <= 100; number += 1) test.scan(cardOf(number));
    expect([test.setAside, test.floor.isStorageFailing()]).toEqual([[], true]);
    makeRoom();
    test.pass(20);
    expect(count(test, 'visits')).toBe(100);
    expect(test.acknowledged.at(-1)?.seq).toBe(100);
  });
});

describe('a weight that cannot be stored', () => {
  it('is set aside once, however often the scale says it, and the next card is answered', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    poison(test, 'unclaimed_readings');
    for (let said = 0; said < 12; said += 1) test.weigh(72.5);
    test.scan(cardOf(1));
    expect(test.setAside).toEqual(['weight: storage_rule']);
    expect(test.outcomes.map(({ outcome }) => outcome)).toEqual(['checked_in']);
    expect(test.acknowledged.filter(({ device }) => device === 'scale')).toHaveLength(12);
    expect(care(test).readings[0]?.what).toBeNull();
    heal(test, 'unclaimed_readings');
    expect(retrySetAside({ store: test.store, newId: test.newId }, 'Ada', 1).ok).toBe(true);
    expect(count(test, 'unclaimed_readings')).toBe(1);
  });

  it('of an analyser is set aside likewise', () => {
    const test = openTestFloor();
    poison(test, 'unclaimed_readings');
    test.weigh(72.5, { fields: { Fw: 14.1 } });
    expect(test.setAside).toEqual(['body_composition: storage_rule']);
  });
});

describe('heart rate that cannot be stored', () => {
  const STRAPS: Record<string, MemberId> = {
    '11': 'member-1' as MemberId,
    '12': 'member-2' as MemberId,
  };

  it('costs the others who wear a strap nothing', () => {
    const test = openTestFloor(STRAPS);
    for (const number of [1, 2]) addMember(test.store, number);
    const beats = (): void => {
      for (const strap of ['11', '12']) test.beat(strap, 140);
    };
    test.pass(5, beats);
    expect(test.recorder.count()).toBe(2);
    poison(
      test,
      'heart_rate_blocks',
      `NEW.session_id = (SELECT id FROM heart_rate_sessions WHERE user_id = 'member-1')`,
    );
    test.pass(180, beats);
    const minutes = test.store.db.prepare('SELECT user_id FROM heart_rate_blocks').pluck().all();
    expect(new Set(minutes)).toEqual(new Set(['member-2']));
    expect(minutes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(care(test).readings.map(({ kind }) => kind))).toEqual(new Set(['heart_rate_minutes']));
    expect(test.acknowledged.at(-1)?.device).toBe('stick');
  });

  it('ends the session all the same, so that member and strap are free', () => {
    const test = openTestFloor(STRAPS);
    addMember(test.store, 1);
    test.pass(130, () => test.beat('11', 140));
    poison(test, 'progress_metrics');
    expect(test.recorder.finish('member-1' as MemberId, 'finished', test.time.nowMs())).toBeNull();
    expect(test.recorder.count()).toBe(0);
    expect(
      test.store.db.prepare('SELECT count(*) FROM heart_rate_sessions WHERE ended_at IS NULL').pluck().get(),
    ).toBe(0);
    expect(care(test).readings_total).toBe(1);
  });

  it('that could not even begin is said once', () => {
    const test = openTestFloor(STRAPS);
    addMember(test.store, 1);
    poison(test, 'heart_rate_sessions');
    test.pass(60, () => test.beat('11', 140));
    expect(care(test).readings.map(({ kind }) => kind)).toEqual(['heart_rate']);
  });
});

describe('a check-in by number and PIN that cannot be stored', () => {
  it('sends the member to the desk, where staff can let them in', async () => {
    const test = openTestFloor();
    const member = addMember(test.store, 1);
    const record = await test.pins.recordOf('4711');
    test.store.write((tx) => tx.prepare('INSERT INTO member_pins VALUES (?, ?, 1)').run(member.id, record));
    test.keypad.open();
    poison(test, 'visits');
    const { sessionId } = test.keypad.current()!;
    expect(await test.keypad.checkIn(sessionId, { memberNumber: '1', pin: '4711' })).toMatchObject({
      ok: false,
      code: 'see_front_desk',
    });
    expect(test.keypad.current()?.isChecking).toBe(false);
    heal(test, 'visits');
    expect(care(test).readings).toMatchObject([{ kind: 'pin', can_retry: true }]);
    expect(retrySetAside({ store: test.store, newId: test.newId }, 'Ada', 1).ok).toBe(true);
    expect(count(test, 'visits')).toBe(1);
  });
});
