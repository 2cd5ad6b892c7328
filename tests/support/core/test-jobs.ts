import { onTestFinished } from 'vitest';
import { createGymKnowledge, type KeptKnowledge } from '../../../electron/core/progress/gym-knowledge.ts';
import { createJobRunner, type JobRunner } from '../../../electron/core/jobs/job-runner.ts';
import { kioskJobs } from '../../../electron/core/jobs/kiosk-jobs.ts';
import type { KioskJob } from '../../../electron/core/jobs/kiosk-job.ts';
import { createDatabaseTasks } from '../../../electron/core/store/database-tasks.ts';
import type { SyncStatus } from '../../../electron/core/sync/push.ts';
import type { JobDocument, JobId } from '../../../shared/contract/job-documents.ts';
import { settled } from '../devices/fake-time.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

const WORKER = new URL('../../../electron/core/store/database-worker.ts', import.meta.url);
/** Ticks without any change after which nothing is left to do. */
const QUIET_TICKS = 10;
/** Far more than any test's gym needs. */
const MOST_TICKS = 20_000;
const UP_TO_DATE: SyncStatus = {
  state: 'up_to_date',
  pending: 0,
  quarantined: 0,
  oldestUnsentAtMs: null,
  lastError: null,
};

/** A kiosk's background jobs on a real store, with time that the test owns. */
export interface TestJobs extends TestStore {
  readonly runner: JobRunner;
  readonly knowledge: KeptKnowledge;
  /** Whether no member is at the screen. */
  isIdle: boolean;
  /** How often central was tried. */
  pushes: number;
  /** Lets the kiosk tick until nothing is left to do, time standing still; works meanwhile in threads are waited for. */
  settle(): Promise<void>;
  job(id: JobId): JobDocument;
}

/** @param jobs the kiosk's own when left out */
export function openTestJobs(
  options: { dataDir?: string; jobs?: (test: TestStore) => readonly KioskJob[] } = {},
): TestJobs {
  const test = openTestStore(options.dataDir);
  const { store, time, dataDir } = test;
  const knowledge = createGymKnowledge(store);
  const databaseTasks = createDatabaseTasks({ dataDir, workerScript: WORKER });
  onTestFinished(() => databaseTasks.stop());
  const jobs =
    options.jobs?.(test) ??
    kioskJobs({
      store,
      dataDir,
      databaseTasks,
      sync: { status: () => UP_TO_DATE, now: () => (opened.pushes += 1) },
      countLostDevices: () => 0,
      onModel: knowledge.useModel,
    });
  const runner = createJobRunner({
    store,
    clock: time,
    jobs,
    isIdle: () => opened.isIdle,
    onChange: () => undefined,
  });
  const isRunning = (): boolean => runner.list().jobs.some(({ runs }) => runs[0]?.outcome === 'running');
  const opened: TestJobs = {
    ...test,
    runner,
    knowledge,
    isIdle: true,
    pushes: 0,
    async settle() {
      const changes = (): unknown => store.db.prepare('SELECT total_changes()').pluck().get();
      for (let quiet = 0, ticks = 0; quiet < QUIET_TICKS && ticks < MOST_TICKS; ticks += 1) {
        const before = changes();
        runner.tick();
        if (opened.isIdle) knowledge.refresh(time.nowMs());
        // A thread answers in its own time.
        if (changes() === before && isRunning()) await settled();
        quiet = changes() === before && !(opened.isIdle && isRunning()) ? quiet + 1 : 0;
      }
    },
    job: (id) => runner.list().jobs.find((one) => one.id === id)!,
  };
  return opened;
}
