import { expect, test } from 'vitest';
import { waitAfterFailuresMs } from '../../../../central/auth/sign-in-waits.ts';

test('a person who mistypes a few times waits for nothing', () => {
  expect([0, 1, 2, 3, 4].map(waitAfterFailuresMs)).toEqual([0, 0, 0, 0, 0]);
});

test('from the fifth wrong PIN on each one costs more, up to a day', () => {
  expect([5, 6, 7, 8, 9].map(waitAfterFailuresMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  expect(waitAfterFailuresMs(10)).toBe(15 * 60_000);
  expect(waitAfterFailuresMs(11)).toBe(30 * 60_000);
  expect(waitAfterFailuresMs(17)).toBe(86_400_000);
  expect(waitAfterFailuresMs(100_000)).toBe(86_400_000);
});

test('ten thousand guesses at one number take longer than anybody trains', () => {
  const totalMs = Array.from({ length: 10_000 }, (_, failures) => waitAfterFailuresMs(failures)).reduce(
    (sum, wait) => sum + wait,
    0,
  );
  expect(totalMs / (365 * 86_400_000)).toBeGreaterThan(20);
});
