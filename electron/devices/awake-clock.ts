/** Drivers are called every tenth of a second. Later than this says that the process stood still, not the line. */
const LATE_MS = 150;

/**
 * The time that a driver is handed: monotonic milliseconds in which its line was looked at. A process that
 * stood still runs its timers before it reads what came meanwhile, and every driver would take its pause for
 * silence: half a message given up whose rest is there, a question taken for unanswered. So a pause counts
 * for nothing, and what follows it for no more than `LATE_MS`, however slow the machine stays.
 * @param nowMs the machine's monotonic clock
 * @returns the time now; to be asked at every call of the driver and only there
 */
export function createAwakeClock(nowMs: () => number): () => number {
  let lastMs = nowMs();
  let awakeMs = lastMs;
  let wasLate = false;
  return () => {
    const now = nowMs();
    const passedMs = now - lastMs;
    lastMs = now;
    wasLate = passedMs > LATE_MS && !wasLate;
    if (!wasLate) awakeMs += Math.min(passedMs, LATE_MS);
    return awakeMs;
  };
}
