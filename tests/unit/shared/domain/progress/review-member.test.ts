import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassId, VisitId } from '../../../../../shared/base/ids.ts';
import { dashboardSchema } from '../../../../../shared/contract/member-documents.ts';
import { assembleDashboard } from '../../../../../shared/domain/dashboard/assemble-dashboard.ts';
import { buildDashboard } from '../../../../support/domain/build-dashboard.ts';
import { packReview, unpackReview } from '../../../../../shared/domain/dashboard/pack-review.ts';
import { isStillGood } from '../../../../../shared/domain/dashboard/reviewed-member.ts';
import type { ReviewedMember } from '../../../../../shared/domain/dashboard/reviewed-member.ts';
import type { MetricReading } from '../../../../../shared/domain/metrics/metric-reading.ts';
import { reviewMember, reviewStamp } from '../../../../../shared/domain/progress/review-member.ts';
import type { MemberRows, ReviewEffects } from '../../../../../shared/domain/progress/review-member.ts';
import {
  anyGoals,
  anyReadings,
  anyVisits,
  dailyReadings,
  DAY,
  goal,
  gymClass,
  holdsNoNumber,
  LONDON,
  member,
  NOW,
  reading,
  visitAt,
} from '../gym-fixtures.ts';
import { times } from '../../../../support/thorough.ts';
import { seededRandom } from '../seeded-random.ts';

const RUNS = times({ gate: 2_000, thorough: 10_000 });
const HOUR = 3_600_000;
const at = { nowMs: NOW, zone: LONDON };
const GYM_NOW = { ...at, upcomingClasses: [gymClass('next', NOW + DAY)], bookings: [] };

function rows(changes: Partial<MemberRows> = {}): MemberRows {
  return {
    member,
    visits: [],
    metrics: [],
    goals: [],
    achievements: [],
    attendedClasses: [],
    goalAdjustments: [],
    excusedTimes: [],
    ...changes,
  };
}

/** Rows as they are once the effects were written. */
function written(before: MemberRows, effects: ReviewEffects): MemberRows {
  const replaced = new Set([...effects.dropped, ...effects.derived.map(({ id }) => id)]);
  const goals = new Map(effects.goals.map((each) => [each.id, each]));
  const achievements = new Map(
    [...before.achievements, ...effects.achievements].map((each) => [each.id, each]),
  );
  return {
    ...before,
    metrics: [...before.metrics.filter(({ id }) => !replaced.has(id)), ...effects.derived],
    goals: before.goals.map((each) => goals.get(each.id) ?? each),
    goalAdjustments: [...before.goalAdjustments, ...effects.adjustedGoals],
    achievements: [...achievements.values()],
  };
}

const NOTHING: ReviewEffects = { derived: [], dropped: [], goals: [], adjustedGoals: [], achievements: [] };

/** Any member's history; goals have ids of their own and may move themselves. */
const anyRows = fc
  .record({
    visits: anyVisits,
    metrics: anyReadings,
    goals: anyGoals,
    autoAdjust: fc.boolean(),
    classes: fc.boolean(),
  })
  .map(({ visits, metrics, goals, autoAdjust, classes }): MemberRows => {
    const attended = [...new Map(visits.map((visit) => [visit.id, visit])).values()].map((visit, i) =>
      classes ? { ...visit, classId: `c-${i % 7}` as ClassId } : visit,
    );
    return rows({
      visits: attended,
      metrics,
      goals: [...new Map(goals.map((each) => [each.id, { ...each, autoAdjust }])).values()],
      attendedClasses: Array.from({ length: 7 }, (_, i) => gymClass(`c-${i}`, NOW - (i + 1) * 9 * DAY)),
    });
  });

/** The same rows in another order. */
function shuffled(before: MemberRows, seed: number): MemberRows {
  const { uniform } = seededRandom(seed);
  const turn = <Row>(list: readonly Row[]): Row[] =>
    list
      .map((row) => [uniform(), row] as const)
      .sort(([left], [right]) => left - right)
      .map(([, row]) => row);
  const { visits, metrics, goals } = before;
  return { ...before, visits: turn(visits), metrics: turn(metrics), goals: turn(goals) };
}

/** Everything a review says, as text; when it holds depends on the rows it wrote itself. */
function lookOf({ goodFromMs: _from, goodUntilMs: _until, ...reviewed }: ReviewedMember): string {
  return JSON.stringify(reviewed);
}

/** A moment of the same day of the gym, which is noon now in a winter without a change of clocks. */
const anyMomentOfToday = fc.integer({ min: NOW - 12 * HOUR, max: NOW + 12 * HOUR - 1 });

