import type { Clock } from '../../../shared/base/clock.ts';
import type { Schedule } from '../../../electron/devices/transports/transport.ts';

/** Time that passes only when a test says so, with the timers that hang on it. */
export interface FakeTime extends Clock {
  readonly schedule: Schedule;
  readonly every: (intervalMs: number, run: () => void) => () => void;
  /** Lets time pass, running what falls due in order. */
  pass(ms: number): void;
  /** Sets the wall clock, as a hand or a time server does; the monotonic one goes on. */
  setWall(nowMs: number): void;
  /** Lets time pass in small steps, with promises settling in between. */
  passSlowly(ms: number): Promise<void>;
}

interface Due {
  readonly atMs: number;
  readonly run: () => void;
}

export function fakeTime(startMs = 1_700_000_000_000): FakeTime {
  let nowMs = 0;
  let wallMs = startMs;
  const due = new Set<Due>();
  const schedule: Schedule = (delayMs, run) => {
    const entry = { atMs: nowMs + delayMs, run };
    due.add(entry);
    return () => void due.delete(entry);
  };
  const pass = (ms: number): void => {
    const untilMs = nowMs + ms;
    for (;;) {
      const next = [...due].filter((entry) => entry.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      due.delete(next);
      nowMs = Math.max(nowMs, next.atMs);
      next.run();
    }
    nowMs = untilMs;
  };
  return {
    nowMs: () => wallMs + nowMs,
    setWall: (toMs) => void (wallMs = toMs - nowMs),
    monotonicMs: () => nowMs,
    schedule,
    every(intervalMs, run) {
      let cancel = (): void => undefined;
      const again = (): void => {
        // Next time first: whatever runs may end the interval it runs in.
        cancel = schedule(intervalMs, () => {
          again();
          run();
        });
      };
      again();
      return () => cancel();
    },
    pass,
    async passSlowly(ms) {
      for (let passed = 0; passed < ms; passed += 25) {
        pass(Math.min(25, ms - passed));
        await settled();
      }
    },
  };
}

/** Resolves when promises and stream callbacks that were ready have run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
