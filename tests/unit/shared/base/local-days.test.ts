import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate, mondayOfDay, weekdayOfDay } from '../../../../shared/base/calendar-days.ts';
import { localDays } from '../../../../shared/base/local-days.ts';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'America/St_Johns',
  'UTC',
];

const instants = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2045, 0, 1) });

describe('the calendar of a gym', () => {
  for (const zone of ZONES) {
    it(`reads any instant in ${zone} as the reference calendar does`, () => {
      const days = localDays(zone);
      fc.assert(
        fc.property(instants, (epochMs) => {
          const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
          expect(days.dateOf(epochMs)).toBe(zoned.toPlainDate().toString());
          expect(days.minuteOfDay(epochMs)).toBe(zoned.hour * 60 + zoned.minute);
          const monday = zoned.toPlainDate().subtract({ days: zoned.dayOfWeek - 1 });
          expect(days.weekStartOf(epochMs)).toBe(monday.toString());
        }),
        { numRuns: 400 },
      );
    });

    it(`starts every day in ${zone} where the reference calendar does`, () => {
      const days = localDays(zone);
      fc.assert(
        fc.property(fc.integer({ min: 400, max: 27_000 }), (dayNumber) => {
          const zoned = Temporal.PlainDate.from(dateOfDay(dayNumber)).toZonedDateTime(zone).startOfDay();
          expect(days.startOfDayMs(dayNumber)).toBe(zoned.epochMilliseconds);
        }),
        { numRuns: 300 },
      );
    });
  }

  it('gives the night the clocks go forward 23 hours and the night they go back 25', () => {
    const london = localDays('Europe/London');
    const hours = (date: string): number => {
      const day = dayOfDate(date) ?? 0;
      return (london.startOfDayMs(day + 1) - london.startOfDayMs(day)) / 3_600_000;
    };
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
  });

  it('treats the day Samoa skipped as empty', () => {
    const apia = localDays('Pacific/Apia');
    const skipped = dayOfDate('2011-12-30') ?? 0;
    expect(apia.startOfDayMs(skipped)).toBe(apia.startOfDayMs(skipped + 1));
  });

  it('starts a Sao Paulo day whose midnight never was at one in the morning', () => {
    const days = localDays('America/Sao_Paulo');
    expect(days.minuteOfDay(days.startOfDayMs(dayOfDate('2018-11-04') ?? 0))).toBe(60);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localDays('Mars/Olympus')).toThrow(RangeError);
  });
});

describe('calendar dates', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (dayNumber) => {
        expect(dayOfDate(dateOfDay(dayNumber))).toBe(dayNumber);
        const monday = mondayOfDay(dayNumber);
        expect(weekdayOfDay(monday)).toBe(1);
        expect(dayNumber - monday).toBe(weekdayOfDay(dayNumber) - 1);
        expect(weekdayOfDay(dayNumber)).toBe(Temporal.PlainDate.from(dateOfDay(dayNumber)).dayOfWeek);
      }),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-01', '', 'yesterday'])('do not include %j', (text) => {
    expect(dayOfDate(text)).toBeNull();
  });
});
