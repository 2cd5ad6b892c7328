import { weekdayOfDay } from '../base/calendar-days.ts';
import { isWeekend } from './gym-days.ts';
import { mayEnter } from './person.ts';
import type { Person } from './person.ts';
import type { RandomStream } from './random-stream.ts';

/** What a day does to everybody alike. */
export interface DayMood {
  /** 1 in an ordinary month. */
  readonly season: number;
  /** About −2 (glorious) to 2 (foul). */
  readonly weather: number;
}

/** Friends who agreed to train today, around this minute of the wall clock. */
export interface Appointment {
  readonly atMin: number;
}

const APPOINTMENT_KEPT_SHARE = 0.74;
/** The first weeks of a membership are the keenest. */
const HONEYMOON = { days: 60, extra: 0.35 };
/** Someone about to leave comes less and less over this many days. */
const FADE_DAYS = 75;
/** Both a heat wave and a storm keep people away: loss of attendance for each unit of weather. */
const WEATHER_LOSS = 0.06;
/** Nobody comes every day without fail. */
const MOST_LIKELY = 0.94;

/**
 * How likely somebody is to want to train on a day, 0 to 1.
 * @param lastVisitDay day number of their latest visit
 */
export function visitProbability(
  person: Person,
  day: number,
  mood: DayMood,
  lastVisitDay: number,
  appointment: Appointment | null,
): number {
  const { course, habits } = person;
  if (!mayEnter(course, day)) return 0;
  if (habits.lulls.some((lull) => day >= lull.fromDay && day <= lull.toDay)) return 0;
  const wave = 1 + 0.28 * Math.sin((2 * Math.PI * day) / habits.moodPeriodDays + habits.moodPhase);
  const settled = (day - course.joinDay) / HONEYMOON.days;
  const honeymoon = settled < 1 ? 1 + HONEYMOON.extra * (1 - settled) : 1;
  const daysLeft = course.endDay - day;
  const fade = habits.fadesOut && daysLeft < FADE_DAYS ? 0.08 + (0.92 * daysLeft) / FADE_DAYS : 1;
  // Legs that trained yesterday ask for a rest, those of the keenest least; the rest of the week makes up for it.
  const isTired = lastVisitDay === day - 1;
  const rest = isTired ? (habits.visitsPerWeek > 3.4 ? 0.85 : 0.55) : 1.1;
  const wish = habits.visitsPerWeek * habits.weekdayShare[weekdayOfDay(day) - 1]!;
  const probability =
    wish * mood.season * wave * honeymoon * rest * (1 - WEATHER_LOSS * Math.abs(mood.weather)) * fade;
  return Math.min(
    MOST_LIKELY,
    appointment === null ? probability : Math.max(probability, APPOINTMENT_KEPT_SHARE * fade),
  );
}

/** Around which minute of the wall clock somebody would come on a day. */
export function wantedMinute(
  random: RandomStream,
  person: Person,
  day: number,
  appointment: Appointment | null,
): number {
  if (appointment !== null) return appointment.atMin + 12 * random.normal();
  const { daypart, hourCentreMin, hourSpreadMin } = person.habits;
  if (!isWeekend(day)) return hourCentreMin + hourSpreadMin * random.normal();
  const isAfternoon = random.chance(daypart === 'after_work' || daypart === 'late' ? 0.35 : 0.1);
  return (isAfternoon ? 15.8 * 60 : 10.3 * 60) + 65 * random.normal();
}
