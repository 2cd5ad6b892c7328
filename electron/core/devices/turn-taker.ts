/**
 * Does much in turns of bounded time, so that whoever asks whether this process lives, a card, or the screen
 * is answered in between. Work is done in the order it was given.
 */
export interface TurnTaker {
  /** Does it now, if nothing waits and this turn has time left; else in a later turn. */
  add(work: () => void): void;
  /** Forgets what waits: it was said by somebody who is gone, and who will say it again. */
  clear(): void;
  waiting(): number;
}

/** What a turn may take: a scan held meanwhile waits no longer than this for its own. */
const TURN_MS = 40;

/**
 * @param deps.nextTurn calls back in a later turn of the event loop
 */
export function createTurnTaker(deps: {
  monotonicMs: () => number;
  nextTurn: (work: () => void) => void;
}): TurnTaker {
  const { monotonicMs, nextTurn } = deps;
  let queue: (() => void)[] = [];
  /** When the present turn's time is up; null between turns. */
  let until: number | null = null;

  const beginTurn = (): number => {
    if (until !== null) return until;
    until = monotonicMs() + TURN_MS;
    nextTurn(() => {
      until = null;
      run();
    });
    return until;
  };

  const run = (): void => {
    let done = 0;
    const batch = queue;
    try {
      while (done < batch.length && monotonicMs() < beginTurn()) {
        const work = batch[done]!;
        done += 1;
        work();
      }
    } finally {
      batch.splice(0, done);
    }
  };

  return {
    add(work) {
      queue.push(work);
      if (queue.length === 1) run();
    },
    clear: () => void (queue = []),
    waiting: () => queue.length,
  };
}
