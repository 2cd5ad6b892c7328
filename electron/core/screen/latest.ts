/**
 * A value that changes, for readers that only care about the newest. A slow reader skips what it
 * missed instead of making a queue grow.
 */
export interface Latest<Value> {
  /** Publishes a new value to everybody. */
  publish(value: Value): void;
  /** The newest value now, then every newer one this reader has time for, until `signal` aborts. */
  read(signal: AbortSignal | undefined): AsyncGenerator<Value, void>;
}

export function createLatest<Value>(first: Value): Latest<Value> {
  let current = first;
  let version = 0;
  const waiting = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  return {
    publish(value) {
      current = value;
      version += 1;
      wakeAll();
    },
    async *read(signal) {
      signal?.addEventListener('abort', wakeAll, { once: true });
      try {
        let seen = -1;
        for (;;) {
          while (seen === version && !isAborted(signal)) {
            await new Promise<void>((resolve) => waiting.add(resolve));
          }
          if (isAborted(signal)) return;
          seen = version;
          yield current;
        }
      } finally {
        signal?.removeEventListener('abort', wakeAll);
      }
    },
  };
}

/** A call, so that the compiler does not assume the answer stays the same across an await. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
