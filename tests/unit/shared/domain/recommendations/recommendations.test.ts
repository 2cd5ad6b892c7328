import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import type { GymClass } from '../../../../../shared/domain/classes/gym-class.ts';
import { coAttendance } from '../../../../../shared/domain/recommendations/co-attendance.ts';
import { MAX_RECOMMENDATIONS } from '../../../../../shared/domain/recommendations/recommend-classes.ts';
import { FEATURES } from '../../../../../shared/domain/recommendations/recommendation-model.ts';
import type { Visit } from '../../../../../shared/domain/visits/visit.ts';
import { anyVisits, booking, DAY, gymClass, LONDON, NOW, visitAt } from '../gym-fixtures.ts';
import { seededRandom } from '../seeded-random.ts';
import {
  learnRecommendations,
  recommendClasses,
  type RecommendationInput,
} from '../../../../support/domain/whole-results.ts';

const days = localDays(LONDON);
const HOUR = 3_600_000;

/** Eight Mondays of spin at six in the evening. */
const spinMondays = Array.from({ length: 8 }, (_, week) =>
  gymClass(`spin-${week}`, Date.parse('2026-02-16T18:00:00Z') - week * 7 * DAY),
);
const spinner = spinMondays.map((each) => visitAt(each.startsAtMs - 600_000, each.id)).toReversed();

function input(changes: Partial<RecommendationInput> = {}): RecommendationInput {
  return {
    visits: spinner,
    classes: new Map(spinMondays.map((each) => [each.id as string, each])),
    upcoming: [],
    bookings: [],
    notForMe: new Set(),
    nowMs: NOW,
    days,
    ...changes,
  };
}

const nextSpin = gymClass('next-spin', '2026-02-23T18:00:00Z');
const yoga = gymClass('yoga', '2026-02-20T09:00:00Z', {
  name: 'Yoga',
  classType: 'yoga',
  instructor: 'Li',
  placesTaken: 19,
});

