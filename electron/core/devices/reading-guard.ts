import type { Log } from '../../../shared/base/log.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import { setAsideCodeOf, setReadingAside } from './set-reading-aside.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import type { ReadingCursor } from './reading-intake.ts';

/** One try a reading: what fails for a reason of its own is set aside, and core stays up. */
export interface ReadingGuard {
  /**
   * Acts on a reading. Where that throws, the reading is kept aside and acknowledged, and the next one follows.
   * @returns whether it was acted on
   * @throws StorageFailed when it is the disk that fails: then the reading waits
   */
  run(reading: Reading, cursor: ReadingCursor, act: () => void): boolean;
}

/**
 * @param deps.onSetAside called for each reading that was set aside, once it is
 */
export function createReadingGuard(deps: {
  store: Store;
  log: Log;
  acknowledge: (cursor: ReadingCursor) => void;
  onSetAside: (reading: Reading, code: string) => void;
}): ReadingGuard {
  const { store, log, acknowledge } = deps;
  return {
    run(reading, cursor, act) {
      try {
        act();
        return true;
      } catch (error) {
        if (error instanceof StorageFailed) throw error;
        const code = setAsideCodeOf(error);
        setReadingAside(store, reading, cursor, code);
        acknowledge(cursor);
        log.error(
          { err: error, device: reading.device, kind: reading.kind, code },
          'a reading was set aside',
        );
        deps.onSetAside(reading, code);
        return false;
      }
    },
  };
}
