import type { Formats } from './formats.ts';
import { t } from './translate.ts';

/**
 * The day of something to come, as a person says it: today, tomorrow, the coming weekday by its name
 * alone, and anything further away with its date. The only place that decides it.
 */
export function dayName(formats: Formats, instant: number | string, nowMs: number): string {
  const ahead = formats.daysAhead(instant, nowMs);
  if (ahead === 0) return t('next.today');
  if (ahead === 1) return t('next.tomorrow');
  return ahead > 1 && ahead < 7 ? formats.weekday(instant) : formats.weekdayDate(instant, nowMs);
}
