import { describe, expect, it } from 'vitest';
import type { MemberId } from '../../../../../shared/base/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import { addMember, cardOf } from '../../../../support/core/open-test-store.ts';
import { openTestFloor, type TestFloor } from '../../../../support/core/test-floor.ts';

const outcomes = ({ outcomes: all }: TestFloor): string[] => all.map(({ outcome }) => outcome);
const jump = ({ time }: TestFloor, byMs: number): void => time.setWall(time.nowMs() + byMs);
const JUMPS = [-3_650 * DAY_MS, -DAY_MS, -2 * HOUR_MS, 2 * HOUR_MS, DAY_MS, 3_650 * DAY_MS];

describe('a clock that is set while the kiosk runs', () => {
  it.each(JUMPS)('makes no second visit of the same one, %d ms away', (byMs) => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1));
    jump(test, byMs);
    test.pass(10 * 60);
    test.scan(cardOf(1));
    expect(outcomes(test)).toEqual(['checked_in', 'already_in']);
    test.pass(60 * 60);
    test.scan(cardOf(1));
    expect(outcomes(test)).toEqual(['checked_in', 'already_in', 'checked_in']);
  });

  it('hides no visit behind one that was a day ago in truth', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.scan(cardOf(1));
    test.time.pass(DAY_MS);
    // The battery died over night: it is yesterday again.
    jump(test, -DAY_MS + 5 * MINUTE_MS);
    test.scan(cardOf(1));
    expect(outcomes(test)).toEqual(['checked_in', 'checked_in']);
  });

  it('forgets a visit whose transaction failed', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.store.db.exec(
      `CREATE TRIGGER poison BEFORE INSERT ON member_reviews BEGIN SELECT RAISE(ABORT, 'poison'); END`,
    );
    test.scan(cardOf(1));
    test.store.db.exec('DROP TRIGGER poison');
    const failed = outcomes(test).length === 0;
    test.scan(cardOf(1));
    expect(outcomes(test).at(-1)).toBe(failed ? 'checked_in' : 'already_in');
    expect(test.store.db.prepare('SELECT count(*) FROM visits').pluck().get()).toBe(1);
  });

  it.each(JUMPS)('shows a refusal for its four seconds, %d ms away', (byMs) => {
    const test = openTestFloor();
    test.scan('nobody');
    jump(test, byMs);
    test.pass(3);
    expect(test.floor.refusal()).not.toBeNull();
    test.pass(2);
    expect(test.floor.refusal()).toBeNull();
  });

  it.each(JUMPS)('keeps what a strap said before, and goes on after, %d ms away', (byMs) => {
    const test = openTestFloor({ '11': 'member-1' as MemberId });
    addMember(test.store, 1);
    test.pass(150, () => test.beat('11', 140));
    expect(test.recorder.count()).toBe(1);
    jump(test, byMs);
    test.pass(60, () => test.beat('11', 150));
    expect(test.recorder.count()).toBe(1);
    test.pass(30, () => test.beat('11', 150));
    test.recorder.finishAll(test.time.nowMs());
    const seconds = test.store.db
      .prepare('SELECT coalesce(sum(length(bpm)), 0) FROM heart_rate_blocks')
      .pluck()
      .get() as number;
    expect(seconds).toBeGreaterThan(220);
    expect(test.radar.inRange(test.time.nowMs())).toHaveLength(1);
  });
});
