import type { Emit, Framer } from './framer.ts';

/**
 * Longest pause inside one message of a text device. At 2400 baud a character takes 4 ms and a USB
 * adaptor delivers every 16 ms, so a second of silence means that the rest was lost.
 */
export const TEXT_GAP_MS = 1_000;

/** A framer that knows the time: gives up on a half frame when the line has gone quiet. */
export interface FramedInput {
  readonly received: (chunk: Uint8Array, nowMs: number) => void;
  readonly tick: (nowMs: number) => void;
  /** The line was closed: a half frame can never be finished. */
  readonly closed: () => void;
}

/**
 * Couples a framer to the clock that its driver is handed.
 * @param gapMs silence after which a half frame is dropped as `timeout`, monotonic milliseconds
 */
export function createFramedInput<Frame>(
  framer: Framer<Frame>,
  emit: Emit<Frame>,
  gapMs: number = TEXT_GAP_MS,
): FramedInput {
  let lastByteMs: number | null = null;

  function checkGap(nowMs: number): void {
    if (lastByteMs === null || nowMs - lastByteMs <= gapMs) return;
    framer.idle(emit);
    lastByteMs = null;
  }

  return {
    received(chunk, nowMs) {
      checkGap(nowMs);
      framer.push(chunk, emit);
      lastByteMs = nowMs;
    },
    tick: checkGap,
    closed() {
      framer.idle(emit);
      lastByteMs = null;
    },
  };
}
