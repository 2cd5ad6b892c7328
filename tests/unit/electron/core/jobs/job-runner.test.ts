import { describe, expect, it } from 'vitest';
import { createJobRunner } from '../../../../../electron/core/jobs/job-runner.ts';
import type { JobWork, KioskJob } from '../../../../../electron/core/jobs/kiosk-job.ts';
import { DAY_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import { fail, ok } from '../../../../../shared/base/result.ts';
import { settled } from '../../../../support/devices/fake-time.ts';
import { openTestStore, type TestStore } from '../../../../support/core/open-test-store.ts';
import { openTestJobs } from '../../../../support/core/test-jobs.ts';

/** A step of work costs this much, in the time that the test owns. */
const STEP_MS = 4;

/** One nightly job that does what a test says. */
function nightly(work: KioskJob['work']): readonly KioskJob[] {
  return [
    {
      id: 'daily_attendance',
      isReported: false,
      plan: { schedule: { kind: 'daily', minuteOfDay: 120 }, catchUp: 'once', starts: 'at_once' },
      work,
    },
  ];
}

/** Works through `total` things, one a step. */
function* through(test: TestStore, total: number, done: () => void): JobWork {
  for (let step = 1; step <= total; step += 1) {
    test.time.pass(STEP_MS);
    done();
    yield step / total;
  }
  return ok({ members: total });
}

describe('a long job', () => {
  it('takes a few milliseconds at a time, so that a card held meanwhile waits for no more', () => {
    const test = openTestJobs({ jobs: (store) => nightly(() => through(store, 10, () => undefined)) });
    const tookMs: number[] = [];
    while (test.job('daily_attendance').runs[0]?.outcome !== 'succeeded') {
      const before = test.time.monotonicMs();
      test.runner.tick();
      tookMs.push(test.time.monotonicMs() - before);
    }
    expect(tookMs.length).toBeGreaterThan(2);
    expect(Math.max(...tookMs)).toBeLessThan(10 + STEP_MS);
  });

  it('rests while a member is at the screen and goes on where it was', () => {
    let done = 0;
    const test = openTestJobs({ jobs: (store) => nightly(() => through(store, 10, () => (done += 1))) });
    test.runner.tick();
    const before = done;
    test.isIdle = false;
    for (let tick = 0; tick < 50; tick += 1) test.runner.tick();
    expect(done).toBe(before);
    expect(test.job('daily_attendance').progress).toBeCloseTo(before / 10);
    test.isIdle = true;
    for (let tick = 0; tick < 50; tick += 1) test.runner.tick();
    expect(done).toBe(10);
    expect(test.job('daily_attendance').runs).toMatchObject([
      { outcome: 'succeeded', counts: { members: 10 } },
    ]);
  });

  it('that waits for something holds up nothing else', async () => {
    let arrive: (value: number) => void = () => undefined;
    function* waits(): JobWork {
      const value = yield new Promise<number>((resolve) => (arrive = resolve));
      return ok({ brought: value as number });
    }
    const test = openTestJobs({ jobs: () => nightly(waits) });
    for (let tick = 0; tick < 20; tick += 1) test.runner.tick();
    expect(test.job('daily_attendance').runs[0]?.outcome).toBe('running');
    arrive(7);
    await settled();
    test.runner.tick();
    expect(test.job('daily_attendance').runs[0]).toMatchObject({
      outcome: 'succeeded',
      counts: { brought: 7 },
    });
  });
});

describe('a job that goes wrong', () => {
  it.each([
    ['says so', () => fail('no_room'), 'no_room'],
    [
      'throws',
      () => {
        throw new Error('a mistake');
      },
      'internal',
    ],
  ])('because it %s is shown with its code and tried again later', async (_, outcome, code) => {
    let tries = 0;
    // oxlint-disable-next-line require-yield -- ends before its first step
    function* breaks(): JobWork {
      tries += 1;
      return outcome();
    }
    const test = openTestJobs({ jobs: () => nightly(breaks) });
    await test.settle();
    expect(tries).toBe(1);
    expect(test.job('daily_attendance').runs[0]).toMatchObject({ outcome: 'failed', code });
    test.time.pass(MINUTE_MS);
    await test.settle();
    expect(tries).toBe(2);
    expect(test.job('daily_attendance').runs[0]?.trigger).toBe('retry');
    for (const minutes of [5, 15, 60, 240, 240]) {
      test.time.pass(minutes * MINUTE_MS);
      await test.settle();
    }
    expect(tries).toBe(5);
  });

  it('does not keep the next night from being done', async () => {
    let fails = true;
    // oxlint-disable-next-line require-yield -- ends before its first step
    function* breaks(): JobWork {
      return fails ? fail('no_room') : ok({});
    }
    const test = openTestJobs({ jobs: () => nightly(breaks) });
    await test.settle();
    fails = false;
    test.time.pass(DAY_MS);
    await test.settle();
    expect(test.job('daily_attendance').runs[0]?.outcome).toBe('succeeded');
  });
});

describe('a machine that ends in the middle of a job', () => {
  const endless = (test: TestStore) => nightly(() => through(test, 1_000_000, () => undefined));

  it('in good order: the job is begun again at the next start, and it counts as no attempt', () => {
    const test = openTestJobs({ jobs: endless });
    test.runner.tick();
    test.runner.stop();
    expect(test.job('daily_attendance').runs[0]?.outcome).toBe('interrupted');
    expect(test.store.db.prepare('SELECT attempts FROM jobs').pluck().get()).toBe(0);
  });

  it('by a kill: noted at the next start, done once', async () => {
    const killed = openTestJobs({ jobs: endless });
    killed.runner.tick();
    killed.store.close();
    let done = 0;
    const test = openTestJobs({
      dataDir: killed.dataDir,
      jobs: (store) => nightly(() => through(store, 3, () => (done += 1))),
    });
    expect(test.job('daily_attendance').runs).toMatchObject([{ outcome: 'interrupted', duration_ms: null }]);
    await test.settle();
    expect(done).toBe(3);
    expect(test.job('daily_attendance').runs.map(({ outcome }) => outcome)).toEqual([
      'succeeded',
      'interrupted',
    ]);
  });
});

describe('somebody of the staff', () => {
  it('has a job done now, once for however many times they ask, and it is due as before', async () => {
    let runs = 0;
    const test = openTestJobs({ jobs: (store) => nightly(() => through(store, 1, () => (runs += 1))) });
    await test.settle();
    const nextBefore = test.job('daily_attendance').next_run_at;
    test.isIdle = false;
    expect([test.runner.request('daily_attendance'), test.runner.request('daily_attendance')]).toEqual([
      true,
      true,
    ]);
    expect(test.job('daily_attendance').is_requested).toBe(true);
    test.isIdle = true;
    await test.settle();
    expect(runs).toBe(2);
    expect(test.job('daily_attendance')).toMatchObject({ is_requested: false, next_run_at: nextBefore });
    expect(test.job('daily_attendance').runs[0]?.trigger).toBe('staff');
    expect(test.runner.request('make_coffee')).toBe(false);
  });
});

it('no more than fifty runs of a job are remembered', async () => {
  const { store, time } = openTestStore();
  const [job] = nightly(() => through({ store, time } as TestStore, 1, () => undefined));
  const runner = createJobRunner({
    store,
    clock: time,
    jobs: [job!],
    isIdle: () => true,
    onChange: () => undefined,
  });
  for (let night = 0; night < 60; night += 1) {
    for (let tick = 0; tick < 5; tick += 1) runner.tick();
    time.pass(DAY_MS);
  }
  expect(store.db.prepare('SELECT count(*) FROM job_runs').pluck().get()).toBe(50);
});
