import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../../shared/base/calendar-days.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { excusedWeeks } from '../../../../../shared/domain/attendance/excused-weeks.ts';
import { attendanceHabits, oftenWeekdays } from '../../../../../shared/domain/attendance/habits.ts';
import { visitHeatMap } from '../../../../../shared/domain/attendance/heat-map.ts';
import { inferPreferences } from '../../../../../shared/domain/attendance/infer-preferences.ts';
import { streakWeeks } from '../../../../../shared/domain/attendance/streak.ts';
import { usableVisits } from '../../../../../shared/domain/attendance/usable-visits.ts';
import { weeklyVisits } from '../../../../../shared/domain/attendance/weekly-visits.ts';
import { earnedAchievements } from '../../../../../shared/domain/achievements/evaluate-achievements.ts';
import { habitInsights } from '../../../../../shared/domain/insights/habit-insights.ts';
import { classSlot } from '../../../../../shared/domain/recommendations/class-series.ts';
import { LANGUAGES } from '../../../../../shared/domain/wording/languages.ts';
import { phraseOf } from '../../../../../shared/domain/wording/phrases.ts';
import { wordingFor } from '../../../../../shared/domain/wording/wording-for.ts';
import { anyVisits, DAY, gymClass, LONDON, member, NOW, reading, visitAt } from '../gym-fixtures.ts';
import { recommendClasses } from '../../../../support/domain/whole-results.ts';

