import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../../shared/base/calendar-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import {
  dueBetween,
  lastDueMs,
  nextDueMs,
  type Schedule,
} from '../../../../../shared/domain/jobs/schedule.ts';

const atTwo: Schedule = { kind: 'daily', minuteOfDay: 120 };
const mondaysAtThree: Schedule = { kind: 'weekly', weekday: 1, minuteOfDay: 180 };
const quarterHourly: Schedule = { kind: 'every', minutes: 15 };

const iso = (epochMs: number): string => new Date(epochMs).toISOString().replace(':00.000Z', 'Z');

/** [zone, schedule, after, next]: when a gym's job is due next. */
const NEXT: readonly [string, Schedule, string, string][] = [
  // An ordinary night in Berlin, winter and summer.
  ['Europe/Berlin', atTwo, '2026-02-18T12:00Z', '2026-02-19T01:00Z'],
  ['Europe/Berlin', atTwo, '2026-07-01T12:00Z', '2026-07-02T00:00Z'],
  // The very moment counts as done, a millisecond before does not.
  ['Europe/Berlin', atTwo, '2026-02-19T01:00Z', '2026-02-20T01:00Z'],
  // 29 March 2026: two o'clock does not exist; the clocks show three.
  ['Europe/Berlin', atTwo, '2026-03-28T12:00Z', '2026-03-29T01:00Z'],
  ['Europe/Berlin', { kind: 'daily', minuteOfDay: 150 }, '2026-03-28T12:00Z', '2026-03-29T01:00Z'],
  ['Europe/Berlin', atTwo, '2026-03-29T01:00Z', '2026-03-30T00:00Z'],
  // 25 October 2026: two o'clock comes twice; the first one counts, the second is nothing new.
  ['Europe/Berlin', atTwo, '2026-10-24T12:00Z', '2026-10-25T00:00Z'],
  ['Europe/Berlin', atTwo, '2026-10-25T00:00Z', '2026-10-26T01:00Z'],
  ['Europe/Berlin', atTwo, '2026-10-25T00:30Z', '2026-10-26T01:00Z'],
  ['America/New_York', atTwo, '2026-03-07T12:00Z', '2026-03-08T07:00Z'],
  ['America/New_York', atTwo, '2026-10-31T12:00Z', '2026-11-01T07:00Z'],
  // Half an hour of daylight saving.
  ['Australia/Lord_Howe', atTwo, '2026-10-03T12:00Z', '2026-10-03T15:30Z'],
  // A leap day, and the day after 28 February without one.
  ['UTC', atTwo, '2028-02-28T12:00Z', '2028-02-29T02:00Z'],
  ['UTC', atTwo, '2027-02-28T12:00Z', '2027-03-01T02:00Z'],
  // Samoa had no 30 December 2011.
  ['Pacific/Apia', atTwo, '2011-12-29T12:30Z', '2011-12-30T12:00Z'],
  ['Pacific/Apia', atTwo, '2011-12-29T11:00Z', '2011-12-29T12:00Z'],
  // Mondays; the year ends in the middle of a week.
  ['Europe/Berlin', mondaysAtThree, '2026-02-18T12:00Z', '2026-02-23T02:00Z'],
  ['Europe/Berlin', mondaysAtThree, '2026-02-23T01:59Z', '2026-02-23T02:00Z'],
  ['Europe/Berlin', mondaysAtThree, '2026-02-23T02:00Z', '2026-03-02T02:00Z'],
  ['Asia/Kolkata', mondaysAtThree, '2026-12-30T12:00Z', '2027-01-03T21:30Z'],
  // Quarters of an hour do not care.
  ['Europe/Berlin', quarterHourly, '2026-03-29T00:59Z', '2026-03-29T01:00Z'],
  ['Asia/Kathmandu', quarterHourly, '2026-03-29T01:00Z', '2026-03-29T01:15Z'],
];

