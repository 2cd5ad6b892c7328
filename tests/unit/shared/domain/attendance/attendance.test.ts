import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../../shared/base/calendar-days.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { excusedWeeks } from '../../../../../shared/domain/attendance/excused-weeks.ts';
import { attendanceHabits } from '../../../../../shared/domain/attendance/habits.ts';
import { visitHeatMap } from '../../../../../shared/domain/attendance/heat-map.ts';
import { inferPreferences } from '../../../../../shared/domain/attendance/infer-preferences.ts';
import { streakWeeks } from '../../../../../shared/domain/attendance/streak.ts';
import { usableVisits } from '../../../../../shared/domain/attendance/usable-visits.ts';
import { weeklyVisits } from '../../../../../shared/domain/attendance/weekly-visits.ts';
import { anyVisits, DAY, gymClass, LONDON, NOW, visitAt } from '../gym-fixtures.ts';

const days = localDays(LONDON);
const monday = (date: string): number => dayOfDate(date) ?? Number.NaN;
/** Every Monday and Thursday at about six in the evening, for the eight weeks before now. */
const twiceAWeek = Array.from({ length: 8 }, (_, week) => [
  visitAt(Date.parse('2026-02-16T18:05:00Z') - week * 7 * DAY),
  visitAt(Date.parse('2026-02-12T17:52:00Z') - week * 7 * DAY),
])
  .flat()
  .toSorted((left, right) => left.checkedInAtMs - right.checkedInAtMs);

