import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockErrorMs, reckonTime } from '../../../../central/sync/reckon-time.ts';

const NOW = Date.parse('2026-10-15T08:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each<[string, number | null, number]>([
  ['does not say', null, 0],
  ['is right to the second', NOW - 1_000, 0],
  ['is four minutes slow, as a request on its way makes it', NOW - 4 * MINUTE, 0],
  ['is 23 hours fast', NOW + 23 * HOUR, 23 * HOUR],
  ['begins in 1970', 600_000, 600_000 - NOW],
])('the error of a clock that %s', (_what, sentAtMs, errorMs) => {
  expect(clockErrorMs(sentAtMs, NOW)).toBe(errorMs);
});

test.each<[string, { happened: number; error?: number }, { clock: string | null; counted: number; ordered: number }]>([
  ['an hour ago by a right clock', { happened: NOW - HOUR }, { clock: null, counted: NOW - HOUR, ordered: NOW - HOUR }],
  ['three minutes ahead of a right clock', { happened: NOW + 3 * MINUTE }, { clock: null, counted: NOW + 3 * MINUTE, ordered: NOW }],
  ['23 hours ahead, and the clock is right by now', { happened: NOW + 23 * HOUR }, { clock: 'doubted', counted: NOW, ordered: 0 }],
  ['1970, and the clock is right by now', { happened: 0 }, { clock: 'doubted', counted: NOW, ordered: 0 }],
  ['the year 9999', { happened: Date.parse('9999-12-31T23:59:59.999Z') }, { clock: 'doubted', counted: NOW, ordered: 0 }],
  ['now, by a clock that is 23 hours fast', { happened: NOW + 23 * HOUR, error: 23 * HOUR }, { clock: 'corrected', counted: NOW, ordered: NOW }],
  ['ten minutes ago, by a clock that is 23 hours fast', { happened: NOW + 23 * HOUR - 10 * MINUTE, error: 23 * HOUR }, { clock: 'corrected', counted: NOW - 10 * MINUTE, ordered: NOW - 10 * MINUTE }],
  ['two days after it began in 1970, one day before it delivers', { happened: 2 * DAY, error: 3 * DAY - NOW }, { clock: 'corrected', counted: NOW - DAY, ordered: NOW - DAY }],
  ['last month, by a clock that fell back to 1970 since', { happened: NOW - 30 * DAY, error: -NOW }, { clock: null, counted: NOW - 30 * DAY, ordered: NOW - 30 * DAY }],
])('a fact from %s', (_when, { happened, error = 0 }, { clock, counted, ordered }) => {
  expect(reckonTime(happened, error, NOW)).toEqual({ clock, countedAtMs: counted, orderedAtMs: ordered });
}); // prettier-ignore

test('no clock, whatever it says, moves a fact into the future or lets it be later than what is said at central now', () => {
  const anyTime = fc.integer({ min: -1e14, max: 1e14 });
  fc.assert(
    fc.property(anyTime, fc.option(anyTime), (happened, sentAt) => {
      const { countedAtMs, orderedAtMs } = reckonTime(happened, clockErrorMs(sentAt, NOW), NOW);
      expect(countedAtMs).toBeLessThanOrEqual(NOW + 5 * MINUTE);
      expect(orderedAtMs).toBeLessThanOrEqual(NOW);
    }),
    { numRuns: 2_000 },
  );
});
