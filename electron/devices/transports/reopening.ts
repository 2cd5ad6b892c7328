import type { DeviceReason } from '../../../shared/contract/device-messages.ts';
import type { Line, OpenLine, Schedule, Transport, TransportListener } from './transport.ts';

/** Wait before the first attempt after a loss: a plug that wobbles is back by then. */
const FIRST_WAIT_MS = 250;
/** Longest wait between attempts. A kiosk runs unattended for years, so attempts never end. */
const LONGEST_WAIT_MS = 30_000;
/** Looking for a port that is not there costs one failing `open`, and people expect a plug to work at once. */
const LONGEST_WAIT_FOR_PLUG_MS = 2_000;
/** The port is not there. */
const AWAY: ReadonlySet<string> = new Set(['port_missing', 'unplugged', 'adapter_taken']);
/** A line that stayed open this long, or said anything, is a good one: the next loss waits little again. */
const SETTLED_AFTER_MS = 5_000;

/**
 * How long to wait before the next attempt: doubling, capped, and spread over the upper half so
 * that several devices behind one hub do not ask in step.
 * @param failures attempts in a row that brought no working line, from 0
 * @param code why the last one failed
 * @param random a number in [0, 1)
 */
export function reopenDelayMs(failures: number, code: string, random: number): number {
  const cap = AWAY.has(code) ? LONGEST_WAIT_FOR_PLUG_MS : LONGEST_WAIT_MS;
  // 2^7 · 250 ms is past the longest cap; more would only overflow.
  const full = Math.min(cap, FIRST_WAIT_MS * 2 ** Math.min(failures, 7));
  return full * (0.5 + random / 2);
}

/**
 * Keeps a line open for ever: opens, reports, waits, opens again.
 * @param openLine opens the port once
 * @param schedule timers
 * @param random numbers in [0, 1) for the jitter
 */
export function createReopeningTransport(deps: {
  readonly openLine: OpenLine;
  readonly schedule: Schedule;
  readonly random: () => number;
}): Transport {
  let listener: TransportListener | undefined;
  let line: Line | undefined;
  /** Counts openings, so that what a former line still says is not taken for the current one's. */
  let generation = 0;
  let failures = 0;
  let stopped = false;
  let closing: Promise<void> = Promise.resolve();
  let cancelTimer: (() => void) | null = null;

  const retry = (code: DeviceReason): void => {
    if (stopped) return;
    listener?.closed(code);
    cancelTimer?.();
    cancelTimer = deps.schedule(reopenDelayMs(failures, code, deps.random()), () => void open());
    failures += 1;
  };

  const dropLine = (): void => {
    generation += 1;
    const old = line;
    line = undefined;
    if (old !== undefined) closing = old.close();
  };

  const open = async (): Promise<void> => {
    generation += 1;
    const mine = generation;
    await closing;
    if (stopped || mine !== generation) return;
    const outcome = await deps.openLine({
      received(chunk) {
        if (mine !== generation) return;
        failures = 0;
        listener?.received(chunk);
      },
      lost(code) {
        if (mine !== generation) return;
        dropLine();
        retry(code);
      },
    });
    if (stopped || mine !== generation) {
      if (outcome.ok) closing = outcome.value.close();
      return;
    }
    if (!outcome.ok) {
      retry(outcome.code);
      return;
    }
    line = outcome.value;
    // A port that opened is worth an early look when it goes; one that goes at once, every time, is not.
    failures = Math.min(failures, 1);
    cancelTimer?.();
    cancelTimer = deps.schedule(SETTLED_AFTER_MS, () => {
      failures = 0;
    });
    listener?.opened();
  };

  return {
    start(to) {
      listener = to;
      void open();
    },
    send: (bytes) => line?.write(bytes) ?? false,
    tune: (settings) => line?.tune?.(settings),
    reopen(code) {
      if (stopped || line === undefined) return;
      dropLine();
      retry(code);
    },
    async stop() {
      stopped = true;
      cancelTimer?.();
      dropLine();
      await closing;
    },
  };
}
