import { describe, expect, it } from 'vitest';
import { checkIn, type CheckInOutcome } from '../../../../../electron/core/check-in/check-in.ts';
import { insertBooking, insertClass } from '../../../../../electron/core/store/tables/classes.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import type { ClassId, MemberId } from '../../../../../shared/base/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import type { BookingStatus } from '../../../../../shared/domain/classes/gym-class.ts';
import {
  addMember,
  cardOf,
  NOON,
  openTestStore,
  testMember,
  type TestStore,
} from '../../../../support/core/open-test-store.ts';
import { putCard } from '../../../../support/core/put-rows.ts';

const MINUTE = MINUTE_MS;

const scan = (test: TestStore, code: string, atMs = NOON): CheckInOutcome =>
  checkIn(test, { code, device: 'reader', atMs }, () => undefined);

const factsOf = ({ store }: TestStore) =>
  [...eachFact(store.db, store.identity, 1)].map(({ kind, memberId, happenedAtMs, payload }) => ({
    kind,
    memberId,
    happenedAtMs,
    payload,
  }));

const visitsOf = ({ store }: TestStore): unknown[] =>
  store.db.prepare('SELECT user_id, checked_in_at, class_id FROM visits ORDER BY checked_in_at').all();

/** Gives member 1 a booking of a class that starts at that time. */
function book(test: TestStore, id: string, startsAtMs: number, status: BookingStatus = 'booked'): void {
  test.store.write((tx) => {
    const classId = id as ClassId;
    const gymClass = { id: classId, name: 'Spin', classType: 'spin', instructor: 'Mo', startsAtMs };
    insertClass(tx, { ...gymClass, durationMin: 45, places: 20, placesTaken: 3 });
    const memberId = testMember(1).id;
    insertBooking(tx, { id: `booking-${id}`, memberId, classId, status, bookedAtMs: NOON - 1 });
  });
}

describe('a card held to the reader', () => {
  it('checks its owner in: one visit and its fact', () => {
    const test = openTestStore();
    const member = addMember(test.store, 1);
    const outcome = scan(test, cardOf(1));
    expect(outcome).toMatchObject({ outcome: 'checked_in', member, gymClass: null });
    expect(visitsOf(test)).toEqual([{ user_id: 'member-1', checked_in_at: NOON, class_id: null }]);
    expect(factsOf(test)).toEqual([
      {
        kind: 'check_in.accepted',
        memberId: 'member-1',
        happenedAtMs: NOON,
        payload: {
          visit_id: outcome.outcome === 'checked_in' ? outcome.visit.id : null,
          class_id: null,
          device: 'reader',
        },
      },
    ]);
  });

  it.each(['0008075634', '6F007B3972', '007B3972', '123,14706'])(
    'finds its owner when a reader writes its number as %s',
    (code) => {
      const test = openTestStore();
      const member = addMember(test.store, 1);
      test.store.write((tx) =>
        putCard(tx, { code: '0008075634', memberId: member.id, enrolledAtMs: NOON - 1 }),
      );
      expect(scan(test, code)).toMatchObject({ outcome: 'checked_in', member });
    },
  );

  it('leaves nothing of a card nobody enrolled but that one was refused', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    expect(scan(test, '4012888888881881')).toEqual({ outcome: 'refused', reason: 'unknown_card' });
    expect(factsOf(test)).toEqual([
      {
        kind: 'check_in.refused',
        memberId: null,
        happenedAtMs: NOON,
        payload: { reason: 'unknown_card', device: 'reader' },
      },
    ]);
    expect(test.store.db.serialize().toString('latin1')).not.toContain('4012888888881881');
  });

  it('finds nobody by part of a code or by a pattern', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    for (const code of ['%', '_', '', '10', cardOf(1).slice(0, -1), `${cardOf(1)} `, `' OR 1=1 --`, '\0']) {
      expect(scan(test, code)).toEqual({ outcome: 'refused', reason: 'unknown_card' });
    }
  });

  for (const status of ['frozen', 'expired', 'unpaid'] as const) {
    it(`refuses a ${status} membership, with the reason kept for staff`, () => {
      const test = openTestStore();
      addMember(test.store, 1, { membershipStatus: status });
      expect(scan(test, cardOf(1))).toEqual({ outcome: 'refused', reason: `membership_${status}` });
      expect(visitsOf(test)).toEqual([]);
      expect(factsOf(test)).toMatchObject([
        { kind: 'check_in.refused', memberId: 'member-1', payload: { reason: `membership_${status}` } },
      ]);
    });
  }

  it('writes what the caller adds in the same transaction, whatever the outcome', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    for (const [code, seq] of [
      [cardOf(1), 1],
      [cardOf(1), 2],
      ['stranger', 3],
    ] as const) {
      checkIn(test, { code, device: 'reader', atMs: NOON }, (tx) =>
        tx.prepare(`INSERT INTO device_cursors VALUES ('reader-' || ?, 'run', ?)`).run(seq, seq),
      );
    }
    expect(test.store.db.prepare('SELECT count(*) FROM device_cursors').pluck().get()).toBe(3);
  });

  it('stores nothing when what the caller adds fails', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    const fails = (): never => {
      throw new Error('no cursor');
    };
    expect(() => checkIn(test, { code: cardOf(1), device: 'reader', atMs: NOON }, fails)).toThrow(
      'no cursor',
    );
    expect([visitsOf(test), factsOf(test)]).toEqual([[], []]);
  });
});

