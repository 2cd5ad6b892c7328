import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';

/** Nothing is sent from nine in the evening to eight in the morning, on the gym's clock. Minutes of the day. */
export const QUIET_FROM_MIN = 21 * 60;
export const QUIET_UNTIL_MIN = 8 * 60;

/**
 * When the gym's quiet hours end.
 * @returns the next eight in the morning, UTC ms; null outside quiet hours
 */
export function quietUntilMs(nowMs: number, days: LocalDays): number | null {
  const minute = days.minuteOfDay(nowMs);
  if (minute >= QUIET_UNTIL_MIN && minute < QUIET_FROM_MIN) return null;
  const today = days.dayOf(nowMs);
  return clockTimeMs(minute < QUIET_UNTIL_MIN ? today : today + 1, QUIET_UNTIL_MIN, days);
}

/**
 * The instant at which a gym's clock shows a time. The hours since midnight do not tell: a day may have 23 or 25.
 * @param minuteOfDay one that the clocks do not jump over
 */
export function clockTimeMs(day: number, minuteOfDay: number, days: LocalDays): number {
  const wallMs = day * DAY_MS + minuteOfDay * MINUTE_MS;
  const near = wallMs - days.offsetMs(wallMs);
  // The offset at a time that is hours off may be that of the other side of a change.
  return wallMs - days.offsetMs(near);
}

/** How long before a class its reminder comes, and when on the evening before where that is a quiet hour. */
const REMIND_AHEAD_MS = 3 * HOUR_MS;
const EVENING_BEFORE_MIN = 20 * 60;

/** When a member is reminded of a class: three hours ahead, or the evening before an early one. */
export function remindAtMs(startsAtMs: number, days: LocalDays): number {
  const aheadMs = startsAtMs - REMIND_AHEAD_MS;
  if (quietUntilMs(aheadMs, days) === null) return aheadMs;
  const minute = days.minuteOfDay(aheadMs);
  const evening = days.dayOf(aheadMs) - (minute < QUIET_UNTIL_MIN ? 1 : 0);
  return clockTimeMs(evening, EVENING_BEFORE_MIN, days);
}
