import { describe, expect, test } from 'vitest';
import { dayOfDate } from '../../../../shared/base/calendar-days.ts';
import { localDays } from '../../../../shared/base/local-days.ts';
import { dayOfYear, isClosedDay, seasonFactor, wallClockMs } from '../../../../shared/demo/gym-days.ts';

const berlin = localDays('Europe/Berlin');
const at = (date: string, hour: number): string =>
  new Date(wallClockMs(berlin, dayOfDate(date)!, hour * 60)).toISOString();

describe('the days of a demo gym', () => {
  test('a time of the wall clock keeps its hour across both changes of clocks', () => {
    expect(at('2026-03-28', 18)).toBe('2026-03-28T17:00:00.000Z');
    expect(at('2026-03-29', 6)).toBe('2026-03-29T04:00:00.000Z');
    expect(at('2026-10-25', 6)).toBe('2026-10-25T05:00:00.000Z');
    expect(at('2026-10-25', 18)).toBe('2026-10-25T17:00:00.000Z');
  });

  test('the hour before the clocks change belongs to the old time', () => {
    expect(at('2026-03-29', 1)).toBe('2026-03-29T00:00:00.000Z');
    expect(at('2026-10-25', 1)).toBe('2026-10-24T23:00:00.000Z');
  });

  test('days of the year count from 1 January, leap years included', () => {
    expect(dayOfYear(dayOfDate('2026-01-01')!)).toBe(1);
    expect(dayOfYear(dayOfDate('2026-12-31')!)).toBe(365);
    expect(dayOfYear(dayOfDate('2028-12-31')!)).toBe(366);
  });

  test('the gym is shut at Christmas and New Year only', () => {
    expect(isClosedDay('2025-12-25')).toBe(true);
    expect(isClosedDay('2026-01-01')).toBe(true);
    expect(isClosedDay('2025-12-26')).toBe(false);
  });

  test('the second week of January is the fullest, late July and the days before New Year the thinnest', () => {
    const year = Array.from({ length: 365 }, (_, index) => seasonFactor(index + 1));
    expect(year.indexOf(Math.max(...year)) + 1).toBeLessThan(15);
    expect(seasonFactor(205)).toBeLessThan(0.8);
    expect(seasonFactor(362)).toBeLessThan(0.6);
    expect(seasonFactor(130)).toBeCloseTo(1, 1);
  });
});
