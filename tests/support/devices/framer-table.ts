import * as fc from 'fast-check';
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

/** Places where cutting the stream in two (or, -1, into single bytes) changes what comes out; none is right. */
export function cutsThatMatter<Frame>(
  createFramer: () => Framer<Frame>,
  bytes: Uint8Array,
): readonly number[] {
  const whole = JSON.stringify(runFramer(createFramer(), [bytes]));
  const differs = (chunks: readonly Uint8Array[]): boolean =>
    JSON.stringify(runFramer(createFramer(), chunks)) !== whole;
  const places = Array.from({ length: bytes.length + 1 }, (_, at) => at);
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  return [...places.filter((at) => differs(cutAt(bytes, [at]))), ...(differs(single) ? [-1] : [])];
}

/** Arbitrary bytes in arbitrary chunks; half of the streams are rich in the bytes that a framer reacts to. */
export function arbitraryStream(alphabet: readonly number[]): fc.Arbitrary<readonly Uint8Array[]> {
  const byte = fc.oneof(fc.constantFrom(...alphabet), fc.integer({ min: 0, max: 255 }));
  return fc.oneof(
    fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 }),
    fc.array(byte, { maxLength: 900 }).map((bytes) => [Uint8Array.from(bytes)]),
  );
}

export interface FramerRun {
  readonly frames: number;
  /** Most bytes held back at any moment. */
  readonly largestHeld: number;
  readonly heldAfterIdle: number;
  readonly bytesIn: number;
  /** Bytes in frames and bytes reported as dropped. */
  readonly bytesOut: number;
  readonly bytesDiscarded: number;
}

/** Feeds a stream, then silence, and measures what the framer held and said. */
export function measureRun<Frame>(framer: Framer<Frame>, stream: Iterable<Uint8Array>): FramerRun {
  let frames = 0;
  let framed = 0;
  let discarded = 0;
  let largestHeld = 0;
  let bytesIn = 0;
  const count = (item: Framed<Frame>): void => {
    if (item.type === 'discarded') discarded += item.bytes;
    else {
      frames += 1;
      framed += String(item.frame).length;
    }
  };
  for (const chunk of stream) {
    bytesIn += chunk.length;
    framer.push(chunk, count);
    largestHeld = Math.max(largestHeld, framer.held);
  }
  framer.idle(count);
  return {
    frames,
    largestHeld,
    heldAfterIdle: framer.held,
    bytesIn,
    bytesOut: framed + discarded,
    bytesDiscarded: discarded,
  };
}

/** An opening, then ten megabytes of one character: a line that never ends. */
export function* withoutEnd(opening: Uint8Array): Generator<Uint8Array> {
  yield opening;
  const chunk = new Uint8Array(64 * 1_024).fill(0x37);
  for (let index = 0; index < 160; index += 1) yield chunk;
}
