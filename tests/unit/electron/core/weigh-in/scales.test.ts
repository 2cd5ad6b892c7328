import { describe, expect, it } from 'vitest';
import { checkChain } from '../../../../../electron/core/store/fact-log.ts';
import { undoWeighing } from '../../../../../electron/core/weigh-in/record-weighing.ts';
import {
  assignUnclaimedReading,
  findOffer,
  MAX_UNCLAIMED,
} from '../../../../../electron/core/weigh-in/unclaimed-readings.ts';
import { listUnclaimed } from '../../../../../electron/core/store/tables/unclaimed-readings.ts';
import { findDeviceCursor } from '../../../../../electron/core/store/tables/device-cursors.ts';
import type { MemberId } from '../../../../../shared/base/ids.ts';
import { addMember, cardOf, NOON, temporaryDir } from '../../../../support/core/open-test-store.ts';
import { fillDisk, openTestFloor, type TestFloor } from '../../../../support/core/test-floor.ts';
import { putReading } from '../../../../support/core/put-rows.ts';

const DAY = 86_400_000;
const ADA = 'member-1' as MemberId;
const BEN = 'member-2' as MemberId;
const FIELDS = { Wk: 80, FW: 20, fW: 16, MW: 64 };

/** A kiosk that Ada has just scanned at. */
function adaIsIn(dataDir?: string): TestFloor {
  const test = openTestFloor({}, dataDir);
  if (dataDir === undefined) addMember(test.store, 1);
  test.scan(cardOf(1));
  return test;
}

const weighIn = (test: TestFloor): void => test.claim.begin(test.sessions.current()?.sessionId ?? '');

/** Ada's weights of the last days. */
function addHistory({ store }: TestFloor, kg: number): void {
  store.write((tx) => {
    for (let day = 1; day <= 8; day += 1) {
      putReading(tx, {
        id: `old-${day}`,
        memberId: ADA,
        metricType: 'body_weight',
        value: kg + (day % 2) * 0.2,
        recordedAtMs: NOON - day * DAY,
        source: 'device',
        formula: null,
      });
    }
  });
}

const weights = ({ store }: TestFloor): unknown[] =>
  store.db
    .prepare(
      `SELECT user_id, value, recorded_at FROM progress_metrics
       WHERE metric_type = 'body_weight' AND id NOT LIKE 'old-%' ORDER BY recorded_at`,
    )
    .raw()
    .all();
const facts = ({ store }: TestFloor, kind: string): unknown =>
  store.db.prepare('SELECT count(*) FROM facts WHERE kind = ?').pluck().get(kind);
const tray = ({ store }: TestFloor): readonly [number, readonly MemberId[]][] =>
  listUnclaimed(store.db).map(({ kg, candidates }) => [kg, candidates]);
const acked = (test: TestFloor): number[] =>
  test.acknowledged.filter(({ device }) => device === 'scale').map(({ seq }) => seq);

