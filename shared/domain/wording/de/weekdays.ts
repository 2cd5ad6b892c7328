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

const NAMES = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] as const;

/** German name of a weekday, 1 (Montag) to 7 (Sonntag). */
export function dayName(weekday: number): string {
  return NAMES[weekday - 1] ?? '';
}
