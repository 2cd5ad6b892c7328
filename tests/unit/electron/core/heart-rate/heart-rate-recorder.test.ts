import { describe, expect, it } from 'vitest';
import { liveHeartRate } from '../../../../../electron/core/heart-rate/live-heart-rate.ts';
import { readMemberBody } from '../../../../../electron/core/heart-rate/member-body.ts';
import { findDeviceCursor } from '../../../../../electron/core/store/tables/device-cursors.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import { listBlocks } from '../../../../../electron/core/store/tables/heart-rate-sessions.ts';
import { findMember } from '../../../../../electron/core/store/tables/users.ts';
import { checkChain } from '../../../../../electron/core/store/fact-log.ts';
import type { HeartRateSessionId, MemberId } from '../../../../../shared/base/ids.ts';
import { payloadSchema, type FactKind } from '../../../../../shared/facts/all-facts.ts';
import { addMember, NOON } from '../../../../support/core/open-test-store.ts';
import { openTestFloor, type TestFloor } from '../../../../support/core/test-floor.ts';

const ADA = 'member-1' as MemberId;

/** Member 1 pairs strap 77 now. */
function pair(changes: Parameters<typeof addMember>[2] = {}): TestFloor & { sessionId: HeartRateSessionId } {
  const test = openTestFloor();
  addMember(test.store, 1, changes);
  test.beat('77', 80);
  expect(test.recorder.start({ memberId: ADA, sensorId: '77', device: 'stick', atMs: NOON })).toBe(true);
  return { ...test, sessionId: test.recorder.running(ADA)!.session.id };
}

const facts = ({ store }: TestFloor) => [...eachFact(store.db, store.identity, 1)];
const kinds = (test: TestFloor): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(facts(test), ({ kind }) => kind)).map(([kind, list]) => [
      kind,
      list?.length ?? 0,
    ]),
  );
const metrics = ({ store }: TestFloor): Record<string, number> =>
  Object.fromEntries(
    store.db.prepare('SELECT metric_type, value FROM progress_metrics ORDER BY 1').raw().all() as [
      string,
      number,
    ][],
  );
const storedSeconds = (test: TestFloor & { sessionId: HeartRateSessionId }): number[] =>
  listBlocks(test.store.db, { memberId: ADA, id: test.sessionId }).flatMap(({ bpm }) => [...bpm]);