describe('when a job is due', () => {
  it.each(NEXT)('in %s, %j, after %s', (zone, schedule, after, next) => {
    const days = localDays(zone);
    const nextMs = nextDueMs(schedule, Date.parse(after), days);
    expect(iso(nextMs)).toBe(next);
    expect(lastDueMs(schedule, nextMs, days)).toBe(nextMs);
    expect(lastDueMs(schedule, nextMs - 1, days)).toBeLessThanOrEqual(Date.parse(after));
  });

  it('is once for each day that a machine was off, the latest of them where they are too many', () => {
    const days = localDays('Europe/Berlin');
    const [from, until] = [Date.parse('2026-03-25T12:00Z'), Date.parse('2026-03-31T12:00Z')];
    const all = dueBetween(atTwo, from, until, days, 100);
    expect(all.map(iso)).toEqual([
      '2026-03-26T01:00Z',
      '2026-03-27T01:00Z',
      '2026-03-28T01:00Z',
      '2026-03-29T01:00Z',
      '2026-03-30T00:00Z',
      '2026-03-31T00:00Z',
    ]);
    expect(dueBetween(atTwo, from, until, days, 2)).toEqual(all.slice(-2));
    expect(dueBetween(atTwo, until, from, days, 2)).toEqual([]);
  });
});

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Pacific/Apia',
  'UTC',
];
const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), minuteOfDay: fc.integer({ min: 0, max: 1439 }) }),
  fc.record({
    kind: fc.constant('weekly' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
    minuteOfDay: fc.integer({ min: 0, max: 1439 }),
  }),
  fc.record({ kind: fc.constant('every' as const), minutes: fc.integer({ min: 1, max: 240 }) }),
);
const instants = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2040, 0, 1) });

describe.each(ZONES)('in %s', (zone) => {
  const days = localDays(zone);

  it('nothing is due between the last time and the next', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, atMs) => {
        const last = lastDueMs(schedule, atMs, days);
        const next = nextDueMs(schedule, atMs, days);
        expect(last).toBeLessThanOrEqual(atMs);
        expect(next).toBeGreaterThan(atMs);
        expect(nextDueMs(schedule, last, days)).toBe(next);
        expect(lastDueMs(schedule, next - 1, days)).toBe(last);
      }),
      { numRuns: 300 },
    );
  });

  it('a year has one run for each date that there was, whatever the clocks do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2005, max: 2039 }),
        fc.integer({ min: 0, max: 1439 }),
        (year, minuteOfDay) => {
          const [first, end] = [dayOfDate(`${year}-01-01`)!, dayOfDate(`${year + 1}-01-01`)!];
          const schedule: Schedule = { kind: 'daily', minuteOfDay };
          const due = dueBetween(
            schedule,
            days.atMinuteMs(first, minuteOfDay) - 1,
            days.atMinuteMs(end, minuteOfDay) - 1,
            days,
            400,
          );
          const skipped = zone === 'Pacific/Apia' && year === 2011 ? 1 : 0;
          expect(due).toHaveLength(end - first - skipped);
          for (const dueMs of due) {
            // The wall clock shows the minute, or the first one after a jump.
            const wall = days.minuteOfDay(dueMs);
            const isJump = days.offsetMs(dueMs) > days.offsetMs(dueMs - MINUTE_MS);
            expect(wall === minuteOfDay || isJump).toBe(true);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('two nights are never further apart than a day and the change of the clocks', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1439 }), (atMs, minuteOfDay) => {
        const schedule: Schedule = { kind: 'daily', minuteOfDay };
        const next = nextDueMs(schedule, atMs, days);
        const gapMs = nextDueMs(schedule, next, days) - next;
        expect(gapMs).toBeGreaterThanOrEqual(DAY_MS - 2 * HOUR_MS);
        expect(gapMs).toBeLessThanOrEqual(DAY_MS + 2 * HOUR_MS);
      }),
      { numRuns: 200 },
    );
  });
});
