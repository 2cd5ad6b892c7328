import type { Framer } from './framer.ts';

/** Whole messages among bytes that may be anything. */
export interface CountedFrames {
  readonly frames: number;
  /** How many of the bytes belong to them. */
  readonly bytes: number;
}

/**
 * Counts what a framer finds.
 * @param sizeOf bytes that a frame took on the wire; 0 for one that does not count
 */
export function countFrames<Frame>(
  framer: Framer<Frame>,
  bytes: Uint8Array,
  sizeOf: (frame: Frame) => number,
): CountedFrames {
  let frames = 0;
  let size = 0;
  framer.push(bytes, (item) => {
    if (item.type !== 'frame') return;
    const whole = sizeOf(item.frame);
    if (whole > 0) frames += 1;
    size += whole;
  });
  return { frames, bytes: size };
}
