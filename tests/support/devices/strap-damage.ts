import { joined, type CorpusFrame } from './strap-corpus.ts';

/** A stream after something happened to it on the way. */
export interface DamagedStream {
  readonly bytes: Uint8Array;
  /** Messages that came through whole, in order. */
  readonly intact: readonly CorpusFrame[];
  readonly damagedFrames: number;
}

export type Damage = (frames: readonly CorpusFrame[], random: () => number) => DamagedStream;

/** What becomes of one message; null leaves it intact. */
type OneMessage = (bytes: Uint8Array, random: () => number) => Uint8Array | null;

const each =
  (inflict: OneMessage): Damage =>
  (frames, random) => {
    const intact: CorpusFrame[] = [];
    const parts = frames.map((frame) => {
      const changed = inflict(frame.bytes, random);
      if (changed === null) intact.push(frame);
      return changed ?? frame.bytes;
    });
    return { bytes: joined(parts), intact, damagedFrames: frames.length - intact.length };
  };

/** Flips each bit with the given probability. */
export const flipBits = (probability: number): Damage =>
  each((original, random) => {
    const bytes = Uint8Array.from(original);
    let touched = false;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      if (random() >= probability) continue;
      bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
      touched = true;
    }
    return touched ? bytes : null;
  });

/** Turns each byte into another with the given probability. */
export const changeBytes = (probability: number): Damage =>
  each((original, random) => {
    let touched = false;
    const bytes = original.map((byte) => {
      if (random() >= probability) return byte;
      touched = true;
      return byte ^ (1 + Math.floor(random() * 255));
    });
    return touched ? bytes : null;
  });

/** Loses each byte with the given probability. */
export const dropBytes = (probability: number): Damage =>
  each((original, random) => {
    const bytes = original.filter(() => random() >= probability);
    return bytes.length < original.length ? bytes : null;
  });

/** Puts a random byte before each byte with the given probability; a message with one in front of it only is intact. */
export const insertBytes =
  (probability: number): Damage =>
  (frames, random) => {
    const intact: CorpusFrame[] = [];
    const parts = frames.map((frame) => {
      const bytes: number[] = [];
      let inside = false;
      for (const [index, byte] of frame.bytes.entries()) {
        if (random() < probability) {
          bytes.push(Math.floor(random() * 256));
          inside ||= index > 0;
        }
        bytes.push(byte);
      }
      if (!inside) intact.push(frame);
      return Uint8Array.from(bytes);
    });
    return { bytes: joined(parts), intact, damagedFrames: frames.length - intact.length };
  };
