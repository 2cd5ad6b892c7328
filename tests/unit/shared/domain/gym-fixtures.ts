import * as fc from 'fast-check';
import type { ClassId, GoalId, MemberId, VisitId } from '../../../../shared/base/ids.ts';
import type { Booking, GymClass } from '../../../../shared/domain/classes/gym-class.ts';
import type { DashboardInput } from '../../../support/domain/build-dashboard.ts';
import type { Goal } from '../../../../shared/domain/goals/goal.ts';
import type { Member } from '../../../../shared/domain/members/member.ts';
import type { MetricReading } from '../../../../shared/domain/metrics/metric-reading.ts';
import { METRICS } from '../../../../shared/domain/metrics/metric-registry.ts';
import type { Visit } from '../../../../shared/domain/visits/visit.ts';

/** Rows for tests of the domain: small, valid, and different only where a test says so. */

export const LONDON = 'Europe/London';
/** A Wednesday at noon, winter time. */
export const NOW = Date.parse('2026-02-18T12:00:00Z');
export const DAY = 86_400_000;

export const member: Member = {
  id: 'm-1' as MemberId,
  memberNumber: '1042',
  firstName: 'Ada',
  lastName: 'Byron',
  alias: 'Heron',
  sex: 'female',
  birthDate: '1990-05-17',
  heightCm: 168,
  membershipStatus: 'active',
  joinedAtMs: Date.parse('2024-01-08T09:00:00Z'),
  maxHeartRateBpm: null,
  measuredMaxHeartRateBpm: null,
  restingHeartRateBpm: 60,
  boardPrivacy: 'alias',
};

export function visitAt(time: string | number, classId: string | null = null): Visit {
  const checkedInAtMs = typeof time === 'number' ? time : Date.parse(time);
  return {
    id: `v-${checkedInAtMs}` as VisitId,
    memberId: member.id,
    checkedInAtMs,
    classId: classId as ClassId | null,
  };
}

export function reading(metricType: string, time: string | number, value: number): MetricReading {
  const recordedAtMs = typeof time === 'number' ? time : Date.parse(time);
  return {
    id: `${metricType}-${recordedAtMs}-${value}`,
    memberId: member.id,
    metricType,
    value,
    recordedAtMs,
    source: 'manual',
    formula: null,
  };
}

/** One reading a day up to yesterday morning. */
export function dailyReadings(
  metricType: string,
  values: readonly number[],
  nowMs: number = NOW,
): MetricReading[] {
  return values.map((value, i) => reading(metricType, nowMs - (values.length - i) * DAY, value));
}

export function goal(changes: Partial<Goal> = {}): Goal {
  return {
    id: 'g-1' as GoalId,
    memberId: member.id,
    metricType: 'body_weight',
    startValue: 80,
    targetValue: 75,
    currentValue: 80,
    startDate: '2026-01-01',
    targetDate: '2026-06-30',
    status: 'active',
    autoAdjust: false,
    ...changes,
  };
}

export function gymClass(id: string, startsAt: string | number, changes: Partial<GymClass> = {}): GymClass {
  return {
    id: id as ClassId,
    name: 'Spin',
    classType: 'spin',
    instructor: 'Mo',
    startsAtMs: typeof startsAt === 'number' ? startsAt : Date.parse(startsAt),
    durationMin: 45,
    places: 20,
    placesTaken: 5,
    ...changes,
  };
}

export function booking(classId: string, status: Booking['status'] = 'booked'): Booking {
  return {
    id: `b-${classId}`,
    memberId: member.id,
    classId: classId as ClassId,
    status,
    bookedAtMs: NOW - DAY,
  };
}

export function dashboardInput(changes: Partial<DashboardInput> = {}): DashboardInput {
  return {
    member,
    visits: [],
    metrics: [],
    goals: [],
    achievements: [],
    attendedClasses: [],
    goalAdjustments: [],
    excusedTimes: [],
    upcomingClasses: [],
    bookings: [],
    nowMs: NOW,
    zone: LONDON,
    ...changes,
  };
}

/** Instants around `NOW`, some of them in the future. */
const anyTime = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: NOW - 400 * DAY, max: NOW }) },
  { weight: 1, arbitrary: fc.integer({ min: NOW, max: NOW + 60 * DAY }) },
);

/** Any history of visits a database could hold. */
export const anyVisits = fc
  .array(anyTime, { maxLength: 60 })
  .map((times) => times.map((time) => visitAt(time)));

/** Any history of readings, wild values and repeats included. */
export const anyReadings = fc
  .array(
    fc.record({
      metric: fc.constantFrom(...METRICS),
      time: anyTime,
      wild: fc.oneof(
        { weight: 12, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom(0, -1, 1e9, 1e-9, Number.NaN, Number.POSITIVE_INFINITY) },
      ),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map(({ metric, time, wild, share }) =>
      reading(
        metric.type,
        time,
        wild ?? metric.plausible.min + share * (metric.plausible.max - metric.plausible.min),
      ),
    ),
  );

/** Any goals, impossible ones included. */
export const anyGoals = fc.array(
  fc
    .record({
      metricType: fc.constantFrom(...METRICS.map((metric) => metric.type), 'unheard_of'),
      startValue: fc.double({ min: -10, max: 500, noNaN: true }),
      targetValue: fc.double({ min: -10, max: 500, noNaN: true }),
      currentValue: fc.double({ min: -10, max: 500, noNaN: true }),
      targetDate: fc.constantFrom('2025-12-31', '2026-02-18', '2026-03-29', '2026-12-31'),
      status: fc.constantFrom('active', 'achieved', 'missed', 'adjusted'),
      number: fc.integer({ min: 1, max: 1000 }),
    })
    .map(({ number, ...changes }) => goal({ ...changes, id: `g-${number}` as GoalId })),
  { maxLength: 6 },
);

/** Whether a document holds a number that is none, anywhere. */
export function holdsNoNumber(document: unknown): boolean {
  if (typeof document === 'number') return !Number.isFinite(document);
  if (typeof document === 'string') return /NaN|Infinity|undefined/.test(document);
  if (typeof document !== 'object' || document === null) return false;
  return Object.values(document).some(holdsNoNumber);
}
