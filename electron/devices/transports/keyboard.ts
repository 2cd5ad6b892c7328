import type { Port } from '../../../shared/base/port.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import { keyReportsSchema } from '../../../shared/contract/key-reports.ts';
import type { LineEvents, OpenLine } from './transport.ts';

/** What readers type into the kiosk's window, as this process gets it. */
export interface KeyboardSource {
  /** The process that owns the window has connected. Without a window nobody ever does. */
  connect(port: Port): void;
  /** Opens the keyboard for one device; every message becomes one chunk of whole key reports. */
  readonly openLine: OpenLine;
}

/**
 * @param deps.onUnheard a code came just when the device on the keyboard had been closed; it is dropped
 * @param deps.onRefused a message that breaks the contract
 */
export function createKeyboardSource(deps: {
  readonly onUnheard: () => void;
  readonly onRefused: () => void;
}): KeyboardSource {
  let window: Port | null = null;
  let open: LineEvents | null = null;

  const received = (raw: unknown): void => {
    const reports = keyReportsSchema.safeParse(raw);
    if (!reports.success) deps.onRefused();
    else if (open === null) deps.onUnheard();
    else open.received(reports.data);
  };

  const lose = (): void => {
    window = null;
    const lost = open;
    open = null;
    lost?.lost('unplugged');
  };

  return {
    connect(port) {
      window?.close();
      window = port;
      port.onClose(() => {
        if (window === port) lose();
      });
      port.onMessage((raw) => {
        if (window === port) received(raw);
      });
      if (open !== null) port.postMessage(true);
    },
    async openLine(events) {
      if (window === null) return fail('port_missing');
      // There is one keyboard: two devices on it would both take every code.
      if (open !== null) return fail('port_busy');
      open = events;
      window.postMessage(true);
      return ok({
        // Nothing is ever said to a keyboard.
        write: () => false,
        async close() {
          if (open !== events) return;
          open = null;
          window?.postMessage(false);
        },
      });
    },
  };
}
