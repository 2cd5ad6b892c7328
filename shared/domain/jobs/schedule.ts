import { mondayOfDay } from '../../base/calendar-days.ts';
import { MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';

/**
 * When a job is due. `daily` and `weekly` are read off the gym's wall clock: where the clocks jump over
 * the minute the job is due at the jump, and where they show it twice, the first time. `every` counts
 * elapsed time from 1970, so that neither daylight saving nor a restart moves it.
 */
export type Schedule =
  | { readonly kind: 'every'; readonly minutes: number }
  /** `minuteOfDay` runs from 0 to 1439. */
  | { readonly kind: 'daily'; readonly minuteOfDay: number }
  /** `weekday` runs from 1 (Monday) to 7 (Sunday). */
  | { readonly kind: 'weekly'; readonly weekday: number; readonly minuteOfDay: number };

/** Days looked at beside today: a zone may skip a date altogether, and one may be due late on it. */
const SPARE_DAYS = 2;

/** The last instant at or before `atMs` at which the schedule is due. */
export function lastDueMs(schedule: Schedule, atMs: number, days: LocalDays): number {
  if (schedule.kind === 'every') {
    const everyMs = schedule.minutes * MINUTE_MS;
    return Math.floor(atMs / everyMs) * everyMs;
  }
  const step = schedule.kind === 'daily' ? 1 : 7;
  for (let day = firstDay(schedule, days.dayOf(atMs) + SPARE_DAYS); ; day -= step) {
    const dueMs = dueOnDay(schedule, day, days);
    if (dueMs !== null && dueMs <= atMs) return dueMs;
  }
}

/** The first instant after `afterMs` at which the schedule is due. */
export function nextDueMs(schedule: Schedule, afterMs: number, days: LocalDays): number {
  if (schedule.kind === 'every') {
    return lastDueMs(schedule, afterMs, days) + schedule.minutes * MINUTE_MS;
  }
  const step = schedule.kind === 'daily' ? 1 : 7;
  for (let day = firstDay(schedule, days.dayOf(afterMs) - SPARE_DAYS); ; day += step) {
    const dueMs = dueOnDay(schedule, day, days);
    if (dueMs !== null && dueMs > afterMs) return dueMs;
  }
}

/**
 * What was due in (afterMs, untilMs], oldest first.
 * @param most of so many the latest are given; bounds the work however long the time is
 */
export function dueBetween(
  schedule: Schedule,
  afterMs: number,
  untilMs: number,
  days: LocalDays,
  most: number,
): readonly number[] {
  const due: number[] = [];
  let atMs = untilMs;
  while (due.length < most) {
    const dueMs = lastDueMs(schedule, atMs, days);
    if (dueMs <= afterMs) break;
    due.push(dueMs);
    atMs = dueMs - 1;
  }
  return due.toReversed();
}

type WallSchedule = Exclude<Schedule, { kind: 'every' }>;

/** The day itself, or the one of its week that a weekly schedule names. */
function firstDay(schedule: WallSchedule, day: number): number {
  return schedule.kind === 'daily' ? day : mondayOfDay(day) + schedule.weekday - 1;
}

/**
 * Null on a date that the zone skipped: nobody was there to have it done for. A jump at the very end of
 * a day leads into the next one, and is still the day's own time.
 */
function dueOnDay({ minuteOfDay }: WallSchedule, day: number, days: LocalDays): number | null {
  const isSkipped = days.startOfDayMs(day) === days.startOfDayMs(day + 1);
  return isSkipped ? null : days.atMinuteMs(day, minuteOfDay);
}
