import { parentPort, workerData } from 'node:worker_threads';
import { backUpDatabase } from './back-up-database.ts';
import { checkDatabase } from './check-database.ts';
import type { DatabaseTask } from './database-tasks.ts';

/** Entry of the thread in which a whole database is read: minutes in which core goes on answering cards. */
async function run(task: DatabaseTask): Promise<void> {
  parentPort?.postMessage(
    task.kind === 'back_up' ? await backUpDatabase(task) : checkDatabase(task.databasePath),
  );
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- handed over by database-tasks.ts
void run(workerData as DatabaseTask);