describe('a member who weighs in', () => {
  it('sees the scale settle, and gets the stable weight with its fact', () => {
    const test = adaIsIn();
    weighIn(test);
    test.pass(3);
    test.weigh(41.2, { stable: false });
    expect(test.claim.current()?.state).toMatchObject({ phase: 'waiting', liveKg: 41.2 });
    expect(weights(test)).toEqual([]);
    test.weigh(82.4);
    expect(weights(test)).toEqual([[ADA, 82.4, NOON + 3_000]]);
    expect(facts(test, 'metric.recorded')).toBe(1);
    expect(test.claim.current()?.state).toMatchObject({
      phase: 'done',
      weighing: { kg: 82.4, previous: null },
    });
    expect(acked(test)).toEqual([1, 2]);
    expect(findDeviceCursor(test.store.db, 'scale', 'run-1')).toBe(2);
    expect(checkChain(test.store.db, test.store.identity).ok).toBe(true);
  });

  it('is told the weight before this one', () => {
    const test = adaIsIn();
    addHistory(test, 82);
    weighIn(test);
    test.weigh(82.4);
    expect(test.claim.current()?.state).toMatchObject({
      weighing: { previous: { kg: 82.2, atMs: NOON - DAY } },
    });
  });

  it('gets one weight, however often the scale says it while they stand there', () => {
    const test = adaIsIn();
    weighIn(test);
    test.pass(50, () => test.weigh(82.4));
    expect(weights(test)).toHaveLength(1);
    expect(tray(test)).toEqual([]);
  });

  it('gets none from before they asked for it', () => {
    const test = adaIsIn();
    test.pass(2);
    weighIn(test);
    test.weigh(82.4, { at: NOON + 1_999 });
    expect(weights(test)).toEqual([]);
    expect(tray(test)).toEqual([[82.4, [ADA]]]);
  });

  it('gets the weight they still stand with, though the scale had said it before', () => {
    const test = adaIsIn();
    test.weigh(82.4);
    expect(tray(test)).toHaveLength(1);
    test.pass(1);
    weighIn(test);
    test.weigh(82.4);
    expect(tray(test)).toEqual([]);
    expect(weights(test)).toEqual([[ADA, 82.4, NOON]]);
  });

  it('is told when none came for a minute, and is not signed out while waiting', () => {
    const test = adaIsIn();
    weighIn(test);
    test.pass(59);
    expect(test.sessions.current()).not.toBeNull();
    expect(test.claim.current()?.state.phase).toBe('waiting');
    test.pass(1);
    expect(test.claim.current()?.state.phase).toBe('missed');
    test.weigh(82.4);
    expect(tray(test)).toEqual([[82.4, [ADA]]]);
  });

  it('gets no weight that nobody can have, and may try again', () => {
    const test = adaIsIn();
    weighIn(test);
    test.weigh(12);
    test.weigh(351);
    expect(test.claim.current()?.state).toMatchObject({ phase: 'waiting', isImplausible: true });
    expect(tray(test)).toEqual([]);
    expect(test.log.entries.map(({ message }) => message)).toEqual(
      Array(2).fill('a scale said a weight that nobody can have'),
    );
    test.weigh(0);
    test.weigh(82.4);
    expect(weights(test)).toHaveLength(1);
  });

  it('is asked about a surprising one, which is nobody’s until they say so', () => {
    const test = adaIsIn();
    addHistory(test, 82);
    weighIn(test);
    test.weigh(97);
    const state = test.claim.current()?.state;
    expect(state).toMatchObject({ phase: 'question', kg: 97 });
    expect(weights(test)).toEqual([]);
    expect(tray(test)).toEqual([[97, [ADA]]]);
    // Who goes away without an answer is not shown it again: it may well be somebody else's.
    expect(findOffer(test.store, ADA, test.time.nowMs())).toBeNull();
  });

  it('can take it back: it counts no more, and a scale that goes on saying it changes nothing', () => {
    const test = adaIsIn();
    weighIn(test);
    test.weigh(80, { fields: FIELDS });
    const state = test.claim.current()?.state;
    if (state?.phase !== 'done') throw new Error('not weighed');
    const { weighingId } = state.weighing;
    undoWeighing(test.store, ADA, weighingId);
    undoWeighing(test.store, ADA, weighingId);
    expect(
      test.store.db.prepare("SELECT count(*) FROM progress_metrics WHERE source = 'device'").pluck().get(),
    ).toBe(0);
    expect(facts(test, 'metric.retracted')).toBe(4);
    weighIn(test);
    test.weigh(80, { fields: FIELDS });
    expect(weights(test)).toEqual([]);
    expect(facts(test, 'metric.recorded')).toBe(4);
  });
});

describe('a body composition', () => {
  const types = ({ store }: TestFloor): unknown[] =>
    store.db
      .prepare("SELECT metric_type FROM progress_metrics WHERE source = 'device' ORDER BY 1")
      .pluck()
      .all();

  it('that follows the weight of the same analyser belongs to the same weighing', () => {
    const test = adaIsIn();
    weighIn(test);
    test.weigh(80);
    test.pass(10);
    test.weigh(80, { fields: FIELDS });
    expect(types(test)).toEqual(['body_fat_mass', 'body_fat_percent', 'body_weight', 'fat_free_mass']);
    expect(test.claim.current()?.state).toMatchObject({ weighing: { afterExercise: false } });
    expect(tray(test)).toEqual([]);
  });

  it('after an hour in the gym is kept and marked', () => {
    const test = adaIsIn();
    test.pass(3_600);
    test.scan(cardOf(1));
    weighIn(test);
    test.weigh(80, { fields: FIELDS });
    expect(test.claim.current()?.state).toMatchObject({ phase: 'done', weighing: { afterExercise: true } });
    const ids = test.store.db.prepare('SELECT id FROM progress_metrics').pluck().all() as string[];
    expect(ids.filter((id) => id.includes(':after_exercise:'))).toHaveLength(3);
    expect(weights(test)).toHaveLength(1);
  });

  it('nobody claimed is kept whole in the tray', () => {
    const test = adaIsIn();
    test.weigh(80);
    test.weigh(80, { fields: FIELDS });
    expect(listUnclaimed(test.store.db)).toMatchObject([{ fields: FIELDS, sent: { value: '80' } }]);
  });
});

