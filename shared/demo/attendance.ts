import { dateOfDay } from '../base/calendar-days.ts';
import { HOUR_MS, MINUTE_MS } from '../base/clock.ts';
import type { VisitId } from '../base/ids.ts';
import { TARDY_UNTIL_MS } from '../domain/check-in/check-in-rules.ts';
import type { Booking, GymClass } from '../domain/classes/gym-class.ts';
import type { Visit } from '../domain/visits/visit.ts';
import { chooseClass } from './class-choice.ts';
import { givePlaces } from './class-places.ts';
import type { BookingWish } from './class-places.ts';
import { createFriendPlans } from './friend-plans.ts';
import {
  CLOSES_AT_MIN,
  dayOfYear,
  isClosedDay,
  OPENS_AT_MIN,
  seasonFactor,
  wallClockMs,
} from './gym-days.ts';
import type { GymSpan } from './people.ts';
import type { Person } from './person.ts';
import { memberDayKey, PURPOSES } from './purposes.ts';
import { createRandomStream, seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';
import { classesOfDay, INSTRUCTORS } from './timetable.ts';
import type { PlannedClass } from './timetable.ts';
import { visitProbability, wantedMinute } from './visit-wish.ts';
import type { Appointment, DayMood } from './visit-wish.ts';

/** A visit with what only the generator knows about it. */
export interface LivedVisit {
  readonly visit: Visit;
  readonly personIndex: number;
  readonly day: number;
  readonly plannedClass: PlannedClass | null;
}

/** What one day left behind, up to now. */
export interface LivedDay {
  readonly isClosed: boolean;
  readonly classes: readonly GymClass[];
  readonly bookings: readonly Booking[];
  /** In order of time. */
  readonly visits: readonly LivedVisit[];
}

/** What one person means to do on one day. */
interface Wish extends BookingWish {
  readonly person: Person;
  /** Index into the day's classes, or null for the open gym. */
  readonly classIndex: number | null;
  readonly bookingId: string;
  readonly visitId: string;
}

/** Longest time ahead that a place can be booked. */
const LONGEST_LEAD_MS = 13 * 24 * HOUR_MS;
const CANCEL_SHARE = 0.09;
const TARDY_SHARE = 0.06;
/** Who finds no room often trains anyway. */
const STAYS_ANYWAY_SHARE = 0.6;
/** Added to somebody's wish for a class when they meet friends who are going to one. */
const TALKED_INTO_CLASS_SHARE = 0.45;
/** The keen come back in the evening now and then. */
const SECOND_VISIT_SHARE = 0.012;

/**
 * Lives the gym day by day. Days must be asked for in order: who trained yesterday matters.
 * Random numbers are drawn for whole days and the result is cut off at now, so that a gym asked for
 * an hour later has the same past.
 */
export function createAttendance(people: readonly Person[], span: GymSpan): (day: number) => LivedDay {
  const random = createRandomStream(span.seed, PURPOSES.attendance, 0);
  const weatherRandom = createRandomStream(span.seed, PURPOSES.weather, 0);
  const plansOf = createFriendPlans(people, span.seed);
  const lastVisitDay = new Int32Array(people.length).fill(-1);
  let weather = 0;

  return (day) => {
    weather = 0.6 * weather + 0.8 * weatherRandom.normal();
    const date = dateOfDay(day);
    if (isClosedDay(date)) return { isClosed: true, classes: [], bookings: [], visits: [] };
    const mood: DayMood = { season: seasonFactor(dayOfYear(day)), weather };
    const planned = classesOfDay(random, span.seed, day, people.length, span.local);
    const plans = plansOf(day, planned.length);
    const wishes: Wish[] = [];
    // Who decides first differs from day to day; friends look at those before them.
    const first = (day * 7_919) % people.length;
    for (let turn = 0; turn < people.length; turn++) {
      const person = people[(first + turn) % people.length]!;
      const appointment = plans.appointmentOf(person);
      const probability = visitProbability(person, day, mood, lastVisitDay[person.index]!, appointment);
      if (probability === 0) continue;
      random.restart(span.seed, PURPOSES.attendance, memberDayKey(person.index, day));
      if (!random.chance(probability)) continue;
      const wish = drawWish(
        random,
        person,
        { day, planned, appointment, weather, span },
        plans.friendsIn(person),
      );
      wishes.push(wish);
      if (wish.outcome === 'come') lastVisitDay[person.index] = day;
      if (wish.classIndex !== null && wish.outcome === 'come') plans.joins(person, wish.classIndex);
      const second = secondVisit(random, wish, day, span);
      if (second !== null) wishes.push(second);
    }
    return settleDay(day, planned, wishes, span.nowMs);
  };
}

interface DayPlan {
  readonly day: number;
  readonly planned: readonly PlannedClass[];
  readonly appointment: Appointment | null;
  readonly weather: number;
  readonly span: GymSpan;
}

function drawWish(random: RandomStream, person: Person, plan: DayPlan, friendsIn: readonly number[]): Wish {
  const { day, planned, appointment, weather, span } = plan;
  const wantedMin = wantedMinute(random, person, day, appointment);
  const isFriendInClass = friendsIn.some((friends) => friends > 0);
  const talkedInto = appointment !== null && isFriendInClass ? TALKED_INTO_CLASS_SHARE : 0;
  const wantsClass = random.chance(person.habits.classShare + talkedInto);
  const classIndex = wantsClass
    ? chooseClass(random, person, day, wantedMin, planned, friendsIn, weather)
    : null;
  if (classIndex !== null) return drawClassWish(random, person, classIndex, planned[classIndex]!);
  const arrivalMin =
    Math.min(CLOSES_AT_MIN - 60, Math.max(OPENS_AT_MIN + 3, wantedMin)) + random.between(-3, 3);
  return openGymWish(random, person, wallClockMs(span.local, day, arrivalMin));
}

function openGymWish(random: RandomStream, person: Person, arrivesAtMs: number): Wish {
  const bookingId = '';
  const visitId = seededUuid(random, arrivesAtMs);
  return {
    person,
    classIndex: null,
    bookingId,
    visitId,
    bookedAtMs: arrivesAtMs,
    outcome: 'come',
    cancelledAtMs: 0,
    arrivesAtMs,
  };
}

function drawClassWish(
  random: RandomStream,
  person: Person,
  classIndex: number,
  planned: PlannedClass,
): Wish {
  const { foresight, noShowShare } = person.habits;
  const { startsAtMs } = planned;
  const earlyMs = Math.round(random.between(4, 26) * MINUTE_MS);
  const isSpontaneous = foresight < 0.3 && random.chance(0.6);
  const isTardy = random.chance(TARDY_SHARE) && !isSpontaneous;
  const arrivesAtMs = isTardy
    ? startsAtMs + Math.round(random.between(0.5, 8) * MINUTE_MS)
    : startsAtMs - earlyMs;
  const leadMs = HOUR_MS * (1.5 - Math.log(1 - random.next()) * typicalLeadHours(foresight));
  const earliestMs = Math.max(person.member.joinedAtMs, startsAtMs - LONGEST_LEAD_MS);
  const aheadMs = Math.max(earliestMs, startsAtMs - Math.round(leadMs));
  const bookedAtMs = isSpontaneous ? arrivesAtMs : Math.min(aheadMs, startsAtMs - HOUR_MS);
  const lot = random.next();
  const changesMind = isSpontaneous
    ? 'come'
    : lot < noShowShare
      ? 'no_show'
      : lot < noShowShare + CANCEL_SHARE
        ? 'cancel'
        : 'come';
  const cancelledAtMs = Math.round(random.between(bookedAtMs + MINUTE_MS, startsAtMs - 10 * MINUTE_MS));
  const bookingId = seededUuid(random, bookedAtMs);
  const visitId = seededUuid(random, arrivesAtMs);
  return {
    person,
    classIndex,
    bookingId,
    visitId,
    bookedAtMs,
    outcome: changesMind,
    cancelledAtMs,
    arrivesAtMs,
  };
}

/** Some decide the day before, some plan their week, and the popular classes teach everybody to. */
function typicalLeadHours(foresight: number): number {
  if (foresight < 0.3) return 14;
  return foresight < 0.6 ? 44 : 110;
}

/** Came before noon and comes again at night: hours apart, so that the door counts both. */
function secondVisit(random: RandomStream, wish: Wish, day: number, span: GymSpan): Wish | null {
  if (wish.outcome !== 'come' || !random.chance(SECOND_VISIT_SHARE)) return null;
  const eveningMs = wallClockMs(span.local, day, random.between(17.2, 20.5) * 60);
  if (eveningMs - wish.arrivesAtMs < 4 * HOUR_MS) return null;
  return openGymWish(random, wish.person, eveningMs);
}

/** Turns what people meant to do into what happened until now. */
function settleDay(
  day: number,
  planned: readonly PlannedClass[],
  wishes: readonly Wish[],
  nowMs: number,
): LivedDay {
  const visits: LivedVisit[] = [];
  const bookings: Booking[] = [];
  const enter = (wish: Wish, plannedClass: PlannedClass | null): void => {
    if (wish.arrivesAtMs > nowMs) return;
    const visit: Visit = {
      id: wish.visitId as VisitId,
      memberId: wish.person.member.id,
      checkedInAtMs: wish.arrivesAtMs,
      classId: plannedClass?.id ?? null,
    };
    visits.push({ visit, personIndex: wish.person.index, day, plannedClass });
  };
  for (const wish of wishes) if (wish.classIndex === null) enter(wish, null);

  const classes = planned.map((plannedClass, classIndex): GymClass => {
    const ofClass = wishes.filter((wish) => wish.classIndex === classIndex);
    const judgedAtMs = plannedClass.startsAtMs + TARDY_UNTIL_MS;
    const { statuses, placesTaken } = givePlaces(ofClass, plannedClass.places, nowMs, judgedAtMs);
    for (const [index, wish] of ofClass.entries()) {
      const status = statuses[index] ?? null;
      const isDropIn = wish.bookedAtMs === wish.arrivesAtMs;
      const foundNoRoom = status === 'waitlisted';
      if (status === 'attended') enter(wish, plannedClass);
      // The id's last digits are as good as dice, and the same whenever the gym is asked for.
      else if (foundNoRoom && wish.outcome === 'come' && staysAnyway(wish)) enter(wish, null);
      if (status === null || (isDropIn && foundNoRoom)) continue;
      const { bookingId, person, bookedAtMs } = wish;
      bookings.push({
        id: bookingId,
        memberId: person.member.id,
        classId: plannedClass.id,
        status,
        bookedAtMs,
      });
    }
    return {
      id: plannedClass.id,
      name: plannedClass.type.title,
      classType: plannedClass.type.classType,
      instructor: INSTRUCTORS[plannedClass.instructorIndex]!,
      startsAtMs: plannedClass.startsAtMs,
      durationMin: plannedClass.type.durationMin,
      places: plannedClass.places,
      placesTaken,
    };
  });
  visits.sort(
    (left, right) =>
      left.visit.checkedInAtMs - right.visit.checkedInAtMs || (left.visit.id < right.visit.id ? -1 : 1),
  );
  return { isClosed: false, classes, bookings, visits };
}

function staysAnyway(wish: Wish): boolean {
  return Number.parseInt(wish.visitId.slice(-4), 16) < STAYS_ANYWAY_SHARE * 0x1_0000;
}
