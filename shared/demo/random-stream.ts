/**
 * Seeded pseudo-random numbers: sfc32 ("Small Fast Counting", Chris Doty-Humphrey, PractRand),
 * 128 bits of state with a counter, so that no seed has a period below 2^32. Not for secrets.
 *
 * The same numbers come out on every machine: the generator is 32-bit integer arithmetic, and of
 * the floating-point functions only `sqrt`, `log`, `exp`, `cos` and `sin` are used, which V8
 * computes itself (its port of fdlibm) rather than asking the platform.
 */
export interface RandomStream {
  /** Starts over at a place of its own: the same three numbers always lead to the same draws. */
  restart(seed: number, purpose: number, key: number): void;
  /** 32 random bits. */
  bits(): number;
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number, both ends included. */
  whole(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Normal distribution, mean 0 and standard deviation 1. */
  normal(): number;
  /** One of a list that has at least one entry. */
  pick<Item>(items: readonly Item[]): Item;
  /** Index drawn in proportion to non-negative weights; the last one if all are zero. */
  pickWeighted(weights: ArrayLike<number>): number;
}

/** Rounds that PractRand runs after seeding, so that similar seeds give unrelated numbers. */
const WARM_UP_ROUNDS = 15;
const TWO_TO_32 = 4_294_967_296;

/**
 * A stream that is at the place `(seed, purpose, key)`.
 * @param purpose tells apart what the numbers are for, so that one more draw here moves nothing there
 */
export function createRandomStream(seed: number, purpose: number, key: number): RandomStream {
  let a = 0;
  let b = 0;
  let c = 0;
  let counter = 1;
  /** The second of the pair that `normal` makes, or NaN. */
  let spare = Number.NaN;

  function bits(): number {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  }

  function restart(newSeed: number, newPurpose: number, newKey: number): void {
    a = newSeed | 0;
    b = newPurpose | 0;
    c = newKey | 0;
    counter = 1;
    spare = Number.NaN;
    for (let round = 0; round < WARM_UP_ROUNDS; round++) bits();
  }

  /** Box and Muller 1958: two uniform numbers make two normal ones. */
  function normal(): number {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    // 1 - u keeps the logarithm away from zero.
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  const next = (): number => bits() / TWO_TO_32;

  restart(seed, purpose, key);
  return {
    restart,
    bits,
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    normal,
    pick(items) {
      const item = items[Math.floor(items.length * next())];
      if (item === undefined) throw new RangeError('pick: the list is empty');
      return item;
    },
    pickWeighted(weights) {
      let total = 0;
      for (let index = 0; index < weights.length; index++) total += weights[index]!;
      let left = total * next();
      for (let index = 0; index < weights.length - 1; index++) {
        left -= weights[index]!;
        if (left < 0) return index;
      }
      return weights.length - 1;
    },
  };
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo 1991), over the text's UTF-16 code units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A UUID in the layout of version 7 (RFC 9562, 5.7): the millisecond in front, so that rows that
 * belong together lie together in an index, then 74 bits of the stream instead of chance.
 */
export function seededUuid(random: RandomStream, timeMs: number): string {
  const high = Math.floor(timeMs / 65_536);
  const low = timeMs % 65_536;
  const r1 = random.bits();
  const r2 = random.bits();
  const r3 = random.bits();
  const byte = (value: number, shift: number): string => HEX[(value >>> shift) & 0xff]!;
  return (
    byte(high, 24) +
    byte(high, 16) +
    byte(high, 8) +
    byte(high, 0) +
    '-' +
    byte(low, 8) +
    byte(low, 0) +
    '-' +
    HEX[0x70 | ((r1 >>> 8) & 0x0f)]! +
    byte(r1, 0) +
    '-' +
    HEX[0x80 | ((r1 >>> 16) & 0x3f)]! +
    byte(r1, 24) +
    '-' +
    byte(r2, 24) +
    byte(r2, 16) +
    byte(r2, 8) +
    byte(r2, 0) +
    byte(r3, 8) +
    byte(r3, 0)
  );
}