const days = localDays(LONDON);
/** No week excused. */
const NONE: ReadonlySet<number> = new Set();
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
    expect(streakWeeks([], NOW, days, NONE)).toBe(0);
  });

  it('counts this week and the weeks before it without a gap', () => {
    expect(streakWeeks(twiceAWeek, NOW, days, NONE)).toBe(9);
  });

  it('is not broken by a week that is still running', () => {
    const untilSunday = twiceAWeek.filter(
      ({ checkedInAtMs }) => checkedInAtMs < Date.parse('2026-02-16T00:00:00Z'),
    );
    expect(streakWeeks(untilSunday, NOW, days, NONE)).toBe(8);
    expect(streakWeeks(untilSunday, NOW + 7 * DAY, days, NONE)).toBe(0);
  });

  it('survives the weeks the gym was closed, without counting them', () => {
    const withGap = twiceAWeek.filter(
      ({ checkedInAtMs }) => days.weekOf(checkedInAtMs) !== monday('2026-01-26'),
    );
    expect(streakWeeks(withGap, NOW, days, NONE)).toBe(3);
    const excused = excusedWeeks([{ from: '2026-01-26', to: '2026-02-01' }]);
    expect(streakWeeks(withGap, NOW, days, excused)).toBe(8);
  });

  it('sees the week change at local midnight on the night the clocks go forward', () => {
    // 29 March 2026 is the Sunday of the change; 23:30 that night is still its week.
    const sunday = visitAt('2026-03-29T22:30:00Z');
    expect(days.weekStartOf(sunday.checkedInAtMs)).toBe('2026-03-23');
    expect(streakWeeks([sunday], Date.parse('2026-03-29T23:30:00Z'), days, NONE)).toBe(1);
  });

  it('never shrinks when an earlier visit turns up', () => {
    fc.assert(
      fc.property(anyVisits, anyVisits, (visits, late) => {
        const before = streakWeeks(usableVisits(visits, NOW), NOW, days, NONE);
        expect(streakWeeks(usableVisits([...visits, ...late], NOW), NOW, days, NONE)).toBeGreaterThanOrEqual(
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

  it('calls no time the usual one of a weekday that has another, however the weekdays follow each other', () => {
    const hours = [15, 16, 17, 18, 19];
    const later = Array.from({ length: 8 }, (_, week) =>
      hours.map((hour, day) => visitAt(Date.UTC(2026, 1, 9 + day, hour) - week * 7 * DAY)),
    )
      .flat()
      .toSorted((left, right) => left.checkedInAtMs - right.checkedInAtMs);
    const habits = attendanceHabits(later, NOW, days);
    if (habits.kind !== 'regular') throw new Error(habits.kind);
    expect(habits.times.flatMap(({ weekdays }) => weekdays)).toEqual([1, 2, 3, 4, 5]);
    for (const { weekdays, minuteOfDay } of habits.times)
      for (const weekday of weekdays)
        expect(Math.abs(minuteOfDay! / 60 - hours[weekday - 1]!)).toBeLessThanOrEqual(0.5);
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

describe('the gym’s day', () => {
  /** Ten Fridays that end at 00:40 on the Saturday. */
  const pastMidnight = Array.from({ length: 10 }, (_, week) =>
    visitAt(Date.parse('2026-02-14T00:40:00Z') - week * 7 * DAY),
  ).toReversed();
  const past = {
    visits: pastMidnight,
    classes: new Map(),
    readings: new Map(),
    goalsReachedAtMs: [],
    joinedAtMs: 0,
    excusedWeeks: NONE,
    days,
  };

  // https://github.com/HabitRPG/habitica/issues/1706: who comes at 00:40 was an early bird.
  it('ends at four: who trains past midnight is a night owl and no early bird', () => {
    const keys = earnedAchievements(past, member.id, wordingFor()).map(
      ({ achievementType }) => achievementType,
    );
    expect(keys).toContain('late_visits_10');
    expect(keys.filter((key) => key.startsWith('early_visits'))).toEqual([]);
    expect(keys.filter((key) => key.startsWith('weekend_visits'))).toEqual([]);
  });

  it('is the same for habits, preferences, insights and classes', () => {
    expect(attendanceHabits(pastMidnight, NOW, days)).toMatchObject({
      times: [{ weekdays: [5], minuteOfDay: 30 }],
    });
    expect(inferPreferences(pastMidnight, new Map(), days)).toMatchObject({
      timeOfDay: 'evening',
      weekdays: [{ weekday: 5, share: 1 }],
    });
    const points = pastMidnight.map(({ checkedInAtMs }) => reading('effort_points', checkedInAtMs, 200));
    const others = Array.from({ length: 10 }, (_, week) =>
      reading('effort_points', NOW - DAY - week * 7 * DAY, 100),
    );
    const found = habitInsights({
      ...past,
      readings: new Map([
        ['effort_points', [...points, ...others].toSorted((a, b) => a.recordedAtMs - b.recordedAtMs)],
      ]),
      nowMs: NOW,
    });
    expect(found.map(({ finding }) => finding)).toContainEqual(
      expect.objectContaining({ kind: 'best_weekday', weekday: 5 }),
    );
    expect(classSlot(gymClass('late', '2026-02-14T00:40:00Z'), days)).toMatchObject({ weekday: 5 });
  });

  it('says that somebody comes an hour later who now trains until after midnight', () => {
    const before = Array.from({ length: 8 }, (_, i) =>
      visitAt(Date.parse('2026-01-19T22:00:00Z') - i * 3 * DAY),
    );
    const now = Array.from({ length: 8 }, (_, i) =>
      visitAt(Date.parse('2026-02-17T00:30:00Z') - i * 3 * DAY),
    );
    const visits = [...before, ...now].toSorted((left, right) => left.checkedInAtMs - right.checkedInAtMs);
    expect(habitInsights({ ...past, visits, nowMs: NOW }).map(({ finding }) => finding)).toEqual([
      { kind: 'new_time', from: 22 * 60, to: 30 },
    ]);
  });

  it('leaves every visit in exactly one part of the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_439 }), (minute) => {
        const at = visitAt(Date.parse('2026-02-14T00:00:00Z') + minute * 60_000);
        const { timeOfDay } = inferPreferences([at, at, at, at], new Map(), days);
        const isEvening = minute >= 17 * 60 || minute < 4 * 60;
        expect(timeOfDay === 'evening').toBe(isEvening);
        expect(timeOfDay === 'early').toBe(minute >= 4 * 60 && minute < 8 * 60);
      }),
    );
  });
});

describe('one account of habits', () => {
  const everyWeek = (weekday: string, times: readonly string[]): ReturnType<typeof visitAt>[] =>
    Array.from({ length: 8 }, (_, week) =>
      visitAt(Date.parse(`${weekday}T${times[week % times.length]!}:00Z`) - week * 7 * DAY),
    );
  const inOrder = (visits: readonly ReturnType<typeof visitAt>[]) =>
    visits.toSorted((left, right) => left.checkedInAtMs - right.checkedInAtMs);

  it('gives each weekday its own hour, in every language', () => {
    const noFixed = ['07:00', '12:00', '19:00', '16:00', '10:00'];
    // Mondays and Tuesdays at no fixed hour, Wednesdays and Saturdays at two.
    const visits = inOrder([
      ...everyWeek('2026-02-16', noFixed),
      ...everyWeek('2026-02-17', noFixed),
      ...everyWeek('2026-02-11', ['14:00']),
      ...everyWeek('2026-02-14', ['14:00']),
    ]);
    const habits = attendanceHabits(visits, NOW, days);
    expect(LANGUAGES.map((language) => phraseOf(wordingFor(language).attendance, habits))).toEqual([
      'You usually come on Mondays and Tuesdays at no fixed time, and on Wednesdays and Saturdays around 14:00.',
      'Du kommst meist montags und dienstags zu wechselnden Zeiten sowie mittwochs und samstags gegen 14:00 Uhr.',
      'Sueles venir los lunes y los martes a horas distintas, y los miércoles y los sábados sobre las 14:00.',
      'Tu viens en général le lundi et le mardi à des heures variables, et le mercredi et le samedi vers 14:00.',
    ]);
  });

  it('calls no day "often" in a suggestion that the pattern calls changing', () => {
    fc.assert(
      fc.property(anyVisits, fc.integer({ min: 0, max: 6 }), (rows, ahead) => {
        const visits = usableVisits(rows, NOW);
        const upcoming = [gymClass('next', NOW + ahead * DAY + 3_600_000)];
        const [first] = recommendClasses({
          visits,
          classes: new Map(),
          upcoming,
          bookings: [],
          notForMe: new Set(),
          nowMs: NOW,
          days,
        });
        if (first?.reason.kind !== 'usual_time') return;
        expect(oftenWeekdays(attendanceHabits(visits, NOW, days))).toContain(first.reason.weekday);
      }),
    );
  });

  it('names the day that stands out of changing ones, in the pattern and in the suggestion', () => {
    // Four Thursdays of eight are no habit, but far more than any other day.
    const thursdays = [0, 2, 4, 6].map((week) =>
      visitAt(Date.parse('2026-02-12T18:00:00Z') - week * 7 * DAY),
    );
    const others = [3, 17, 30, 46].map((day) => visitAt(NOW - day * DAY));
    const visits = inOrder([...thursdays, ...others]);
    const habits = attendanceHabits(visits, NOW, days);
    expect(habits).toMatchObject({ kind: 'irregular', mostly: 4 });
    expect(LANGUAGES.map((language) => phraseOf(wordingFor(language).attendance, habits))).toEqual([
      'You come about once a week, most often on Thursdays.',
      'Du kommst etwa einmal pro Woche, am häufigsten donnerstags.',
      'Vienes más o menos una vez por semana, sobre todo los jueves.',
      'Tu viens environ une fois par semaine, le plus souvent le jeudi.',
    ]);
    expect(oftenWeekdays(habits)).toEqual([4]);
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