describe('what follows from a member’s rows', () => {
  it('follows once, from rows in any order, fits its contract and holds only real numbers, whatever the history', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(), (before, seed) => {
        const { effects, reviewed } = reviewMember(before, at);
        const after = reviewMember(written(shuffled(before, seed), effects), at);
        expect(after.effects).toEqual(NOTHING);
        expect(lookOf(after.reviewed)).toBe(lookOf(reviewed));
        dashboardSchema.parse(assembleDashboard(reviewed, GYM_NOW));
        expect(holdsNoNumber({ effects, reviewed })).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it('follows from rows in any order before anything was written, too', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(), (before, seed) => {
        const { effects, reviewed } = reviewMember(before, at);
        const turned = reviewMember(shuffled(before, seed), at);
        expect(turned.reviewed).toEqual(reviewed);
        expect(turned.effects.derived).toEqual(effects.derived);
        expect(turned.effects.achievements).toEqual(effects.achievements);
        expect(new Set(turned.effects.adjustedGoals)).toEqual(new Set(effects.adjustedGoals));
      }),
      { numRuns: RUNS },
    );
  });

  it('that was kept says at any moment it holds what a fresh one would', () => {
    fc.assert(
      fc.property(anyRows, anyMomentOfToday, anyMomentOfToday, (before, keptAtMs, readAtMs) => {
        const kept = unpackReview(packReview(reviewMember(before, { ...at, nowMs: keptAtMs }).reviewed));
        if (!isStillGood(kept, reviewStamp(at), readAtMs)) return;
        const now = { ...GYM_NOW, nowMs: readAtMs };
        // As text, the way both leave the kiosk: a zero has no sign there.
        expect(JSON.stringify(assembleDashboard(kept, now))).toBe(
          JSON.stringify(buildDashboard({ ...before, ...now })),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('holds until midnight of the gym, or until a row from the future comes of age', () => {
    const lasts = (metrics: MetricReading[]): number =>
      reviewMember(rows({ metrics }), at).reviewed.goodUntilMs;
    expect(lasts([])).toBe(Date.parse('2026-02-19T00:00:00Z'));
    expect(lasts([reading('body_weight', NOW + 3 * HOUR, 80)])).toBe(NOW + 2 * HOUR);
    expect(lasts([reading('body_weight', NOW + 9 * DAY, 80)])).toBe(Date.parse('2026-02-19T00:00:00Z'));
  });

  it('is asked for anew in another language, another zone, or by another version of a formula', () => {
    const { reviewed } = reviewMember(rows(), at);
    expect(isStillGood(reviewed, reviewStamp(at), NOW)).toBe(true);
    for (const reader of [
      { zone: LONDON, language: 'de' as const },
      { zone: 'Asia/Tokyo' },
      { zone: LONDON, weightUnit: 'lb' as const },
    ])
      expect(isStillGood(reviewed, reviewStamp(reader), NOW)).toBe(false);
    expect(reviewStamp(at)).toContain('bmi@1');
  });
});

describe('achievements', () => {
  it('are never lost or given twice as visits and readings come in, in any order', () => {
    fc.assert(
      fc.property(anyVisits, anyReadings, (visits, metrics) => {
        // All but one of each at once; what they earned must survive whatever comes then.
        const steps: Partial<MemberRows>[] = [
          { visits: visits.slice(1), metrics: metrics.slice(1) },
          { visits, metrics: metrics.slice(1) },
          { visits, metrics },
        ];
        let known: MemberRows = rows();
        const had = new Set<string>();
        for (const step of steps) {
          const { metrics: stored } = known;
          const derived = stored.filter(({ id }) => metrics.every((metric) => metric.id !== id));
          known = { ...known, ...step, metrics: [...(step.metrics ?? []), ...derived] };
          known = written(known, reviewMember(known, at).effects);
          const ids = known.achievements.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect([...had].filter((id) => !ids.includes(id))).toEqual([]);
          for (const id of ids) had.add(id);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('are dated to the visit that earned them even when an earlier one is delivered late', () => {
    const visits = Array.from({ length: 11 }, (_, i) => visitAt(NOW - (20 - i) * DAY));
    const tenth = (known: MemberRows): number | undefined =>
      known.achievements.find(({ achievementType }) => achievementType === 'visits_total_10')?.achievedAtMs;
    const withoutFirst = rows({ visits: visits.slice(1) });
    const before = written(withoutFirst, reviewMember(withoutFirst, at).effects);
    expect(tenth(before)).toBe(visits[10]?.checkedInAtMs);
    const after = written({ ...before, visits }, reviewMember({ ...before, visits }, at).effects);
    expect(tenth(after)).toBe(visits[9]?.checkedInAtMs);
    // What is known of a visit is never taken back; nor is what it earned.
    expect(tenth(written({ ...after, visits: [] }, reviewMember({ ...after, visits: [] }, at).effects))).toBe(
      visits[9]?.checkedInAtMs,
    );
  });

  it('count a goal from the day a reading reached it, however late that is noticed', () => {
    const metrics = [
      reading('body_weight', '2026-01-20T08:00:00Z', 74.5),
      reading('body_weight', NOW - DAY, 76),
    ];
    const { effects } = reviewMember(
      rows({ metrics, goals: [goal({ status: 'achieved', currentValue: 76 })] }),
      at,
    );
    expect(effects.achievements).toMatchObject([
      { achievementType: 'goals_reached_1', achievedAtMs: Date.parse('2026-01-20T08:00:00Z') },
    ]);
  });
});

describe('a goal that may move itself', () => {
  /** Losing 20 g a day with a little noise: far too slow for five kilograms by the end of March. */
  const slow = dailyReadings(
    'body_weight',
    Array.from({ length: 40 }, (_, i) => 80 - 0.02 * i + 0.05 * Math.sin(i * 7)),
  );
  const tooFar = goal({ autoAdjust: true, targetDate: '2026-03-31' });

  it('moves once, says why, and is then left alone until its readings can say something new', () => {
    const before = rows({ metrics: slow, goals: [tooFar] });
    const { effects, reviewed } = reviewMember(before, at);
    expect(effects.adjustedGoals).toMatchObject([
      { goalId: tooFar.id, kind: 'too_far', fromValue: 75, fromDate: '2026-03-31', adjustedOn: '2026-02-18' },
    ]);
    const [moved] = effects.goals;
    expect(moved).toMatchObject({ status: 'adjusted' });
    expect(moved?.targetValue).toBeGreaterThan(75);
    expect(moved?.targetDate).toBe('2026-05-14');
    expect(reviewed.goals[0]?.adjustment).toContain('further away');
    for (const days of [0, 1, 20]) {
      const later = { ...at, nowMs: NOW + days * DAY };
      expect(reviewMember(written(before, effects), later).effects.adjustedGoals).toEqual([]);
    }
  });

  it('stays where it is when its member wants it so', () => {
    const { effects } = reviewMember(rows({ metrics: slow, goals: [{ ...tooFar, autoAdjust: false }] }), at);
    expect(effects.adjustedGoals).toEqual([]);
  });
});

describe('derived readings', () => {
  const derivedOf = (changes: Partial<MemberRows>): ReviewEffects['derived'] =>
    reviewMember(rows(changes), at).effects.derived;

  it('carry what they were made from, the formula and its version, and an id that follows from both', () => {
    const weighing = reading('body_weight', NOW - DAY, 81);
    expect(derivedOf({ metrics: [weighing] })).toEqual([
      {
        id: `${weighing.id}:body_mass_index`,
        memberId: member.id,
        metricType: 'body_mass_index',
        value: 81 / 1.68 ** 2,
        unit: 'kg/m²',
        recordedAtMs: weighing.recordedAtMs,
        source: 'automated',
        formula: 'bmi@1',
        inputs: { reading_id: weighing.id, weight_kg: 81, height_cm: 168 },
      },
    ]);
    expect(derivedOf({ metrics: [weighing], member: { ...member, heightCm: null } })).toEqual([]);
  });

  it('estimate fitness from a resting heart rate where the maximum was proven or measured, never from an age', () => {
    const resting = reading('resting_heart_rate', NOW - DAY, 60);
    const fitnessWith = (maximums: Partial<MemberRows['member']>): unknown[] =>
      derivedOf({ metrics: [resting], member: { ...member, maxHeartRateBpm: null, ...maximums } }).map(
        ({ metricType, value, formula, inputs }) => [metricType, value, formula, inputs],
      );
    // Uth et al. 2004: 15.3 times 190 / 60.
    const inputs = { reading_id: resting.id, resting_bpm: 60, maximum_bpm: 190 };
    const estimate = ['vo2max_estimate', 48.45, 'vo2max-uth@1', inputs];
    expect(fitnessWith({ maxHeartRateBpm: 190 })).toEqual([estimate]);
    expect(fitnessWith({ maxHeartRateBpm: 180, measuredMaxHeartRateBpm: 190 })).toEqual([estimate]);
    expect(fitnessWith({ birthDate: '1990-01-01' })).toEqual([]);
    expect(fitnessWith({ maxHeartRateBpm: 30 })).toEqual([]);
  });

  it('of an older version of their formula are all made anew, and none is left to stand beside the new ones', () => {
    const metrics = dailyReadings('body_weight', [80, 80.5, 81]);
    const today = derivedOf({ metrics });
    const old = today.map((each) => ({ ...each, value: each.value + 1, formula: 'bmi@0' }));
    const { effects, reviewed } = reviewMember(rows({ metrics: [...metrics, ...old] }), at);
    expect(effects.derived).toEqual(today);
    const tile = reviewed.metrics.find(({ metric_type }) => metric_type === 'body_mass_index');
    expect(tile?.formula).toBe('bmi@1');
    expect(tile?.series.map(({ value }) => value)).toEqual(today.map(({ value }) => value));
  });

  it('go when the reading they were made from goes', () => {
    const metrics = dailyReadings('body_weight', [80, 81]);
    const made = derivedOf({ metrics });
    const { effects } = reviewMember(rows({ metrics: [...metrics.slice(1), ...made] }), at);
    expect(effects.dropped).toEqual([made[0]?.id]);
  });

  it('stay when a clock was set back before what they were made from', () => {
    const metrics = dailyReadings('body_weight', [80, 81]);
    const stored = rows({ metrics: [...metrics, ...derivedOf({ metrics })] });
    expect(reviewMember(stored, { ...at, nowMs: NOW - 100 * DAY }).effects).toEqual(NOTHING);
  });

  it('keep the streak of each week, counted from what was known of the weeks before', () => {
    const mondays = [0, 7, 14, 28].map((day) => visitAt(Date.parse('2026-01-12T09:00:00Z') + day * DAY));
    const streaks = derivedOf({ visits: mondays }).filter(
      ({ metricType }) => metricType === 'attendance_streak',
    );
    expect(streaks.map(({ value }) => value)).toEqual([1, 2, 3, 1]);
    expect(streaks[0]).toMatchObject({
      id: `${member.id}:attendance_streak:2026-01-12`,
      formula: 'streak-weeks@1',
      inputs: { week_start: '2026-01-12', visit_id: mondays[0]?.id },
    });
  });

  it('count a visit without a strap as a workout from the next day on, a class with its length and calories', () => {
    const spin = gymClass('spin-1', '2026-02-16T18:00:00Z', { classType: 'spin', durationMin: 45 });
    const visits = [
      { ...visitAt('2026-02-16T17:50:00Z', spin.id), id: 'monday' as VisitId },
      { ...visitAt('2026-02-17T07:00:00Z'), id: 'tuesday' as VisitId },
      { ...visitAt('2026-02-18T07:00:00Z'), id: 'today' as VisitId },
    ];
    const metrics = [reading('body_weight', '2026-02-10T08:00:00Z', 70)];
    const workouts = derivedOf({ visits, metrics, attendedClasses: [spin] }).filter(({ id }) =>
      id.includes(':visit:'),
    );
    expect(workouts.map(({ id, value, formula }) => [id, Math.round(value), formula])).toEqual([
      ['monday:visit:workout_count', 1, 'attendance@1'],
      ['monday:visit:workout_duration', 45, 'attendance@1'],
      ['monday:visit:calories_burned', expect.any(Number), 'met-compendium-2024@1'],
      ['tuesday:visit:workout_count', 1, 'attendance@1'],
    ]);
    expect(workouts[2]?.inputs).toMatchObject({ class_type: 'spin', duration_min: 45, weight_kg: 70 });
    const strap = reading('workout_count', '2026-02-16T18:40:00Z', 1);
    const withStrap = derivedOf({ visits, metrics: [...metrics, strap], attendedClasses: [spin] });
    expect(withStrap.some(({ id }) => id.startsWith('monday:visit'))).toBe(false);
  });
});

describe('last week', () => {
  it('stands beside the usual one, in words and numbers', () => {
    const visits = [3, 4, 5, 9, 10, 16, 17, 23, 24, 30, 31].map((days) => visitAt(NOW - days * DAY));
    const { last_week } = reviewMember(rows({ visits }), at).reviewed.profile;
    expect(last_week).toMatchObject({ week_start: '2026-02-09', visits: 4, usual_visits: 2 });
    expect(last_week?.text).toContain('more than usual');
    expect(reviewMember(rows(), at).reviewed.profile.last_week).toBeUndefined();
  });
});
