import type { Devices } from '../devices/build-devices.ts';
import type { Ground } from '../ground.ts';
import type { Progress } from '../progress/build-progress.ts';
import type { Screen } from '../screen/build-screen.ts';
import { createDatabaseTasks, type DatabaseTasks } from '../store/database-tasks.ts';
import { createDatabaseWatch } from '../store/database-watch.ts';
import type { Sync } from '../sync/build-sync.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import { kioskJobs } from './kiosk-jobs.ts';

/** Rest between two slices of a job, for cards, straps and the screen. */
const BETWEEN_SLICES_MS = 20;

/** What is done in the background. */
export interface Jobs {
  readonly runner: Pick<JobRunner, 'list' | 'request'>;
  /** Reads the whole database, beside the thread that serves members. */
  readonly checkDatabase: DatabaseTasks['check'];
  /** Once a quarter of a second. */
  tick(): void;
  stop(): Promise<void>;
}

/**
 * @param parts.database the script of the thread that copies and checks it, and whether all of it was looked at
 * before
 */
export function buildJobs(
  ground: Ground,
  parts: {
    screen: Pick<Screen, 'isIdle'>;
    devices: Pick<Devices, 'line'>;
    progress: Pick<Progress, 'knowledge'>;
    sync: Sync;
    database: { readonly workerScript: URL; readonly isCheckedWhole: boolean };
  },
): Jobs {
  const { settings, store, clock, log, exits, changed } = ground;
  const { dataDir } = settings;
  const { workerScript, isCheckedWhole } = parts.database;
  const { check, backUp, stop } = createDatabaseTasks({ dataDir, workerScript });
  const { restart } = exits;
  const checkDatabase = createDatabaseWatch({ check, dataDir, isCheckedWhole, log, restart });
  const runner = createJobRunner({
    store,
    clock,
    jobs: kioskJobs({
      store,
      dataDir,
      databaseTasks: { backUp, check: checkDatabase },
      sync: parts.sync.push,
      countLostDevices: () => parts.devices.line.statuses().filter(({ state }) => state === 'lost').length,
      onModel: parts.progress.knowledge.useModel,
    }),
    isIdle: parts.screen.isIdle,
    onChange: changed,
  });
  let nextSlice: ReturnType<typeof setTimeout> | null = null;
  const work = (): void => {
    nextSlice = runner.tick() ? setTimeout(work, BETWEEN_SLICES_MS) : null;
  };
  return {
    runner,
    checkDatabase,
    tick() {
      if (nextSlice === null) work();
    },
    async stop() {
      if (nextSlice !== null) clearTimeout(nextSlice);
      runner.stop();
      await stop();
    },
  };
}
