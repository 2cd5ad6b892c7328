import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../../shared/base/result.ts';
import type { BackUp, BackUpFailure } from './back-up-database.ts';
import { BACKUP_FOLDER } from './held.ts';
import type { CheckFailure } from './check-database.ts';

export type DatabaseTask =
  | {
      readonly kind: 'back_up';
      readonly databasePath: string;
      readonly folder: string;
      readonly nowMs: number;
    }
  | { readonly kind: 'check'; readonly databasePath: string };

/** Work on the whole database, beside the thread that serves members. */
export interface DatabaseTasks {
  backUp(nowMs: number): Promise<Result<BackUp, BackUpFailure>>;
  check(): Promise<Result<{ readonly facts: number }, CheckFailure>>;
  /** Ends what is under way; what it had made is swept away by the next one. */
  stop(): Promise<void>;
}

/** @param workerScript where `database-worker` is, as a module or as it was built */
export function createDatabaseTasks(deps: { dataDir: string; workerScript: URL }): DatabaseTasks {
  const databasePath = join(deps.dataDir, 'kiosk.db');
  const workers = new Set<Worker>();

  const run = <Outcome>(task: DatabaseTask): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(deps.workerScript, { workerData: task });
      workers.add(worker);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (status) => {
        workers.delete(worker);
        // After an answer this changes nothing.
        reject(new Error(`the database thread ended without an answer (${status})`));
      });
    });

  return {
    backUp: (nowMs) =>
      run({ kind: 'back_up', databasePath, folder: join(deps.dataDir, BACKUP_FOLDER), nowMs }),
    check: () => run({ kind: 'check', databasePath }),
    async stop() {
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}
