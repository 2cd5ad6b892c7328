import type { Port } from '../../shared/base/port.ts';
import { SECOND_MS } from '../../shared/base/clock.ts';
import { keyboardListenerSchema } from '../../shared/contract/key-reports.ts';

/** Codes that wait while the device process is started again and configured, which takes less than three seconds. */
export const MAX_WAITING = 8;
/** Whoever held a card longer ago has gone or has held it again. */
export const WAITS_AT_MOST_MS = 5 * SECOND_MS;

/** The way of what readers type to the device process. */
export interface KeyboardLine {
  /** The device process is up (again). */
  connect(port: Port): void;
  send(reports: Uint8Array): void;
}

/** @param deps.onDropped typed codes that no device listened to in time, by their number */
export function createKeyboardLine(deps: {
  monotonicMs: () => number;
  onDropped: (codes: number) => void;
}): KeyboardLine {
  let port: Port | null = null;
  let isListenedTo = false;
  let waiting: { reports: Uint8Array; sinceMs: number }[] = [];

  const dropStale = (): void => {
    const isFresh = ({ sinceMs }: { sinceMs: number }): boolean =>
      deps.monotonicMs() - sinceMs <= WAITS_AT_MOST_MS;
    const fresh = waiting.filter(isFresh).slice(-MAX_WAITING);
    if (fresh.length < waiting.length) deps.onDropped(waiting.length - fresh.length);
    waiting = fresh;
  };

  const flush = (): void => {
    dropStale();
    for (const { reports } of waiting) port?.postMessage(reports);
    waiting = [];
  };

  return {
    connect(next) {
      port = next;
      isListenedTo = false;
      next.onClose(() => {
        if (port === next) port = null;
      });
      next.onMessage((raw) => {
        const heard = keyboardListenerSchema.safeParse(raw);
        if (port !== next || !heard.success) return;
        isListenedTo = heard.data;
        if (isListenedTo) flush();
      });
    },
    send(reports) {
      waiting.push({ reports, sinceMs: deps.monotonicMs() });
      if (port !== null && isListenedTo) flush();
      else dropStale();
    },
  };
}
