import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../../shared/base/clock.ts';
import { SERIES_KINDS, simulateSeries } from '../../../../support/numbers/simulated-series.ts';
import type { SeriesKind } from '../../../../support/numbers/simulated-series.ts';
import { projectLine } from '../../../../../shared/domain/trends/projection.ts';
import { LEAST_CHANCE } from '../../../../../shared/domain/statistics/bounded-chance.ts';
import { theilSen } from '../../../../../shared/domain/trends/theil-sen.ts';
import { seededRandom } from '../seeded-random.ts';

const everyDay = (): readonly number[] => Array.from({ length: 28 }, (_, day) => day);
const MEMBERS = 3_000;

/** Shares of later weights inside the bands, over many members who wander as people do. */
function coverage(kind: SeriesKind, daysAhead: number): { in80: number; in95: number } {
  let in80 = 0;
  let in95 = 0;
  let asked = 0;
  for (let member = 0; member < MEMBERS; member += 1) {
    const { points, later } = simulateSeries(kind, member, daysAhead);
    const ahead = projectLine(points, theilSen(points), 'often')?.at(later.x);
    if (ahead === undefined) continue;
    asked += 1;
    if (later.y >= ahead.low80 && later.y <= ahead.high80) in80 += 1;
    if (later.y >= ahead.low95 && later.y <= ahead.high95) in95 += 1;
  }
  return { in80: in80 / asked, in95: in95 / asked };
}

describe('a projection', () => {
  for (const kind of SERIES_KINDS) {
    for (const daysAhead of [7, 28, 91]) {
      it(`holds its promise ${daysAhead} days ahead for a member who weighs in ${kind.name}`, () => {
        const { in80, in95 } = coverage(kind, daysAhead);
        // Three points, and what drawing three thousand members leaves open.
        expect(Math.abs(in80 - 0.8)).toBeLessThan(0.045);
        expect(Math.abs(in95 - 0.95)).toBeLessThan(0.03);
      });
    }
  }

  it('gives chances of being at a target that come true as often as they say', () => {
    const bins = Array.from({ length: 5 }, () => ({ chance: 0, happened: 0, n: 0 }));
    const { uniform } = seededRandom(7);
    for (let member = 0; member < 4_000; member += 1) {
      const { points, later } = simulateSeries(SERIES_KINDS[0]!, member, 28);
      const target = 80 + 4 * (uniform() - 0.5);
      const projection = projectLine(points, theilSen(points), 'often');
      const chance = projection?.probabilityReached(later.x, target, 'down') ?? 0;
      const bin = bins[Math.min(4, Math.floor(chance * 5))]!;
      bin.chance += chance;
      bin.n += 1;
      if (later.y <= target) bin.happened += 1;
    }
    for (const { chance, happened, n } of bins) {
      expect(n).toBeGreaterThan(200);
      expect(Math.abs(chance / n - happened / n)).toBeLessThan(0.06);
    }
  });

  it('follows a steady loss, and expects it to tire', () => {
    const steady = everyDay().map((x) => ({ x, y: 80 - 0.1 * x }));
    const projection = projectLine(steady, theilSen(steady), 'often');
    const [soon, later] = [7, 91].map((ahead) => projection?.at(27 + ahead).value ?? 0);
    expect(soon).toBeCloseTo(80 - 0.1 * (27 + 7), 0);
    expect(later).toBeGreaterThan(80 - 0.1 * (27 + 91));
    expect(later).toBeLessThan(75);
  });

  it('never knows: no chance is surer than people allow, from however even a log', () => {
    for (const points of [
      everyDay().map((x) => ({ x, y: 80 - 0.1 * x })),
      everyDay().map((x) => ({ x, y: 70 })),
    ]) {
      const projection = projectLine(points, theilSen(points), 'often');
      for (const direction of ['up', 'down'] as const) {
        for (const target of [20, 69.9, 70, 75, 79, 200]) {
          const chance = projection?.probabilityReachedBy(60, target, direction) ?? Number.NaN;
          expect(chance).toBeGreaterThanOrEqual(LEAST_CHANCE);
          expect(chance).toBeLessThanOrEqual(1 - LEAST_CHANCE);
        }
      }
    }
  });

  it('gives more chance the more time there is', () => {
    const { points } = simulateSeries(SERIES_KINDS[0]!, 1, 28);
    const projection = projectLine(points, theilSen(points), 'often');
    const chances = [30, 40, 60, 120, 200].map((x) => projection?.probabilityReachedBy(x, 77.5, 'down') ?? 0);
    expect(chances).toEqual(chances.toSorted((left, right) => left - right));
  });

  it('gives less chance the farther the target', () => {
    for (let member = 0; member < 200; member += 1) {
      const { points } = simulateSeries(SERIES_KINDS[0]!, member, 28);
      const last = points.at(-1)?.y ?? 0;
      for (const direction of ['up', 'down'] as const) {
        const sign = direction === 'up' ? 1 : -1;
        const projection = projectLine(points, theilSen(points), 'often');
        const chances = [0.5, 1, 2, 4, 8, 16].map(
          (off) => projection?.probabilityReachedBy(100, last + sign * off, direction) ?? 0,
        );
        expect(chances).toEqual(chances.toSorted((left, right) => right - left));
        expect(chances.at(-1)).toBeLessThan(0.6);
      }
    }
  });

  it('widens the further it looks', () => {
    const { normal } = seededRandom(3);
    const projection = projectLine(everyDay().map((x) => ({ x, y: 80 + normal() })));
    const widths = [30, 60, 90].map((x) => {
      const at = projection?.at(x);
      return (at?.high95 ?? 0) - (at?.low95 ?? 0);
    });
    expect(widths[0]).toBeLessThan(widths[1] ?? 0);
    expect(widths[1]).toBeLessThan(widths[2] ?? 0);
  });

  it('is not made from four readings, nor from readings of one instant', () => {
    expect(projectLine([0, 1, 2, 3].map((x) => ({ x, y: x })))).toBeNull();
    expect(projectLine([1, 2, 3, 4, 5].map((y) => ({ x: 0, y })))).toBeNull();
  });

  it('of equal values is that value, with a band all the same: a scale in tenths hides what moves', () => {
    const at = projectLine(everyDay().map((x) => ({ x, y: 70 })))?.at(40);
    expect(at?.value).toBeCloseTo(70, 9);
    expect(at?.low95).toBeLessThan(69.99);
    expect(at?.low95).toBeGreaterThan(69);
  });
});

