import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Framer } from '../../../electron/devices/framing/framer.ts';

export interface Collected<Shown> {
  frames: Shown[];
  /** Bytes dropped, by reason. */
  discarded: Partial<Record<DiscardReason, number>>;
}

/**
 * Feeds chunks (or `'idle'`, a silence) to a framer.
 * @param show turns a frame into something that lasts: some framers reuse theirs
 */
export function collect<Frame, Shown>(
  framer: Framer<Frame>,
  chunks: readonly (Uint8Array | 'idle')[],
  show: (frame: Frame) => Shown,
): Collected<Shown> {
  const collected: Collected<Shown> = { frames: [], discarded: {} };
  for (const chunk of chunks) {
    const emit: Parameters<typeof framer.idle>[0] = (item) => {
      if (item.type === 'frame') collected.frames.push(show(item.frame));
      else collected.discarded[item.reason] = (collected.discarded[item.reason] ?? 0) + item.bytes;
    };
    if (chunk === 'idle') framer.idle(emit);
    else framer.push(chunk, emit);
  }
  return collected;
}

/** Bytes from hex text. */
export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
