import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RE_ENTRY_GAP_MS } from '../../../../../shared/domain/check-in/check-in-rules.ts';
import { repeatedArrivals } from '../../../../../shared/domain/visits/one-visit.ts';

const at = (id: string, minute: number) => ({ id, atMs: minute * 60_000 });
const repeats = (...arrivals: { id: string; atMs: number }[]) =>
  Object.fromEntries(repeatedArrivals(arrivals));

test('two doors twenty seconds apart are one visit', () => {
  expect(repeats(at('front', 0), at('back', 1 / 3))).toEqual({ back: 'front' });
});

test('the hour counts from the visit, as it does at one door, and not from the last time the card was held', () => {
  expect(repeats(at('front', 0), at('back', 40), at('again', 59), at('evening', 60))).toEqual({
    back: 'front',
    again: 'front',
  });
});

test('an arrival that becomes known late makes the next one a repetition, and the one after that a visit', () => {
  expect(repeats(at('b', 40), at('c', 70))).toEqual({ c: 'b' });
  expect(repeats(at('b', 40), at('c', 70), at('a', 0))).toEqual({ b: 'a' });
});

test('the visits are the same in whatever order arrivals become known, and an hour apart', () => {
  const arrivals = fc.uniqueArray(
    fc.record({ id: fc.uuid(), atMs: fc.integer({ min: 0, max: 8 * RE_ENTRY_GAP_MS }) }),
    {
      selector: ({ id }) => id,
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(arrivals, fc.infiniteStream(fc.nat()), (all, chance) => {
      const shuffled = all
        .map((arrival) => ({ arrival, order: chance.next().value ?? 0 }))
        .toSorted((left, right) => left.order - right.order)
        .map(({ arrival }) => arrival);
      const repeated = repeatedArrivals(all);
      expect(repeatedArrivals(shuffled)).toEqual(repeated);
      const visits = all
        .filter(({ id }) => !repeated.has(id))
        .toSorted((left, right) => left.atMs - right.atMs);
      for (const [index, visit] of visits.entries()) {
        const before = visits[index - 1];
        if (before !== undefined) expect(visit.atMs - before.atMs).toBeGreaterThanOrEqual(RE_ENTRY_GAP_MS);
      }
      for (const [id, of] of repeated) {
        const gapMs = all.find((one) => one.id === id)!.atMs - all.find((one) => one.id === of)!.atMs;
        expect(gapMs).toBeLessThan(RE_ENTRY_GAP_MS);
      }
    }),
  );
});
