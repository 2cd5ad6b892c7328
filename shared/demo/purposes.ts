/**
 * What random numbers are drawn for. Each purpose has numbers of its own, so that a change to one
 * part of the generator leaves the rest of a gym as it was.
 */
export const PURPOSES = {
  course: 1,
  habits: 2,
  taste: 3,
  body: 4,
  profile: 5,
  friends: 6,
  consent: 7,
  classes: 8,
  weather: 9,
  attendance: 10,
  friendPlans: 11,
  ids: 12,
  weight: 13,
  workout: 14,
  secondWorkout: 18,
  homeLog: 15,
  strength: 16,
  goals: 17,
} as const;

/** More days than the longest request spans, so that member and day make one key. */
const DAYS_PER_MEMBER = 16_384;

/** The place of one member's day among the draws of a purpose. */
export function memberDayKey(memberIndex: number, day: number): number {
  return memberIndex * DAYS_PER_MEMBER + (day % DAYS_PER_MEMBER);
}