describe('a streak', () => {
  it('is nothing without visits', () => {
    expect(streakWeeks([], NOW, days)).toBe(0);
  });

  it('counts this week and the weeks before it without a gap', () => {
    expect(streakWeeks(twiceAWeek, NOW, days)).toBe(9);
  });

  it('is not broken by a week that is still running', () => {
    const untilSunday = twiceAWeek.filter(
      ({ checkedInAtMs }) => checkedInAtMs < Date.parse('2026-02-16T00:00:00Z'),
    );
    expect(streakWeeks(untilSunday, NOW, days)).toBe(8);
    expect(streakWeeks(untilSunday, NOW + 7 * DAY, days)).toBe(0);
  });

  it('survives the weeks the gym was closed, without counting them', () => {
    const withGap = twiceAWeek.filter(
      ({ checkedInAtMs }) => days.weekOf(checkedInAtMs) !== monday('2026-01-26'),
    );
    expect(streakWeeks(withGap, NOW, days)).toBe(3);
    const excused = excusedWeeks([{ from: '2026-01-26', to: '2026-02-01' }]);
    expect(streakWeeks(withGap, NOW, days, excused)).toBe(8);
  });

  it('sees the week change at local midnight on the night the clocks go forward', () => {
    // 29 March 2026 is the Sunday of the change; 23:30 that night is still its week.
    const sunday = visitAt('2026-03-29T22:30:00Z');
    expect(days.weekStartOf(sunday.checkedInAtMs)).toBe('2026-03-23');
    expect(streakWeeks([sunday], Date.parse('2026-03-29T23:30:00Z'), days)).toBe(1);
  });

  it('never shrinks when an earlier visit turns up', () => {
    fc.assert(
      fc.property(anyVisits, anyVisits, (visits, late) => {
        const before = streakWeeks(usableVisits(visits, NOW), NOW, days);
        expect(streakWeeks(usableVisits([...visits, ...late], NOW), NOW, days)).toBeGreaterThanOrEqual(
          before,
        );
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('excused weeks', () => {
  it('are those with fewer than three open days', () => {
    expect(excusedWeeks([{ from: '2026-01-27', to: '2026-01-31' }])).toEqual(new Set([monday('2026-01-26')]));
    expect(excusedWeeks([{ from: '2026-01-28', to: '2026-01-31' }]).size).toBe(0);
  });

  it('add up from several closures, each day once', () => {
    const holidays = [
      { from: '2025-12-24', to: '2025-12-26' },
      { from: '2025-12-25', to: '2025-12-28' },
    ];
    expect(excusedWeeks(holidays)).toEqual(new Set([monday('2025-12-22')]));
  });

  it('ignore times without a date', () => {
    expect(excusedWeeks([{ from: 'Christmas', to: '2026-01-01' }]).size).toBe(0);
  });
});

describe('visits a week', () => {
  it('end with the running week and keep empty weeks', () => {
    const weeks = weeklyVisits(
      [visitAt('2026-02-16T08:00:00Z'), visitAt('2026-02-03T08:00:00Z')],
      NOW,
      days,
      3,
    );
    expect(weeks).toEqual([
      { week_start: '2026-02-02', visits: 1 },
      { week_start: '2026-02-09', visits: 0 },
      { week_start: '2026-02-16', visits: 1 },
    ]);
  });
});

describe('the heat map', () => {
  it('runs from a Monday a year ago to today', () => {
    const map = visitHeatMap(twiceAWeek, NOW, days);
    expect(map.from).toBe('2025-02-17');
    expect(map.visits).toHaveLength(52 * 7 + 3);
    expect(map.visits.reduce((sum, visits) => sum + visits, 0)).toBe(16);
    expect(map.visits.at(-3)).toBe(1);
  });
});

describe('the attendance pattern', () => {
  it('names the usual weekdays and time', () => {
    expect(attendanceHabits(twiceAWeek, NOW, days)).toMatchObject({
      kind: 'regular',
      times: [{ weekdays: [1, 4], minuteOfDay: 18 * 60 }],
    });
  });

  it('keeps a morning and an evening habit apart', () => {
    const mixed = Array.from({ length: 8 }, (_, week) => [
      visitAt(Date.parse('2026-02-10T07:00:00Z') - week * 7 * DAY),
      visitAt(Date.parse('2026-02-12T18:00:00Z') - week * 7 * DAY),
    ])
      .flat()
      .toSorted((left, right) => left.checkedInAtMs - right.checkedInAtMs);
    expect(attendanceHabits(mixed, NOW, days)).toMatchObject({
      times: [
        { weekdays: [2], minuteOfDay: 7 * 60 },
        { weekdays: [4], minuteOfDay: 18 * 60 },
      ],
    });
  });

  it('counts a visit past midnight to the evening before', () => {
    const late = Array.from({ length: 8 }, (_, week) =>
      visitAt(Date.parse('2026-02-13T23:50:00Z') + (week % 2) * 1_200_000 - week * 7 * DAY),
    ).toReversed();
    expect(attendanceHabits(late, NOW, days)).toMatchObject({ times: [{ weekdays: [5], minuteOfDay: 0 }] });
  });

  it.each([
    ['never', []],
    ['new', twiceAWeek.slice(-2)],
    ['away', twiceAWeek.slice(0, 4)],
  ])('of a member without enough visits is "%s"', (kind, visits) => {
    expect(attendanceHabits(visits, NOW, days).kind).toBe(kind);
  });

  it('of someone who comes whenever is irregular', () => {
    const whenever = [1, 4, 9, 13, 17, 22, 27, 32, 38, 41]
      .map((day) => visitAt(NOW - day * DAY))
      .toReversed();
    expect(attendanceHabits(whenever, NOW, days).kind).toBe('irregular');
  });

  it('of someone who comes every day says so', () => {
    const daily = Array.from({ length: 60 }, (_, day) => visitAt(NOW - (day + 1) * DAY)).toReversed();
    expect(attendanceHabits(daily, NOW, days)).toMatchObject({ kind: 'almost_daily', minuteOfDay: 12 * 60 });
  });
});

describe('inferred preferences', () => {
  it('come from what a member does', () => {
    const classes = new Map(
      ['spin', 'spin', 'yoga', 'spin'].map((classType, i) => [
        `c${i}`,
        gymClass(`c${i}`, NOW - (i + 1) * 7 * DAY, {
          classType,
          instructor: classType === 'spin' ? 'Mo' : 'Li',
        }),
      ]),
    );
    const visits = [3, 2, 1, 0].map((i) => visitAt(NOW - (i + 1) * 7 * DAY, `c${i}`));
    expect(inferPreferences(visits, classes, days)).toMatchObject({
      classTypes: [
        { classType: 'spin', share: 0.75 },
        { classType: 'yoga', share: 0.25 },
      ],
      instructors: [{ instructor: 'Mo' }, { instructor: 'Li' }],
      weekdays: [{ weekday: 3, share: 1 }],
      timeOfDay: 'midday',
      classShare: 1,
    });
  });

  it('are not guessed from three visits', () => {
    expect(inferPreferences(twiceAWeek.slice(0, 3), new Map(), days)).toMatchObject({
      weekdays: [],
      timeOfDay: null,
    });
  });
});
