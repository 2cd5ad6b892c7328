import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandomStream, hashText, seededUuid } from '../../../../shared/demo/random-stream.ts';

/** sfc32 as PractRand states it, on whole numbers without bound: slow, and beyond doubt. */
function referenceSfc32(seed: readonly [number, number, number], count: number): number[] {
  const wrap = (value: bigint): bigint => value & 0xffff_ffffn;
  let [a, b, c] = seed.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint];
  let counter = 1n;
  const next = (): bigint => {
    const result = wrap(a + b + counter);
    counter = wrap(counter + 1n);
    a = b ^ (b >> 9n);
    b = wrap(c + (c << 3n));
    c = wrap(wrap((c << 21n) | (c >> 11n)) + result);
    return result;
  };
  for (let round = 0; round < 15; round++) next();
  return Array.from({ length: count }, () => Number(next()));
}

const word = fc.integer({ min: 0, max: 0xffff_ffff });

describe('random numbers of a demo gym', () => {
  test('the bits are those of sfc32', () => {
    fc.assert(
      fc.property(word, word, word, (seed, purpose, key) => {
        const random = createRandomStream(seed, purpose, key);
        expect(Array.from({ length: 20 }, () => random.bits())).toEqual(
          referenceSfc32([seed, purpose, key], 20),
        );
      }),
    );
  });

  test('a stream that starts over repeats itself, whatever was drawn before', () => {
    const random = createRandomStream(7, 1, 2);
    const first = [random.next(), random.normal(), random.normal()];
    random.normal();
    random.restart(7, 1, 2);
    expect([random.next(), random.normal(), random.normal()]).toEqual(first);
  });

  test('normal numbers have mean 0 and deviation 1', () => {
    const random = createRandomStream(3, 0, 0);
    const drawn = Array.from({ length: 20_000 }, () => random.normal());
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    // Standard errors are 0.007 and 0.01.
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });

  test('weighted picks follow the weights and never take an entry without weight', () => {
    const random = createRandomStream(4, 0, 0);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 6_000; draw++) counts[random.pickWeighted([1, 0, 2])]! += 1;
    expect(counts[1]).toBe(0);
    expect(counts[0]! / 6_000).toBeCloseTo(1 / 3, 1);
  });

  test('whole numbers stay within their bounds and reach both', () => {
    const random = createRandomStream(5, 0, 0);
    const drawn = new Set(Array.from({ length: 200 }, () => random.whole(-1, 2)));
    expect([...drawn].toSorted((left, right) => left - right)).toEqual([-1, 0, 1, 2]);
  });

  test('picking from nothing is a mistake', () => {
    expect(() => createRandomStream(1, 1, 1).pick([])).toThrow(RangeError);
  });

  test('ids are UUIDs of version 7 that carry their millisecond', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 2 ** 48 - 1 }), (seed, timeMs) => {
        const id = seededUuid(createRandomStream(seed, 0, 0), timeMs);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(timeMs);
      }),
    );
  });

  test('text hashes to its published FNV-1a values', () => {
    expect(hashText('')).toBe(0x811c9dc5);
    expect(hashText('a')).toBe(0xe40c292c);
    expect(hashText('foobar')).toBe(0xbf9cf968);
  });
});
