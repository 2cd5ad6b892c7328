import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';

/** What a framer makes of a byte stream: checked frames, and an account of every byte that was none. */
export type Framed<Frame> =
  | { readonly type: 'frame'; readonly frame: Frame }
  | { readonly type: 'discarded'; readonly reason: DiscardReason; readonly bytes: number };

export type Emit<Frame> = (item: Framed<Frame>) => void;

/**
 * Cuts a byte stream into checked frames. Never throws, never holds more than its protocol's longest
 * frame, gives the same frames however the bytes are split, and accounts for every byte it drops.
 */
export interface Framer<Frame> {
  /** Takes the next bytes; emits synchronously, in stream order. The chunk may be reused afterwards. */
  push(chunk: Uint8Array, emit: Emit<Frame>): void;
  /** The line has been silent for the protocol's inter-byte time-out: give up on a half frame. */
  idle(emit: Emit<Frame>): void;
  /** Bytes held back, waiting for the rest of a frame. */
  readonly held: number;
}