describe('a suggested class', () => {
  it('is first the one a member always goes to, and says so', () => {
    const [first] = recommendClasses(
      input({ upcoming: [yoga, nextSpin].map((each) => ({ ...each, startsAtMs: each.startsAtMs - DAY })) }),
    );
    expect(first?.gymClass.id).toBe('next-spin');
    const [again] = recommendClasses(input({ upcoming: [yoga, nextSpin], nowMs: NOW }));
    expect(again).toMatchObject({ gymClass: { id: 'next-spin' }, reason: { kind: 'again', weekday: 1 } });
  });

  it('is what is popular for someone who has hardly been here', () => {
    const upcoming = [nextSpin, yoga].map((each) => ({ ...each, startsAtMs: NOW + DAY + each.places }));
    const [first] = recommendClasses(input({ visits: spinner.slice(0, 3), upcoming }));
    expect(first).toMatchObject({ gymClass: { id: 'yoga' }, reason: { kind: 'popular' } });
  });

  it.each([
    ['full', { placesTaken: 20 }],
    ['over', { startsAtMs: NOW - HOUR }],
    ['more than a week away', { startsAtMs: NOW + 8 * DAY }],
  ] as const)('is never one that is %s', (_, changes) => {
    expect(recommendClasses(input({ upcoming: [{ ...yoga, ...changes }] }))).toEqual([]);
  });

  it('is never one that is booked, refused, or at the time of one that is booked', () => {
    const meanwhile = gymClass('meanwhile', yoga.startsAtMs + 20 * 60_000, { classType: 'hiit' });
    const suggested = (changes: Partial<RecommendationInput>): readonly string[] =>
      recommendClasses(input({ upcoming: [yoga, meanwhile], ...changes })).map((each) => each.gymClass.id);
    expect(suggested({}).toSorted()).toEqual(['meanwhile', 'yoga']);
    expect(suggested({ bookings: [booking('yoga')] })).toEqual([]);
    expect(suggested({ bookings: [booking('yoga', 'cancelled')] }).toSorted()).toEqual(['meanwhile', 'yoga']);
    expect(suggested({ notForMe: new Set(['yoga']) })).toEqual(['meanwhile']);
  });

  it('comes with at most one more of its kind', () => {
    const spins = Array.from({ length: 6 }, (_, i) => gymClass(`s${i}`, NOW + DAY + i * 2 * HOUR));
    const suggested = recommendClasses(input({ upcoming: [...spins, yoga] }));
    expect(suggested.filter((each) => each.gymClass.classType === 'spin')).toHaveLength(2);
    expect(suggested.some((each) => each.gymClass.classType === 'yoga')).toBe(true);
  });

  it('is one of a few, all bookable, in the same order whatever order the timetable has', () => {
    const timetable = fc.array(
      fc.record({
        hours: fc.integer({ min: -48, max: 24 * 9 }),
        classType: fc.constantFrom('spin', 'yoga', 'hiit', 'pilates'),
        placesTaken: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(timetable, anyVisits, (rows, visits) => {
        const upcoming = rows.map(({ hours, ...changes }, i) =>
          gymClass(`u${i}`, NOW + hours * HOUR, changes),
        );
        const suggested = recommendClasses(input({ upcoming, visits }));
        expect(suggested.length).toBeLessThanOrEqual(MAX_RECOMMENDATIONS);
        for (const { gymClass: each, score } of suggested) {
          expect(each.placesTaken).toBeLessThan(each.places);
          expect(each.startsAtMs).toBeGreaterThan(NOW);
          expect(Number.isFinite(score)).toBe(true);
        }
        expect(recommendClasses(input({ upcoming: upcoming.toReversed(), visits }))).toEqual(suggested);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('kinds of class that go together', () => {
  it('are those the same members attend', () => {
    const likeness = coAttendance([
      ...Array.from(
        { length: 10 },
        () =>
          new Map([
            ['spin', 5],
            ['hiit', 4],
          ]),
      ),
      ...Array.from(
        { length: 10 },
        () =>
          new Map([
            ['yoga', 5],
            ['pilates', 4],
          ]),
      ),
      new Map([
        ['spin', 1],
        ['yoga', 1],
      ]),
    ]);
    expect(likeness['spin']?.[0]?.classType).toBe('hiit');
    expect(likeness['yoga']?.[0]?.classType).toBe('pilates');
    expect(likeness['spin']?.find(({ classType }) => classType === 'yoga')?.likeness).toBeLessThan(0.1);
  });
});

describe('a model learned from a gym', () => {
  const { uniform } = seededRandom(99);
  const types = ['spin', 'yoga', 'hiit', 'pilates'] as const;
  const WEEKS = 24;
  const classes: GymClass[] = Array.from({ length: WEEKS }, (_, week) =>
    [0, 1, 2, 3, 4].flatMap((day) =>
      [8, 12, 18].map((hour, i) =>
        gymClass(
          `w${week}d${day}h${hour}`,
          Date.parse('2025-09-01T00:00:00Z') + (week * 7 + day) * DAY + hour * HOUR,
          {
            classType: types[(day + i) % 4]!,
            name: types[(day + i) % 4]!,
          },
        ),
      ),
    ),
  ).flat();
  const visitsOf = new Map<string, Visit[]>();
  for (let member = 0; member < 80; member += 1) {
    const favourite = types[Math.floor(uniform() * 4)];
    const hour = [8, 12, 18][Math.floor(uniform() * 3)];
    const visits = classes
      .filter((each) => {
        const fits = Number(each.classType === favourite) + Number(each.id.endsWith(`h${hour}`));
        return uniform() < [0.005, 0.05, 0.7][fits]!;
      })
      .map((each) => visitAt(each.startsAtMs - 300_000, each.id));
    visitsOf.set(`m${member}`, visits);
  }
  const untilMs = classes.at(-1)!.startsAtMs + DAY;

  it('weighs habit and taste positively, and is the same each time', () => {
    const model = learnRecommendations({ visitsOf, classes, untilMs, days });
    expect(model?.choice.weights).toHaveLength(FEATURES.length);
    const weight = (feature: (typeof FEATURES)[number]): number =>
      model?.choice.weights[FEATURES.indexOf(feature)] ?? 0;
    expect(weight('series')).toBeGreaterThan(0);
    expect(weight('slot')).toBeGreaterThan(0);
    expect(weight('type')).toBeGreaterThan(0);
    expect(learnRecommendations({ visitsOf, classes: classes.toReversed(), untilMs, days })).toEqual(model);
  });

  it('is not made from a handful of visits', () => {
    expect(
      learnRecommendations({ visitsOf: new Map([...visitsOf].slice(0, 1)), classes, untilMs, days }),
    ).toBeNull();
    expect(learnRecommendations({ visitsOf: new Map(), classes: [], untilMs, days })).toBeNull();
  });
});