describe('a weight nobody claimed', () => {
  it('may be anybody’s who was at the screen in the two minutes before', () => {
    const test = adaIsIn();
    addMember(test.store, 2);
    test.pass(5);
    test.scan(cardOf(2));
    test.pass(5);
    test.sessions.end();
    test.pass(60);
    test.weigh(70);
    expect(tray(test)).toEqual([[70, [ADA, BEN]]]);
    test.weigh(0);
    test.pass(60);
    test.weigh(71);
    expect(tray(test).at(-1)).toEqual([71, [BEN]]);
    test.weigh(0);
    test.pass(60);
    test.weigh(72);
    expect(tray(test).at(-1)).toEqual([72, []]);
  });

  it('is offered to the only one it can be, or to whom it fits, and only today', () => {
    const test = adaIsIn();
    addMember(test.store, 2);
    addHistory(test, 82);
    test.scan(cardOf(2));
    test.weigh(82.3);
    const now = test.time.nowMs();
    expect(findOffer(test.store, ADA, now)?.kg).toBe(82.3);
    // Two come into question, and nothing is known of Ben's weight: he is not shown Ada's.
    expect(findOffer(test.store, BEN, now)).toBeNull();
    expect(findOffer(test.store, ADA, now + DAY)).toBeNull();
  });

  it('becomes a member’s at its original time, once', () => {
    const test = adaIsIn();
    test.weigh(82.4);
    test.pass(600);
    const [reading] = listUnclaimed(test.store.db);
    const assignment = { readingId: reading?.id ?? '', memberId: ADA, staff: 'Kim' };
    expect(assignUnclaimedReading(test.store, assignment)).toMatchObject({ ok: true, value: { kg: 82.4 } });
    expect(assignUnclaimedReading(test.store, assignment)).toEqual({ ok: false, code: 'not_found' });
    expect(weights(test)).toEqual([[ADA, 82.4, NOON]]);
    expect([facts(test, 'reading.unclaimed'), facts(test, 'reading.assigned')]).toEqual([1, 1]);
  });

  it('goes to nobody who is not a member', () => {
    const test = adaIsIn();
    test.weigh(82.4);
    const readingId = listUnclaimed(test.store.db)[0]?.id ?? '';
    const stranger = { readingId, memberId: 'stranger' as MemberId };
    expect(assignUnclaimedReading(test.store, stranger)).toEqual({ ok: false, code: 'not_found' });
    expect(tray(test)).toHaveLength(1);
  });

  it('makes room for a newer one when the tray is full, with a fact', () => {
    const test = adaIsIn();
    for (let count = 0; count <= MAX_UNCLAIMED; count += 1) {
      test.weigh(60 + (count % 2) * 5);
      test.weigh(0);
    }
    expect(tray(test)).toHaveLength(MAX_UNCLAIMED);
    expect(facts(test, 'reading.dismissed')).toBe(1);
  });
});

describe('a core that is started again', () => {
  it('knows the weight a scale goes on saying', () => {
    const dataDir = temporaryDir();
    const first = openTestFloor({}, dataDir);
    addMember(first.store, 1);
    first.scan(cardOf(1));
    weighIn(first);
    first.pass(90, () => first.weigh(82.4));
    const heardUntil = first.time.nowMs();
    first.store.close();
    const second = openTestFloor({}, dataDir);
    second.weigh(82.4, { at: heardUntil + 2_000 });
    expect(weights(second)).toHaveLength(1);
    expect(tray(second)).toEqual([]);
  });
});

describe('a disk that takes no weight', () => {
  it('acknowledges nothing after it either, and gets it again once there is room', () => {
    const test = adaIsIn();
    weighIn(test);
    const makeRoom = fillDisk(test);
    // Pages have room left over; different weights fill it.
    let heard = 0;
    while (!test.floor.isStorageFailing()) {
      test.weigh(60 + (heard % 2) * 5);
      heard += 1;
    }
    test.weigh(30, { stable: false });
    expect(acked(test)).toHaveLength(heard - 1);
    makeRoom();
    test.pass(1);
    expect(test.floor.isStorageFailing()).toBe(false);
    expect(acked(test)).toHaveLength(heard);
    expect(tray(test).length + weights(test).length).toBe(heard);
  });
});
