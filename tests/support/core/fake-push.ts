import type { Pull } from '../../../electron/core/sync/pull.ts';
import type { Push, SyncStatus } from '../../../electron/core/sync/push.ts';

/** A line to central that has nothing to send. @param onNow somebody has it try at once */
export function fakePush(changes: Partial<SyncStatus> = {}, onNow: () => void = () => undefined): Push {
  const status: SyncStatus = {
    state: 'up_to_date',
    pending: 0,
    quarantined: 0,
    oldestUnsentAtMs: null,
    lastError: null,
    ...changes,
  };
  return {
    status: () => status,
    tries: () => ({ lastSuccessAtMs: null, nextTryAtMs: null }),
    notices: () => ({ clockAheadMs: null, alarms: [] }),
    poke: () => undefined,
    now: onNow,
    stop: async () => undefined,
  };
}

/** A line to central that never tells anything. */
export const FAKE_PULL: Pull = {
  knownUntilMs: () => null,
  start: () => undefined,
  now: () => undefined,
  stop: async () => undefined,
};
