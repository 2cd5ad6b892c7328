import type { Port } from '../../shared/base/port.ts';
import { SECOND_MS } from '../../shared/base/clock.ts';

/** Codes that wait while the device process is started again, which takes less than three seconds. */
export const MAX_WAITING = 8;
/** Whoever held a card longer ago has gone or has held it again. */
export const WAITS_AT_MOST_MS = 5 * SECOND_MS;

/** The way of what readers type to the device process. */
export interface KeyboardLine {
  /** The device process is up (again). */
  connect(port: Port): void;
  send(reports: Uint8Array): void;
}

/** @param deps.onDropped typed codes that found no device process in time, by their number */
export function createKeyboardLine(deps: {
  monotonicMs: () => number;
  onDropped: (codes: number) => void;
}): KeyboardLine {
  let port: Port | null = null;
  let waiting: { reports: Uint8Array; sinceMs: number }[] = [];

  return {
    connect(next) {
      port = next;
      next.onClose(() => {
        if (port === next) port = null;
      });
      const fresh = waiting.filter(({ sinceMs }) => deps.monotonicMs() - sinceMs <= WAITS_AT_MOST_MS);
      const stale = waiting.length - fresh.length;
      waiting = [];
      if (stale > 0) deps.onDropped(stale);
      for (const { reports } of fresh) next.postMessage(reports);
    },
    send(reports) {
      if (port !== null) {
        port.postMessage(reports);
        return;
      }
      waiting.push({ reports, sinceMs: deps.monotonicMs() });
      if (waiting.length <= MAX_WAITING) return;
      waiting.shift();
      deps.onDropped(1);
    },
  };
}
