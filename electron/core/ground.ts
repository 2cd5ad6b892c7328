import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import type { Output } from './host/output.ts';
import type { Settings } from './host/read-settings.ts';
import { StorageFailed, type Store } from './store/store.ts';

/** Ways out of this process. */
export interface Exits {
  /** Ends core in order, to be started again. */
  restart(): void;
  /** Ends the whole app. */
  leave(): void;
  /** The disk failed in a way that only reopening the database can mend: ends core at once. */
  broken(): void;
}

/** What every part of a running core stands on. */
export interface Ground {
  readonly settings: Pick<Settings, 'centralTls' | 'config' | 'dataDir'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly output: Output;
  readonly exits: Exits;
  /** Something that the screen shows has changed. */
  readonly changed: () => void;
}

/** Runs work that may write; a disk that does not take it shows on screen until a write succeeds. */
export function whileDiskMayFail({ store, log, exits, changed }: Ground, work: () => void): void {
  const wasFailing = store.isFailing();
  try {
    work();
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    log.error({ code: error.code }, 'the disk does not take writes');
    if (error.code !== 'disk_full') exits.broken();
  }
  if (store.isFailing() !== wasFailing) changed();
}
