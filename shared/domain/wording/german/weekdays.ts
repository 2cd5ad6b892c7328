const WEEKDAYS = [
  'montags',
  'dienstags',
  'mittwochs',
  'donnerstags',
  'freitags',
  'samstags',
  'sonntags',
] as const;

/** "montags" for 1 to "sonntags" for 7: on that day of every week. */
export function onWeekday(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? '';
}