describe('a second scan', () => {
  for (const [distance, ms] of [
    ['a millisecond', 1],
    ['a minute', MINUTE],
    ['59 minutes 59.999 seconds', HOUR_MS - 1],
  ] as const) {
    it(`changes nothing ${distance} after the first`, () => {
      const test = openTestStore();
      addMember(test.store, 1);
      scan(test, cardOf(1), NOON);
      expect(scan(test, cardOf(1), NOON + ms)).toMatchObject({
        outcome: 'already_in',
        visit: { checkedInAtMs: NOON },
      });
      expect([visitsOf(test).length, factsOf(test).length]).toEqual([1, 1]);
    });

    it(`changes nothing when it comes late and is of ${distance} before the first`, () => {
      const test = openTestStore();
      addMember(test.store, 1);
      scan(test, cardOf(1), NOON);
      expect(scan(test, cardOf(1), NOON - ms)).toMatchObject({
        outcome: 'already_in',
        visit: { checkedInAtMs: NOON },
      });
      expect([visitsOf(test).length, factsOf(test).length]).toEqual([1, 1]);
    });
  }

  it('is a visit of its own a full hour later, and a full hour earlier', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    for (const atMs of [NOON, NOON + HOUR_MS, NOON - HOUR_MS]) {
      expect(scan(test, cardOf(1), atMs).outcome).toBe('checked_in');
    }
    expect(visitsOf(test)).toHaveLength(3);
  });

  it('of another member is not mistaken for the first', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    addMember(test.store, 2);
    expect([scan(test, cardOf(1)).outcome, scan(test, cardOf(2)).outcome]).toEqual([
      'checked_in',
      'checked_in',
    ]);
  });

  it('is still refused when the membership ended in between', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    scan(test, cardOf(1));
    test.store.write((tx) => tx.prepare(`UPDATE users SET membership_status = 'expired'`).run());
    expect(scan(test, cardOf(1), NOON + MINUTE)).toMatchObject({ reason: 'membership_expired' });
  });
});

describe('a booked class', () => {
  const classCheckedInto = (startsAtMs: number, status: BookingStatus = 'booked'): string | null => {
    const test = openTestStore();
    addMember(test.store, 1);
    book(test, 'spin', startsAtMs, status);
    const outcome = scan(test, cardOf(1));
    expect(outcome.outcome).toBe('checked_in');
    const [visit] = visitsOf(test) as { class_id: string | null }[];
    const [fact] = factsOf(test);
    expect(fact?.payload['class_id']).toBe(visit?.class_id);
    return visit?.class_id ?? null;
  };

  it('is checked into from 120 minutes before its start, not a millisecond earlier', () => {
    expect(classCheckedInto(NOON + 120 * MINUTE)).toBe('spin');
    expect(classCheckedInto(NOON + 120 * MINUTE + 1)).toBeNull();
  });

  it('is checked into until 10 minutes after its start, not a millisecond later', () => {
    expect(classCheckedInto(NOON - 10 * MINUTE)).toBe('spin');
    expect(classCheckedInto(NOON - 10 * MINUTE - 1)).toBeNull();
  });

  for (const status of ['waitlisted', 'cancelled', 'requested', 'no_show', 'attended'] as const) {
    it(`counts only with a place: ${status} is open gym`, () => {
      expect(classCheckedInto(NOON, status)).toBeNull();
    });
  }

  it('that starts first wins', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    book(test, 'late', NOON + 90 * MINUTE);
    book(test, 'early', NOON + 30 * MINUTE);
    expect(scan(test, cardOf(1))).toMatchObject({ gymClass: { id: 'early' } });
  });

  it('of somebody else is not checked into', () => {
    const test = openTestStore();
    addMember(test.store, 1);
    addMember(test.store, 2);
    book(test, 'spin', NOON);
    expect(scan(test, cardOf(2))).toMatchObject({ outcome: 'checked_in', gymClass: null });
  });
});

it('a visit is the one that its fact tells of', () => {
  const test = openTestStore();
  addMember(test.store, 1);
  scan(test, 'stranger');
  scan(test, cardOf(1));
  const { payload, memberId } = factsOf(test)[1]!;
  expect(test.store.db.prepare('SELECT user_id, id FROM visits').all()).toEqual([
    { user_id: memberId, id: payload['visit_id'] },
  ]);
  expect(memberId).toBe('member-1' as MemberId);
});