describe('a heart-rate session', () => {
  it('shows one clock while it runs: the time is the sum of the zones', () => {
    const test = pair({ sex: 'female', birthDate: '1990-05-17', maxHeartRateBpm: 185 });
    const look = () =>
      liveHeartRate(
        test.recorder.running(ADA)!,
        readMemberBody(test.store.db, findMember(test.store.db, ADA)!, test.time.nowMs()),
        test.time.nowMs(),
      );
    const shown = () => {
      const live = look();
      return [live.duration_s, live.seconds_per_zone.reduce((sum, seconds) => sum + seconds, 0)];
    };
    for (const seconds of [1, 10, 55]) {
      test.pass(seconds, () => test.beat('77', 112));
      expect(shown()[0]).toBe(shown()[1]);
    }
    test.pass(60);
    expect(look()).toMatchObject({ signal: 'lost', duration_s: shown()[1] });
    test.pass(20, () => test.beat('77', 112));
    const before = shown()[0];
    expect(test.recorder.finish(ADA, 'finished', test.time.nowMs())).toMatchObject({ duration_s: before });
  });

  it('begins with a fact of its own', () => {
    const test = pair();
    expect(facts(test)).toMatchObject([
      {
        kind: 'heart_rate.session_started',
        memberId: ADA,
        payload: { session_id: test.sessionId, sensor_id: '77' },
      },
    ]);
  });

  it('is one per member and one per strap', () => {
    const test = pair();
    addMember(test.store, 2);
    const start = (memberId: string, sensorId: string): boolean =>
      test.recorder.start({ memberId: memberId as MemberId, sensorId, device: 'stick', atMs: NOON });
    expect([start('member-1', '78'), start('member-2', '77'), start('member-2', '78')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(test.recorder.count()).toBe(2);
  });

  it('stores whole minutes, each with its fact and the cursor of its last reading', () => {
    const test = pair();
    test.pass(59, () => test.beat('77', 120));
    expect(storedSeconds(test)).toEqual([]);
    expect(test.acknowledged).toEqual([]);

    test.pass(1, () => test.beat('77', 140));
    expect(storedSeconds(test)).toEqual([0, ...Array.from({ length: 59 }, () => 120)]);
    // Reading 61 opens the next minute; the sixty before it are committed.
    expect(findDeviceCursor(test.store.db, 'stick', 'run-1')).toBe(60);
    expect(test.acknowledged).toEqual([{ device: 'stick', runId: 'run-1', seq: 60 }]);
    expect(facts(test).at(-1)).toMatchObject({
      kind: 'heart_rate.minute',
      happenedAtMs: NOON,
      payload: {
        session_id: test.sessionId,
        started_at: '2026-02-18T12:00:00.000Z',
        bpm: Buffer.from([0, ...Array.from({ length: 59 }, () => 120)]).toString('base64'),
      },
    });
  });

  it('closes a minute in which the strap fell silent', () => {
    const test = pair();
    test.pass(20, () => test.beat('77', 120));
    test.pass(41);
    expect(storedSeconds(test)).toHaveLength(21);
    expect(test.acknowledged.at(-1)).toEqual({ device: 'stick', runId: 'run-1', seq: 21 });
  });

  it('writes nothing for minutes of silence', () => {
    const test = pair();
    test.pass(20, () => test.beat('77', 120));
    test.pass(200);
    expect(kinds(test)).toEqual({ 'heart_rate.session_started': 1, 'heart_rate.minute': 1 });
  });

  it('goes on after a restart where its stored minutes end, with the open minute sent again', () => {
    const test = pair();
    test.pass(90, (second) => test.beat('77', 100 + (second % 50)));
    const live = [...test.recorder.running(ADA)!.trace().bpm];
    const stored = storedSeconds(test).length;
    test.store.close();

    const restarted = openTestFloor({}, test.dataDir);
    restarted.time.pass(60_000);
    restarted.pass(30, (second) => restarted.beat('77', 100 + ((second + 59 + 1) % 50)));
    expect(stored).toBe(60);
    expect([...restarted.recorder.running(ADA)!.trace().bpm].slice(0, 60)).toEqual(live.slice(0, 60));
    expect(restarted.recorder.running(ADA)?.session.id).toBe(test.sessionId);
    expect(restarted.recorder.running(ADA)?.trace().bpm).toHaveLength(91);
  });

  it('takes readings that are said twice once', () => {
    const test = pair();
    test.pass(30, () => {
      test.beat('77', 120);
      test.beat('77', 120);
    });
    expect(test.recorder.running(ADA)?.trace().bpm).toHaveLength(31);
    expect(test.recorder.finish(ADA, 'finished', test.time.nowMs())?.heard_s).toBe(30);
  });

  it('is not filled by somebody else’s strap', () => {
    const test = pair();
    test.pass(30, () => test.beat('99', 200));
    expect(test.recorder.running(ADA)?.lastBpm()).toBeNull();
  });

  it('acknowledges what straps say that nobody wears', () => {
    const test = openTestFloor();
    test.beat('99', 70);
    test.floor.tick();
    expect(test.acknowledged).toEqual([{ device: 'stick', runId: 'run-1', seq: 1 }]);
  });
});

describe('finishing a session', () => {
  it('writes its summary, its last seconds and its metrics once, each with a fact that keeps the contract', () => {
    const test = pair({ sex: 'female', birthDate: '1990-05-17', maxHeartRateBpm: 185 });
    test.pass(630, () => test.beat('77', 140));
    const summary = test.recorder.finish(ADA, 'finished', test.time.nowMs());
    expect(summary).toMatchObject({ heard_s: 630, duration_s: 630, average_bpm: 140, maximum_bpm: 140 });
    expect(metrics(test)).toMatchObject({
      average_heart_rate: 140,
      maximum_heart_rate: 140,
      workout_count: 1,
    });
    const inZones = summary?.seconds_per_zone.reduce((sum, seconds) => sum + seconds, 0);
    expect([inZones, (metrics(test)['workout_duration'] ?? 0) * 60]).toEqual([630, 630]);
    const { effort_points: points } = metrics(test);
    expect(points).toBe(summary?.effort_points);
    expect(storedSeconds(test).filter((bpm) => bpm > 0)).toHaveLength(630);
    expect(kinds(test)).toEqual({
      'heart_rate.session_started': 1,
      'heart_rate.minute': 11,
      'heart_rate.session_finished': 1,
      'metric.recorded': Object.keys(metrics(test)).length,
    });
    for (const { kind, payload } of facts(test)) {
      expect([kind, payloadSchema(kind as FactKind, 1)!.safeParse(payload).success]).toEqual([kind, true]);
    }
    expect(checkChain(test.store.db, test.store.identity).ok).toBe(true);
  });

  it('says where every derived number came from', () => {
    const test = pair({ maxHeartRateBpm: 185 });
    test.pass(120, () => test.beat('77', 140));
    test.recorder.finish(ADA, 'finished', test.time.nowMs());
    const rows = test.store.db
      .prepare('SELECT metric_type, source, formula, inputs, heart_rate_session_id FROM progress_metrics')
      .all() as { source: string; formula: string | null; inputs: string | null }[];
    expect(rows).not.toEqual([]);
    for (const row of rows) {
      expect(row).toMatchObject({
        source: row.formula === null ? 'device' : 'automated',
        heart_rate_session_id: test.sessionId,
      });
      expect(row.inputs === null).toBe(row.formula === null);
    }
  });

  it('at a rate held above the known maximum raises it, by ten beats at most, for the sessions after it', () => {
    const test = pair({ maxHeartRateBpm: 180 });
    test.pass(20, () => test.beat('77', 150));
    test.pass(40, () => test.beat('77', 195));
    test.recorder.finish(ADA, 'finished', test.time.nowMs());
    expect(facts(test).find(({ kind }) => kind === 'heart_rate.maximum_raised')).toMatchObject({
      memberId: ADA,
      payload: { session_id: test.sessionId, bpm: 190, before_bpm: 180 },
    });
    expect(findMember(test.store.db, ADA)).toMatchObject({
      maxHeartRateBpm: 180,
      measuredMaxHeartRateBpm: 190,
    });
    test.recorder.start({ memberId: ADA, sensorId: '77', device: 'stick', atMs: test.time.nowMs() });
    test.pass(60, () => test.beat('77', 195));
    expect(test.recorder.finish(ADA, 'finished', test.time.nowMs())).toMatchObject({
      max_heart_rate_bpm: 190,
      max_heart_rate_source: 'measured',
    });
    expect(findMember(test.store.db, ADA)?.measuredMaxHeartRateBpm).toBe(195);
  });

  it('with a short spike proves nothing', () => {
    const test = pair({ maxHeartRateBpm: 180 });
    test.pass(90, (second) => test.beat('77', second % 30 === 0 ? 220 : 170));
    test.recorder.finish(ADA, 'finished', test.time.nowMs());
    expect(kinds(test)['heart_rate.maximum_raised']).toBeUndefined();
    expect(findMember(test.store.db, ADA)?.measuredMaxHeartRateBpm).toBeNull();
  });

  it('twice stores it once', () => {
    const test = pair();
    test.pass(120, () => test.beat('77', 140));
    test.recorder.finish(ADA, 'finished', test.time.nowMs());
    const before = [facts(test).length, metrics(test)];
    expect(test.recorder.finish(ADA, 'finished', test.time.nowMs())).toBeNull();
    expect([facts(test).length, metrics(test)]).toEqual(before);
  });

  it('has one clock: what was heard, in its summary, its zones and the training time', () => {
    const test = pair({ sex: 'female', birthDate: '1990-05-17', maxHeartRateBpm: 185 });
    test.pass(500, () => test.beat('77', 140));
    test.pass(3);
    test.pass(150, () => test.beat('77', 150));
    test.pass(60);
    test.pass(1, () => test.beat('77', 150));
    const summary = test.recorder.finish(ADA, 'finished', test.time.nowMs());
    const inZones = summary?.seconds_per_zone.reduce((sum, seconds) => sum + seconds, 0);
    expect(summary).toMatchObject({ heard_s: 651, duration_s: inZones, elapsed_s: 714 });
    expect((metrics(test)['workout_duration'] ?? 0) * 60).toBeCloseTo(inZones ?? 0, 9);
  });

  it('acknowledges the rest of its readings', () => {
    const test = pair();
    test.pass(30, () => test.beat('77', 140));
    test.recorder.finish(ADA, 'finished', test.time.nowMs());
    test.floor.tick();
    expect(test.acknowledged.at(-1)?.seq).toBe(31);
  });

  for (const [seconds, expected] of [
    [9, []],
    [10, ['average_heart_rate', 'maximum_heart_rate']],
    [67, ['average_heart_rate', 'maximum_heart_rate']],
    [299, ['average_heart_rate', 'maximum_heart_rate']],
  ] as const) {
    it(`after ${seconds} heard seconds counts ${expected.length === 0 ? 'as nothing' : 'as rates, not as a workout'}`, () => {
      const test = pair();
      test.pass(seconds, () => test.beat('77', 140));
      expect(test.recorder.finish(ADA, 'finished', test.time.nowMs())?.heard_s).toBe(seconds);
      expect(Object.keys(metrics(test))).toEqual(expected);
      expect(kinds(test)['heart_rate.session_finished']).toBe(1);
    });
  }

  it('counts as a workout from ten minutes on', () => {
    const test = pair();
    test.pass(600, () => test.beat('77', 140));
    test.recorder.finish(ADA, 'finished', test.time.nowMs());
    expect(metrics(test)['workout_count']).toBe(1);
  });

  it('of a strap that never spoke leaves a session without numbers', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.recorder.start({ memberId: ADA, sensorId: '77', device: 'stick', atMs: NOON });
    expect(test.recorder.finish(ADA, 'finished', NOON + 5_000)).toMatchObject({
      heard_s: 0,
      average_bpm: null,
      maximum_bpm: null,
    });
    expect(metrics(test)).toEqual({});
  });
});

describe('a strap that falls silent', () => {
  it('ends its session after five minutes, when it was last heard', () => {
    const test = pair();
    test.pass(120, () => test.beat('77', 140));
    const lastHeard = test.time.nowMs();
    test.pass(299);
    expect(test.recorder.count()).toBe(1);
    test.pass(1);
    expect(test.recorder.count()).toBe(0);
    expect(test.store.db.prepare('SELECT ended_at, end_reason FROM heart_rate_sessions').all()).toEqual([
      { ended_at: lastHeard + 1_000, end_reason: 'silence' },
    ]);
  });

  it('was never heard: ends five minutes after it was paired', () => {
    const test = openTestFloor();
    addMember(test.store, 1);
    test.recorder.start({ memberId: ADA, sensorId: '77', device: 'stick', atMs: NOON });
    test.pass(300);
    expect(test.recorder.count()).toBe(0);
  });

  it('does not end the session of another strap', () => {
    const test = pair();
    addMember(test.store, 2);
    test.recorder.start({ memberId: 'member-2' as MemberId, sensorId: '78', device: 'stick', atMs: NOON });
    test.pass(400, () => test.beat('78', 100));
    expect([test.recorder.wearerOf('77'), test.recorder.wearerOf('78')]).toEqual([null, 'member-2']);
  });
});

it('a clean shutdown saves what was measured', () => {
  const test = pair();
  test.pass(90, () => test.beat('77', 140));
  test.recorder.finishAll(test.time.nowMs());
  expect(test.recorder.count()).toBe(0);
  expect(test.store.db.prepare('SELECT end_reason FROM heart_rate_sessions').pluck().all()).toEqual(['left']);
  expect(storedSeconds(test).filter((bpm) => bpm > 0)).toHaveLength(90);
});
