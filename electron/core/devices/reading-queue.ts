import type { Reading } from '../../../shared/contract/readings.ts';
import { StorageFailed } from '../store/store.ts';
import type { ReadingCursor } from './reading-intake.ts';
import type { ReadingGuard } from './reading-guard.ts';

/** Readings that wait for the disk, oldest first: tried again until it takes them. Nobody was told anything yet. */
export interface ReadingQueue<Said extends Reading> {
  /** Acts on a reading after those that wait: it does not overtake them. May throw StorageFailed. */
  add(reading: Said, cursor: ReadingCursor): void;
  /** Tries again what the disk did not take. May throw StorageFailed. */
  retry(): void;
  isEmpty(): boolean;
}

/** More than a door sees in a day, or a scale says. */
const MAX_WAITING = 4_096;
/** Readings tried again at a time: on the slowest disk less than a second, in which nothing else is answered. */
const READINGS_PER_TRY = 16;

/**
 * @param act acts on a reading, and acknowledges it once what it caused is durable
 * @param onSetAside the reading failed for a reason of its own, and was set aside
 */
export function createReadingQueue<Said extends Reading>(
  guard: ReadingGuard,
  act: (reading: Said, cursor: ReadingCursor) => void,
  onSetAside: (reading: Said, cursor: ReadingCursor) => void = () => undefined,
): ReadingQueue<Said> {
  const waiting: { reading: Said; cursor: ReadingCursor }[] = [];
  const retry = (): void => {
    for (let tries = 0; tries < READINGS_PER_TRY; tries += 1) {
      const next = waiting[0];
      if (next === undefined) return;
      const { reading, cursor } = next;
      if (!guard.run(reading, cursor, () => act(reading, cursor))) onSetAside(reading, cursor);
      waiting.shift();
    }
  };
  return {
    add(reading, cursor) {
      // A later one that is committed would say that this one is too: core begins anew, and gets all of them again.
      if (waiting.length >= MAX_WAITING) throw new StorageFailed('io_error', 'too many readings wait');
      waiting.push({ reading, cursor });
      retry();
    },
    retry,
    isEmpty: () => waiting.length === 0,
  };
}
