import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../shared/base/log.ts';

/**
 * Runs a step again and again beside the server's requests: soon after one that had something to do,
 * and after a rest where there was nothing, or the storage was away.
 * @param what is done later when the storage does not answer, for the log
 * @returns how to stop it; resolves when nothing runs any more
 */
export function runSteps(
  step: () => Promise<boolean>,
  { pauseMs, restMs, log, what }: { pauseMs: number; restMs: number; log: Log; what: string },
): () => Promise<void> {
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    let nextMs = restMs;
    while (await hasPassed(nextMs, stopped.signal)) {
      try {
        nextMs = (await step()) ? pauseMs : restMs;
      } catch (error) {
        log.warn({ err: error }, `${what} later: the storage does not answer`);
        nextMs = restMs;
      }
    }
  };
  const running = run();
  return () => {
    stopped.abort();
    return running;
  };
}

/** @returns false when it was stopped meanwhile */
async function hasPassed(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(pauseMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
