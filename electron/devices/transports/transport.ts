import type { Result } from '../../../shared/base/result.ts';
import type { DeviceReason } from '../../../shared/contract/device-messages.ts';

/**
 * A transport moves bytes and says whether the line is there; it never looks inside. Two layers:
 * a `Line` is one successful opening of a port, a `Transport` keeps opening lines for ever.
 */

/** Why a line could not be opened or went away. Shown to staff as the device's `reason`. */
export const LINE_CODES = [
  'port_missing',
  'port_busy',
  'no_permission',
  'port_failed',
  'unplugged',
  'port_claimed',
  'adapter_taken',
] as const satisfies readonly DeviceReason[];
export type LineCode = (typeof LINE_CODES)[number];

export interface LineEvents {
  /** Bytes (or one HID input report) from the device. The chunk is the receiver's until it returns. */
  received(chunk: Uint8Array): void;
  /** The line is gone. At most once, and never after `close` was called. */
  lost(code: LineCode): void;
}

/** How a serial line is set, its path apart. */
export interface LineSettings {
  readonly baud_rate: number;
  readonly data_bits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stop_bits: 1 | 2;
  readonly rtscts: boolean;
}

/** One open port. */
export interface Line {
  /** Queues one whole message. @returns false when the queue is at its bound and nothing was taken */
  write(bytes: Uint8Array): boolean;
  /** Sets an open serial line differently; what is written meanwhile is dropped. Absent where there is nothing to set. */
  tune?(settings: LineSettings): void;
  /** Closes the port; resolves when it may be opened again. Never rejects. */
  close(): Promise<void>;
}

/** Keeps two devices of this kiosk from one port; what was claimed is given back when the line ends. */
export interface ClaimPort {
  isFree(port: string): boolean;
  /** @returns false when another device has it */
  claim(port: string): boolean;
}

/** Opens the port once. Never rejects: a port that cannot be opened is an expected outcome. */
export type OpenLine = (events: LineEvents) => Promise<Result<Line, LineCode>>;

export interface TransportListener {
  opened(): void;
  received(chunk: Uint8Array): void;
  /** The open line went away, or an attempt to open one failed. The transport tries again by itself. */
  closed(code: DeviceReason): void;
}

export interface Transport {
  /** Starts opening. Call once. */
  start(listener: TransportListener): void;
  /** @returns false when no line is open or its queue is full; the bytes are then dropped */
  send(bytes: Uint8Array): boolean;
  /** Sets the open serial line differently, until it is opened again; without effect on other lines. */
  tune(settings: LineSettings): void;
  /** Closes the line and opens it again, telling `closed(code)` in between. */
  reopen(code: DeviceReason): void;
  stop(): Promise<void>;
}

/** Runs something later; returns how to call it off. `setTimeout` in the product, a list in tests. */
export type Schedule = (delayMs: number, run: () => void) => () => void;

/** `Schedule` over the runtime's timers. */
export const scheduleTimeout: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
