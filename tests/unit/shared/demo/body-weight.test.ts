import { describe, expect, test } from 'vitest';
import { dayOfDate, weekdayOfDay } from '../../../../shared/base/calendar-days.ts';
import { bodyWeightByDay } from '../../../../shared/demo/body-weight.ts';
import type { WeightCourse } from '../../../../shared/demo/demo-cast.ts';
import { drawBody } from '../../../../shared/demo/body.ts';
import { createRandomStream } from '../../../../shared/demo/random-stream.ts';

const FROM = dayOfDate('2025-06-02')!;
const DAYS = 540;
const SEEDS = Array.from({ length: 40 }, (_, index) => index);

function weights(weightCourse: WeightCourse, seed: number): Float64Array {
  const who = { index: 20, sex: 'female', birthDate: '1990-01-01', heightCm: 170 } as const;
  const body = {
    ...drawBody(createRandomStream(1, 0, 0), undefined, who, FROM),
    weightCourse,
    startWeightKg: 80,
  };
  return bodyWeightByDay(createRandomStream(seed, 1, 0), body, FROM, DAYS);
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const change = (course: WeightCourse, seed: number): number => {
  const all = weights(course, seed);
  return mean(all.subarray(-14)) - mean(all.subarray(0, 14));
};

describe('body weight over the months', () => {
  test('who loses weight loses some kilograms, never more than a sixth of the body', () => {
    const changes = SEEDS.map((seed) => change('losing', seed));
    expect(Math.max(...changes)).toBeLessThan(-1);
    expect(Math.min(...changes)).toBeGreaterThan(-80 * 0.18);
  });

  test('who gains weight gains less than a tenth, and who is stable ends near the start', () => {
    for (const seed of SEEDS) {
      expect(change('gaining', seed)).toBeGreaterThan(0);
      expect(change('gaining', seed)).toBeLessThan(8.5);
      expect(Math.abs(change('stable', seed))).toBeLessThan(3);
    }
  });

  test('who goes up and down spans some kilograms in between', () => {
    for (const seed of SEEDS) {
      const all = weights('yo_yo', seed);
      expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(3.5);
    }
  });

  test('a day differs from the next by water, not by miracles', () => {
    for (const seed of SEEDS) {
      const all = weights('stable', seed);
      for (let day = 1; day < DAYS; day++) expect(Math.abs(all[day]! - all[day - 1]!)).toBeLessThan(3.5);
    }
  });

  test('Mondays are heavier than Fridays', () => {
    const on = (weekday: number): number =>
      mean(
        SEEDS.flatMap((seed) =>
          [...weights('stable', seed)].filter((_, index) => weekdayOfDay(FROM + index) === weekday),
        ),
      );
    expect(on(1) - on(5)).toBeGreaterThan(0.4);
    expect(on(1) - on(5)).toBeLessThan(0.8);
  });
});
