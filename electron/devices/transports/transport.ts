import type { Result } from '../../../shared/base/result.ts';

/**
 * A transport moves bytes and says whether the line is there; it never looks inside. Two layers:
 * a `Line` is one successful opening of a port, a `Transport` keeps opening lines for ever.
 */

/** Why a line could not be opened or went away. Shown to staff as the device's `reason`. */
export const LINE_CODES = [
  /** No such device file, COM port or HID device. */
  'port_missing',
  /** Another program holds the port. */
  'port_busy',
  'no_permission',
  /** The operating system refused for another reason, or the settings do not fit the port. */
  'port_failed',
  /** The line was open and the far end vanished. */
  'unplugged',
] as const;
export type LineCode = (typeof LINE_CODES)[number];

export interface LineEvents {
  /** Bytes (or one HID input report) from the device. The chunk is the receiver's until it returns. */
  received(chunk: Uint8Array): void;
  /** The line is gone. At most once, and never after `close` was called. */
  lost(code: LineCode): void;
}

/** One open port. */
export interface Line {
  /** Queues one whole message. @returns false when the queue is at its bound and nothing was taken */
  write(bytes: Uint8Array): boolean;
  /** Closes the port; resolves when it may be opened again. Never rejects. */
  close(): Promise<void>;
}

/** Opens the port once. Never rejects: a port that cannot be opened is an expected outcome. */
export type OpenLine = (events: LineEvents) => Promise<Result<Line, LineCode>>;

export interface TransportListener {
  opened(): void;
  received(chunk: Uint8Array): void;
  /** The open line went away, or an attempt to open one failed. The transport tries again by itself. */
  closed(code: string): void;
}

export interface Transport {
  /** Starts opening. Call once. */
  start(listener: TransportListener): void;
  /** @returns false when no line is open or its queue is full; the bytes are then dropped */
  send(bytes: Uint8Array): boolean;
  /** Closes the line and opens it again, telling `closed(code)` in between. */
  reopen(code: string): void;
  stop(): Promise<void>;
}

/** Runs something later; returns how to call it off. `setTimeout` in the product, a list in tests. */
export type Schedule = (delayMs: number, run: () => void) => () => void;

/** `Schedule` over the runtime's timers. */
export const scheduleTimeout: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
