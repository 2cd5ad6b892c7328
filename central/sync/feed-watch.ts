import { SECOND_MS } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectFeedEnds, type FeedPlace } from '../store/tables/feed.ts';

/** How often is looked for news while anybody waits: well within the two seconds that a kiosk is promised. */
const LOOK_EVERY_MS = 0.25 * SECOND_MS;

/** Tells those who wait when something new is in their gym's feed. */
export interface FeedWatch {
  /**
   * Waits until there is something after a place, for so long at most.
   * @returns whether there is
   */
  after(
    gymId: string,
    place: FeedPlace,
    until: { waitMs: number; signal: AbortSignal | null },
  ): Promise<boolean>;
  /** Nobody waits any longer, now or later. */
  stop(): void;
}

interface Waiting {
  readonly gymId: string;
  readonly place: FeedPlace;
  end(isNew: boolean): void;
}

function isAfter(left: FeedPlace, right: FeedPlace): boolean {
  if (left.xact !== right.xact) return BigInt(left.xact) > BigInt(right.xact);
  return left.order > right.order;
}

/**
 * One look at the database for all who wait, however many, and none while nobody does: whichever server
 * process or operator stored something, it is seen.
 */
export function createFeedWatch({ database, log }: { database: CentralDatabase; log: Log }): FeedWatch {
  const waiting = new Set<Waiting>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const look = async (): Promise<void> => {
    const asked = [...waiting];
    const ends = await database.query(selectFeedEnds([...new Set(asked.map(({ gymId }) => gymId))]));
    const endOf = new Map(ends.map((end) => [end.gym_id, end]));
    for (const one of asked) {
      const end = endOf.get(one.gymId);
      if (end !== undefined && isAfter(end, one.place)) one.end(true);
    }
  };
  const schedule = (): void => {
    if (timer !== null || waiting.size === 0) return;
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => log.warn({ err: error }, 'looking for news of the feed failed'))
        .finally(() => {
          timer = null;
          schedule();
        });
    }, LOOK_EVERY_MS);
  };

  return {
    after(gymId, place, { waitMs, signal }) {
      if (isStopped || waitMs <= 0 || signal?.aborted === true) return Promise.resolve(false);
      return new Promise((resolve) => {
        const giveUp = (): void => one.end(false);
        const deadline = setTimeout(giveUp, waitMs);
        const one: Waiting = {
          gymId,
          place,
          end(isNew) {
            clearTimeout(deadline);
            signal?.removeEventListener('abort', giveUp);
            waiting.delete(one);
            resolve(isNew);
          },
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.add(one);
        schedule();
      });
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      for (const one of waiting) one.end(false);
    },
  };
}
