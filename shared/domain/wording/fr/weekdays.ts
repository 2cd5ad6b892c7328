const NAMES = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

/** French name of one such day, 1 (lundi) to 7 (dimanche). */
export function dayName(weekday: number): string {
  return NAMES[weekday - 1] ?? '';
}

/** "le lundi" for 1 to "le dimanche" for 7: on that day of every week. */
export function onWeekday(weekday: number): string {
  return `le ${dayName(weekday)}`;
}
