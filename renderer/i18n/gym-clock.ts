/** The time and the day in a gym, as its start screen says them. */
export interface GymClock {
  readonly clock: (instant: number | string) => string;
  readonly longDay: (instant: number | string) => string;
}

/**
 * @param region BCP 47 tag of the language and its region
 * @param timezone IANA zone of the gym
 */
export function createGymClock(region: string, timezone: string): GymClock {
  const clock = new Intl.DateTimeFormat(region, {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const longDay = new Intl.DateTimeFormat(region, {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return {
    clock: (instant) => clock.format(new Date(instant)),
    longDay: (instant) => longDay.format(new Date(instant)),
  };
}
