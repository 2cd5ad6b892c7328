import { dateOfDay } from '../base/calendar-days.ts';
import { evaluateAchievements } from '../domain/achievements/evaluate-achievements.ts';
import type { Achievement } from '../domain/achievements/achievement.ts';
import { excusedWeeks } from '../domain/attendance/excused-weeks.ts';
import type { ExcusedTime } from '../domain/attendance/excused-weeks.ts';
import type { GymClass } from '../domain/classes/gym-class.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import { wordingFor } from '../domain/wording/wording-for.ts';
import type { LivedVisit } from './attendance.ts';
import type { DemoConsent, DemoCredential, DemoFreeze, DemoHeartRateSession } from './demo-gym.ts';
import { demoCard, demoPin } from './demo-identity.ts';
import { setGoals } from './goals.ts';
import { keepHomeLog } from './home-log.ts';
import type { GymSpan } from './people.ts';
import type { Person } from './person.ts';
import { physicalDays } from './physical-days.ts';
import { PURPOSES } from './purposes.ts';
import { createRandomStream } from './random-stream.ts';
import { liveWorkouts } from './workouts.ts';

/** Everything that one member's time at the gym left behind besides visits and bookings. */
export interface MemberLife {
  readonly readings: readonly MetricReading[];
  readonly sessions: readonly DemoHeartRateSession[];
  readonly goals: readonly Goal[];
  readonly achievements: readonly Achievement[];
}

/**
 * @param visits this member's, in order of time
 * @param classes the classes of those visits, at least
 * @param closures when the gym was closed
 */
export function liveMember(
  person: Person,
  visits: readonly LivedVisit[],
  classes: ReadonlyMap<string, GymClass>,
  closures: readonly ExcusedTime[],
  span: GymSpan,
): MemberLife {
  const { member } = person;
  const physical = physicalDays(
    person,
    visits.map(({ day }) => day),
    span,
  );
  const workouts = liveWorkouts(person, visits, physical, span);
  const readings = [...workouts.readings, ...keepHomeLog(person, physical, span)].sort(
    (left, right) => left.recordedAtMs - right.recordedAtMs,
  );
  const goals = setGoals(person, readings, span);
  const achievements = evaluateAchievements(
    {
      member,
      visits: visits.map(({ visit }) => visit),
      classes: visits.flatMap(({ visit }) => classes.get(visit.classId ?? '') ?? []),
      readings,
      goalsReachedAtMs: goals.flatMap(({ reachedAtMs }) => (reachedAtMs === null ? [] : [reachedAtMs])),
      excusedWeeks: excusedWeeks([...closures, ...freezesOf(person)]),
      nowMs: span.nowMs,
      days: span.local,
    },
    wordingFor('en'),
  );
  return { readings, sessions: workouts.sessions, goals: goals.map(({ goal }) => goal), achievements };
}

/** The times in which a membership was frozen, or will be. */
export function freezesOf({ course, member }: Person): readonly DemoFreeze[] {
  return course.freezes.map(({ fromDay, toDay }) => ({
    memberId: member.id,
    from: dateOfDay(fromDay),
    to: dateOfDay(toDay),
  }));
}

/** What a member shows at the door and types in. */
export function credentialOf({ index, member }: Person): DemoCredential {
  return { memberId: member.id, pin: demoPin(index), ...demoCard(index) };
}

/** Asked at the front desk when they joined: most agreed, some declined, some were never asked. */
export function consentOf(person: Person, span: GymSpan): DemoConsent | null {
  const random = createRandomStream(span.seed, PURPOSES.consent, person.index);
  const { member } = person;
  if (random.chance(0.12)) return null;
  const isOff = member.boardPrivacy === 'off';
  return {
    memberId: member.id,
    purpose: 'community',
    granted: random.chance(isOff ? 0.1 : 0.72),
    decidedAtMs: Math.min(span.nowMs, member.joinedAtMs + random.whole(2, 20) * 60_000),
  };
}
