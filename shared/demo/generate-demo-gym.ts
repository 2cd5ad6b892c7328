import { dateOfDay } from '../base/calendar-days.ts';
import type { GymId } from '../base/ids.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Achievement } from '../domain/achievements/achievement.ts';
import type { ExcusedTime } from '../domain/attendance/excused-weeks.ts';
import type { Booking, GymClass } from '../domain/classes/gym-class.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import type { Visit } from '../domain/visits/visit.ts';
import { createAttendance } from './attendance.ts';
import type { LivedVisit } from './attendance.ts';
import { acceptRequest } from './demo-gym-request.ts';
import type { DemoGym, DemoGymRefusal, DemoGymRequest, DemoHeartRateSession } from './demo-gym.ts';
import { consentOf, credentialOf, freezesOf, liveMember } from './member-life.ts';
import { drawFriendGroups, drawPerson } from './people.ts';
import type { GymSpan } from './people.ts';
import type { Person } from './person.ts';

/** Work between two reports of progress: a few milliseconds of it. */
const DAYS_PER_STEP = 8;
const MEMBERS_PER_STEP = 4;
/** Share of the time that living the days takes; the members' lives take the rest. */
const DAYS_SHARE = 0.3;

/**
 * Generates a believable gym a few milliseconds at a time, so that a caller can let other work in
 * between. The same request gives the same gym; requests that differ only in the time of the same
 * local day give gyms that agree on everything both have lived through.
 * @returns yields how far it is, 0 to 1, and returns the gym or why there is none
 */
export function* demoGymInSteps(
  request: DemoGymRequest,
): Generator<number, Result<DemoGym, DemoGymRefusal>, void> {
  const accepted = acceptRequest(request);
  if (!accepted.ok) return fail(accepted.code, accepted.detail);
  const { members, span } = accepted.value;
  const groups = drawFriendGroups(members, span.seed);
  const people = Array.from({ length: members }, (_, index) => drawPerson(index, groups[index]!, span));
  yield 0;

  const rows = emptyRows(people, request.gymId, span);
  const visitsOf: LivedVisit[][] = people.map(() => []);
  const liveDay = createAttendance(people, span);
  for (let day = span.startDay; day <= span.endDay; day++) {
    const lived = liveDay(day);
    if (lived.isClosed) rows.closures.push({ from: dateOfDay(day), to: dateOfDay(day) });
    rows.classes.push(...lived.classes);
    rows.bookings.push(...lived.bookings);
    for (const visit of lived.visits) {
      rows.visits.push(visit.visit);
      visitsOf[visit.personIndex]!.push(visit);
    }
    const done = (day - span.startDay) / (span.endDay - span.startDay + 1);
    if (day % DAYS_PER_STEP === 0) yield DAYS_SHARE * done;
  }

  const classes = new Map<string, GymClass>(rows.classes.map((gymClass) => [gymClass.id, gymClass]));
  for (const [index, person] of people.entries()) {
    const life = liveMember(person, visitsOf[index]!, classes, rows.closures, span);
    rows.readings.push(...life.readings);
    rows.heartRateSessions.push(...life.sessions);
    rows.goals.push(...life.goals);
    rows.achievements.push(...life.achievements);
    if (index % MEMBERS_PER_STEP === 0) yield DAYS_SHARE + (0.95 - DAYS_SHARE) * (index / members);
  }
  return ok(inOrder(rows));
}

/** A gym whose lists still grow. */
type GrowingGym = Omit<
  DemoGym,
  'classes' | 'bookings' | 'visits' | 'readings' | 'heartRateSessions' | 'goals' | 'achievements' | 'closures'
> & {
  readonly classes: GymClass[];
  readonly bookings: Booking[];
  readonly visits: Visit[];
  readonly readings: MetricReading[];
  readonly heartRateSessions: DemoHeartRateSession[];
  readonly goals: Goal[];
  readonly achievements: Achievement[];
  readonly closures: ExcusedTime[];
};

function emptyRows(people: readonly Person[], gymId: GymId, span: GymSpan): GrowingGym {
  return {
    gymId,
    members: people.map(({ member }) => member),
    credentials: people.map(credentialOf),
    straps: people.flatMap(({ member, body }) =>
      body.sensorId === null ? [] : [{ memberId: member.id, sensorId: body.sensorId }],
    ),
    consents: people.flatMap((person) => consentOf(person, span) ?? []),
    classes: [],
    bookings: [],
    visits: [],
    readings: [],
    heartRateSessions: [],
    goals: [],
    achievements: [],
    closures: [],
    freezes: people.flatMap(freezesOf),
    attendanceProcessedUntilMs: span.local.startOfDayMs(span.today),
  };
}

/** Puts every list in the order of its times; days come in order, members do not. */
function inOrder(rows: GrowingGym): DemoGym {
  const byTime = <Row>(list: Row[], timeOf: (row: Row) => number): Row[] =>
    list.sort((left, right) => timeOf(left) - timeOf(right));
  byTime(rows.bookings, ({ bookedAtMs }) => bookedAtMs);
  byTime(rows.readings, ({ recordedAtMs }) => recordedAtMs);
  byTime(rows.heartRateSessions, ({ session }) => session.startedAtMs);
  byTime(rows.achievements, ({ achievedAtMs }) => achievedAtMs);
  return rows;
}
