/** Too many people are signing in at this moment. */
export class TurnstileOverloaded extends Error {
  override readonly name = 'TurnstileOverloaded';
}

/** Runs a task when it is its turn. @throws TurnstileOverloaded when too many wait already */
export type TakeTurn = <Outcome>(task: () => Promise<Outcome>) => Promise<Outcome>;

/** Lets `limit` tasks run at once and the rest wait, first come first served. */
export function createTurnstile(limit: number, maxWaiting: number): TakeTurn {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= limit) {
      if (waiting.length >= maxWaiting) throw new TurnstileOverloaded('too many sign-ins at once');
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      // The next in line inherits this one's place, so `running` only falls when nobody waits.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