describe('whatever the readings', () => {
  const timeMs = fc.integer({ min: 0, max: 500 * DAY_MS });
  const readings = fc.array(
    fc.record({
      x: fc.oneof(
        fc.integer({ min: 0, max: 500 }),
        timeMs.map((ms) => ms / DAY_MS),
      ),
      y: fc.oneof(
        fc.constantFrom(0, 70, 70.1, 80, 1e6),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((y) => Math.round(y * 1e6) / 1e6),
        fc.integer({ min: 60, max: 80 }),
      ),
    }),
    { maxLength: 14 },
  );

  it('has no zero below zero, whatever the sign of the zeros it was given', () => {
    const days = [499.9999999768518, 499.9999999768518, 134, 133.99999997685185, 134];
    const zeros = days.map((x, index) => ({ x, y: index === 1 ? -0 : 0 }));
    for (const points of [zeros, zeros.toReversed()]) {
      const bounds = Object.values(projectLine(points)?.at(501) ?? {});
      expect(bounds).toEqual([501, 0, 0, 0, 0, 0]);
    }
  });

  it('a projection is made of real numbers in order, the same for readings in any order', () => {
    fc.assert(
      fc.property(readings, fc.integer({ min: 1, max: 400 }), (points, ahead) => {
        const x = Math.max(...points.map((point) => point.x)) + ahead;
        const projection = projectLine(points);
        if (projection === null) return;
        const at = projection.at(x);
        const { low95, low80, high80, high95 } = at;
        expect(Object.values(at).every(Number.isFinite)).toBe(true);
        const slack = 1e-3 * (high95 - low95) + 1e-6;
        expect(low95).toBeLessThanOrEqual(low80 + slack);
        expect(low80).toBeLessThanOrEqual(high80 + slack);
        expect(high80).toBeLessThanOrEqual(high95 + slack);
        const chance = projection.probabilityReached(x, 70, 'up');
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1 + 1e-9);
        const by = projection.probabilityReachedBy(x, 70, 'up');
        expect(by).toBeGreaterThanOrEqual(LEAST_CHANCE);
        expect(by).toBeLessThanOrEqual(1 - LEAST_CHANCE);
        expect(projectLine(points.toReversed())?.at(x)).toEqual(at);
      }),
      { numRuns: 10_000 },
    );
  });
});
