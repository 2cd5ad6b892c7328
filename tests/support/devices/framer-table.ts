import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Framed, Framer } from '../../../electron/devices/framing/framer.ts';

/** Pushes chunks and gives back everything that came out. */
export function runFramer<Frame>(framer: Framer<Frame>, chunks: readonly Uint8Array[]): Framed<Frame>[] {
  const items: Framed<Frame>[] = [];
  for (const chunk of chunks) framer.push(chunk, (item) => items.push(item));
  return items;
}

/** The frames alone. */
export function framesIn<Frame>(items: readonly Framed<Frame>[]): readonly Frame[] {
  return items.flatMap((item) => (item.type === 'frame' ? [item.frame] : []));
}

/** Bytes reported as dropped. */
export function bytesDiscarded<Frame>(items: readonly Framed<Frame>[]): number {
  return items.reduce((sum, item) => sum + (item.type === 'discarded' ? item.bytes : 0), 0);
}

/** Cuts bytes at the given places (any order, any number). */
export function cutAt(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...sorted].map((from, index) => bytes.subarray(from, sorted[index] ?? bytes.length));
}

/** Split at each byte, one byte at a time, and at random: always the same items. */
export function expectSameHoweverSplit<Frame>(createFramer: () => Framer<Frame>, bytes: Uint8Array): void {
  const whole = runFramer(createFramer(), [bytes]);
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(runFramer(createFramer(), cutAt(bytes, [at]))).toEqual(whole);
  }
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(runFramer(createFramer(), single)).toEqual(whole);
}

/** Arbitrary bytes in arbitrary chunks: no throw, no growth past the cap, no byte unaccounted for or invented. */
export function expectBoundedOnAnything<Frame>(
  createFramer: () => Framer<Frame>,
  capBytes: number,
  alphabet: readonly number[],
): void {
  const byte = fc.oneof(fc.constantFrom(...alphabet), fc.integer({ min: 0, max: 255 }));
  const chunks = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });
  const biased = fc.array(byte, { maxLength: 900 }).map((bytes) => [Uint8Array.from(bytes)]);
  fc.assert(
    fc.property(fc.oneof(chunks, biased), (stream) => {
      const framer = createFramer();
      const items: Framed<Frame>[] = [];
      for (const chunk of stream) {
        framer.push(chunk, (item) => items.push(item));
        expect(framer.held).toBeLessThanOrEqual(capBytes);
      }
      framer.idle((item) => items.push(item));
      expect(framer.held).toBe(0);
      const total = stream.reduce((sum, chunk) => sum + chunk.length, 0);
      const framed = framesIn(items).reduce((sum: number, frame) => sum + String(frame).length, 0);
      expect(framed + bytesDiscarded(items)).toBeLessThanOrEqual(total);
    }),
    { numRuns: 300 },
  );
}

/** Ten megabytes without an end: nothing emitted as a frame, memory bounded, everything accounted for. */
export function expectBoundedWithoutEnd<Frame>(
  framer: Framer<Frame>,
  opening: Uint8Array,
  capBytes: number,
): void {
  const chunk = new Uint8Array(64 * 1_024).fill(0x37);
  const chunks = 160;
  let frames = 0;
  let discarded = 0;
  const count = (item: Framed<Frame>): void => {
    if (item.type === 'frame') frames += 1;
    else discarded += item.bytes;
  };
  framer.push(opening, count);
  for (let index = 0; index < chunks; index += 1) {
    framer.push(chunk, count);
    expect(framer.held).toBeLessThanOrEqual(capBytes);
  }
  framer.idle(count);
  expect(frames).toBe(0);
  const total = chunks * chunk.length + opening.length;
  expect(discarded).toBeGreaterThanOrEqual(total - 1);
  expect(discarded).toBeLessThanOrEqual(total);
}
