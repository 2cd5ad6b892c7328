import type { Formats } from '../../i18n/formats.ts';

const DAY_MS = 86_400_000;

/**
 * How the instants of a chart are written under it: the closer together, the finer.
 * @param spanMs time from the first to the last instant on the axis
 */
export function instantLabel(formats: Formats, spanMs: number): (instantMs: number) => string {
  if (spanMs <= 1.5 * DAY_MS) return formats.clock;
  if (spanMs <= 8 * DAY_MS) return formats.weekday;
  if (spanMs <= 150 * DAY_MS) return formats.axisDay;
  if (spanMs <= 370 * DAY_MS) return formats.month;
  return formats.monthYear;
}
