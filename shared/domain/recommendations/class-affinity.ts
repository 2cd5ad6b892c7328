import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { Visit } from '../visits/visit.ts';

/** A visit counts half as much after this many days: tastes change with the season. */
const HALF_LIFE_DAYS = 42;
/** Visits looked at; older ones weigh next to nothing by then. */
const HORIZON_DAYS = 180;
/** Width of "the same time", minutes: a class an hour away is still half as fitting. */
const TIME_WIDTH_MIN = 50;

/** One attended time, with the class when there was one. */
interface Attendance {
  readonly weekday: number;
  readonly minute: number;
  readonly weight: number;
  readonly gymClass: GymClass | null;
}

/** What a member's visits say about a class to come; shares run from 0 to 1. */
export interface ClassAffinity {
  /** Share of visits on this weekday near this time. */
  readonly slot: number;
  /** Wall-clock minute the member usually comes at in that slot, for the words. */
  readonly slotMinute: number | null;
  /** Share of class visits of this kind. */
  readonly type: number;
  readonly typeVisits: number;
  /** Share of class visits with this instructor. */
  readonly instructor: number;
}

/** Compares classes with one member's past. */
export interface AffinityProfile {
  readonly visits: number;
  readonly classVisits: number;
  /** Kinds of class attended, most attended first. */
  readonly types: readonly string[];
  of(gymClass: GymClass): ClassAffinity;
}

/**
 * Builds a member's profile, recent visits weighing more.
 * @param visits usable, oldest first
 * @param classes classes behind the visits, by id; unknown ones count as open gym
 */
export function affinityProfile(
  visits: readonly Visit[],
  classes: ReadonlyMap<string, GymClass>,
  nowMs: number,
  days: LocalDays,
): AffinityProfile {
  const today = days.dayOf(nowMs);
  const past = visits.flatMap((visit): Attendance[] => {
    const gymClass = visit.classId === null ? null : (classes.get(visit.classId) ?? null);
    const startMs = gymClass?.startsAtMs ?? visit.checkedInAtMs;
    const age = today - days.dayOf(startMs);
    if (age > HORIZON_DAYS) return [];
    const weight = 0.5 ** (Math.max(0, age) / HALF_LIFE_DAYS);
    return [
      { weekday: weekdayOfDay(days.dayOf(startMs)), minute: days.minuteOfDay(startMs), weight, gymClass },
    ];
  });
  const inClasses = past.filter((attendance) => attendance.gymClass !== null);
  const share = (of: readonly Attendance[], matches: (attendance: Attendance) => number): number => {
    const total = weightOf(of);
    return total === 0
      ? 0
      : of.reduce((sum, attendance) => sum + attendance.weight * matches(attendance), 0) / total;
  };

  return {
    visits: past.length,
    classVisits: inClasses.length,
    types: byWeight(inClasses),
    of(gymClass) {
      const weekday = weekdayOfDay(days.dayOf(gymClass.startsAtMs));
      const minute = days.minuteOfDay(gymClass.startsAtMs);
      const closeness = (attendance: Attendance): number =>
        attendance.weekday === weekday
          ? Math.exp(-(((attendance.minute - minute) / TIME_WIDTH_MIN) ** 2) / 2)
          : 0;
      const near = past.filter((attendance) => closeness(attendance) > 0.3);
      const ofType = inClasses.filter((attendance) => attendance.gymClass?.classType === gymClass.classType);
      const nearWeight = weightOf(near);
      return {
        slot: share(past, closeness),
        slotMinute:
          nearWeight === 0
            ? null
            : near.reduce((sum, attendance) => sum + attendance.weight * attendance.minute, 0) / nearWeight,
        type: share(inClasses, (attendance) =>
          attendance.gymClass?.classType === gymClass.classType ? 1 : 0,
        ),
        typeVisits: ofType.length,
        instructor: share(inClasses, (attendance) =>
          attendance.gymClass?.instructor === gymClass.instructor ? 1 : 0,
        ),
      };
    },
  };
}

function weightOf(attendances: readonly Attendance[]): number {
  return attendances.reduce((sum, attendance) => sum + attendance.weight, 0);
}

function byWeight(attendances: readonly Attendance[]): readonly string[] {
  const weights = new Map<string, number>();
  for (const { gymClass, weight } of attendances) {
    if (gymClass !== null) weights.set(gymClass.classType, (weights.get(gymClass.classType) ?? 0) + weight);
  }
  return [...weights]
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .map(([type]) => type);
}
