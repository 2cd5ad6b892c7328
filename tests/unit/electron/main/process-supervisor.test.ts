import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSupervisor } from '../../../../electron/main/process-supervisor.ts';
import { scriptedLaunch, type ScriptedChild } from '../../../support/core/scripted-child.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const becomesReady = (child: ScriptedChild): void => child.say({ type: 'ready' });

function supervise(whenStarted?: (child: ScriptedChild) => void) {
  const launched = scriptedLaunch(whenStarted);
  const events: unknown[] = [];
  const supervisor = createSupervisor({
    launch: launched.launch,
    monotonicMs: () => performance.now(),
    events: {
      ready: (child) => void events.push(['ready', child.pid]),
      lost: (status, restartInMs) => void events.push(['lost', status, restartInMs]),
      leaveWanted: () => void events.push(['leaveWanted']),
      gaveUp: (code) => void events.push(['gaveUp', code]),
    },
  });
  supervisor.start();
  return { ...launched, supervisor, events, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

describe('a supervised process', () => {
  it('is there once it said it is ready', async () => {
    const test = supervise();
    await test.pass(0);
    expect(test.supervisor.child()).toBeNull();
    test.last().say({ type: 'ready' });
    expect(test.supervisor.child()).toBe(test.last().child);
    expect(test.events).toEqual([['ready', 1]]);
  });

  it('may ask for the whole app to end, on behalf of staff', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    test.last().say({ type: 'leave' });
    expect(test.events.at(-1)).toEqual(['leaveWanted']);
  });

  it('is started again when it dies, and announced when it is ready', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    test.last().exit('SIGSEGV');
    expect(test.supervisor.child()).toBeNull();
    await test.pass(99);
    expect(test.started).toHaveLength(1);
    await test.pass(1);
    expect(test.started).toHaveLength(2);
    expect(test.events).toEqual([
      ['ready', 1],
      ['lost', 'SIGSEGV', 100],
      ['ready', 2],
    ]);
  });

  it('that keeps dying is started ever less often, but never given up', async () => {
    const test = supervise((child) => child.exit(1));
    await test.pass(60_000);
    const waits = test.events.map((event) => (event as [string, number, number])[2]);
    expect(waits.slice(0, 8)).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect(Math.max(...waits)).toBe(5_000);
    expect(test.started.length).toBeGreaterThan(15);
  });

  it('that has proven itself is started again quickly', async () => {
    const test = supervise(becomesReady);
    for (let crash = 0; crash < 5; crash += 1) {
      await test.pass(10_000);
      test.last().exit(1);
    }
    await test.pass(5_000);
    await test.pass(30_001);
    test.last().exit(1);
    expect(test.events.at(-1)).toEqual(['lost', 1, 100]);
  });

  it('that hangs is ended and replaced within three seconds', async () => {
    const test = supervise(becomesReady);
    await test.pass(10_000);
    const [first] = test.started;
    first!.answersPings = false;
    await test.pass(3_000);
    expect(first!.killed).toBe(true);
    expect(test.supervisor.child()).toBe(test.started[1]?.child);
  });

  it('that answers slowly is left alone', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    test.last().answersPings = false;
    for (let second = 0; second < 20; second += 1) {
      await test.pass(1_900);
      test.last().say({ type: 'pong', n: 0 });
    }
    expect([test.started.length, test.last().killed]).toEqual([1, false]);
  });

  it('is not blamed when the supervisor itself was held up', async () => {
    const test = supervise(becomesReady);
    await test.pass(1_000);
    // The machine slept: time has passed, no timer ran and no answer was read.
    vi.setSystemTime(Date.now() + 60_000);
    const held = vi.spyOn(performance, 'now');
    const before = performance.now();
    held.mockImplementation(() => before + 60_000);
    await test.pass(500);
    held.mockRestore();
    expect(test.last().killed).toBe(false);
    expect(test.started).toHaveLength(1);
  });

  it('that never gets ready is ended after a minute', async () => {
    const test = supervise();
    await test.pass(60_000);
    expect(test.started).toHaveLength(1);
    await test.pass(1_000);
    expect(test.started[0]?.killed).toBe(true);
  });
});

describe('a process that says starting it is pointless', () => {
  it('is not started again', async () => {
    const test = supervise((child) => {
      child.say({ type: 'fatal', code: 'database_from_the_future', message: 'kiosk.db' });
      child.exit(78);
    });
    await test.pass(60_000);
    expect(test.started).toHaveLength(1);
    expect(test.events).toEqual([['gaveUp', 'database_from_the_future']]);
  });

  it('may say so by its exit status alone', async () => {
    const test = supervise((child) => child.exit(78));
    await test.pass(60_000);
    expect(test.started).toHaveLength(1);
    expect(test.events).toEqual([['gaveUp', 'bad_config']]);
  });
});

describe('finishing in order', () => {
  it('asks the process and waits for its end', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    let isDone = false;
    const drained = test.supervisor.drain().then(() => void (isDone = true));
    await test.pass(4_000);
    expect(test.last().received.at(-1)).toEqual({ type: 'drain' });
    expect(isDone).toBe(false);
    test.last().exit(0);
    await drained;
    expect(test.last().killed).toBe(false);
    await test.pass(60_000);
    expect(test.started).toHaveLength(1);
    expect(test.events).toEqual([['ready', 1]]);
  });

  it('that says it is done counts as gone, though the runtime never reports its exit', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    const drained = test.supervisor.drain();
    test.last().say({ type: 'drained' });
    await test.pass(499);
    expect(test.last().killed).toBe(false);
    await test.pass(1);
    await drained;
    expect(test.last().killed).toBe(true);
  });

  it('ends a process that does not finish in five seconds', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    const drained = test.supervisor.drain();
    await test.pass(4_999);
    expect(test.last().killed).toBe(false);
    await test.pass(1);
    await drained;
    expect(test.last().killed).toBe(true);
  });

  it('does not take a process that is busy finishing for a hanging one', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    test.last().answersPings = false;
    void test.supervisor.drain();
    await test.pass(4_900);
    expect(test.last().killed).toBe(false);
  });

  it('is done at once when nothing runs, and starts nothing any more', async () => {
    const test = supervise((child) => child.exit(1));
    await test.pass(0);
    await test.supervisor.drain();
    await test.pass(60_000);
    expect(test.started).toHaveLength(1);
  });

  it('lets a retired process run on, but does not replace it', async () => {
    const test = supervise(becomesReady);
    await test.pass(0);
    test.supervisor.retire();
    expect(test.last().killed).toBe(false);
    test.last().exit(1);
    await test.pass(60_000);
    expect(test.started).toHaveLength(1);
  });
});
