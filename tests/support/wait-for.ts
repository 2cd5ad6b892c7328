import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;
/** Long, because a machine with much else to do must not turn a test red; nobody waits for it otherwise. */
const PATIENCE_MS = 60_000;

/**
 * Waits until a condition holds, looking again every 25 ms.
 * @param what the condition in words, for the message when it never holds
 */
export async function waitFor(
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = PATIENCE_MS,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}
