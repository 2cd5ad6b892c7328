const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábados', 'domingos'] as const;

/** "los lunes" for 1 to "los domingos" for 7: on that day of every week. */
export function onWeekday(weekday: number): string {
  return `los ${WEEKDAYS[weekday - 1] ?? ''}`;
}

/** "sobre las 18:00", or "sobre la 1:30" in the hour that is singular. */
export function around(minuteOfDay: number, timeOfDay: (minuteOfDay: number) => string): string {
  const isOne = minuteOfDay >= 60 && minuteOfDay < 120;
  return `sobre ${isOne ? 'la' : 'las'} ${timeOfDay(minuteOfDay)}`;
}

const NAMES = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'] as const;

/** Spanish name of one such day, 1 (lunes) to 7 (domingo). */
export function dayName(weekday: number): string {
  return NAMES[weekday - 1] ?? '';
}
