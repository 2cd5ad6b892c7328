import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { DatabaseTasks } from './database-tasks.ts';
import { markSuspect } from './suspicion.ts';

/** Staff read what a check found, and its outcome is noted, before core is started anew because of it. */
const RESTART_AFTER_CHECK_MS = 3 * SECOND_MS;

/**
 * Reads everything beside the floor's work, whoever asks for it, and at once where only a sample of a large
 * database was looked at when it was opened. Damage has core started anew, which looks first and makes good.
 * @param deps.restart ends this process in order, to be started again
 */
export function createDatabaseWatch(deps: {
  check: DatabaseTasks['check'];
  dataDir: string;
  isCheckedWhole: boolean;
  log: Log;
  restart: () => void;
}): DatabaseTasks['check'] {
  const { check, dataDir, log } = deps;
  const makeGood = (code: string): void => {
    log.error({ code }, 'the database is damaged; core is started anew to make good');
    markSuspect(dataDir, code);
    setTimeout(deps.restart, RESTART_AFTER_CHECK_MS);
  };
  const watched: DatabaseTasks['check'] = async () => {
    const outcome = await check();
    if (!outcome.ok && outcome.code === 'database_damaged') makeGood(outcome.code);
    return outcome;
  };
  if (!deps.isCheckedWhole)
    watched().catch((error: unknown) => log.error({ err: error }, 'the database could not be checked'));
  return watched;
}
