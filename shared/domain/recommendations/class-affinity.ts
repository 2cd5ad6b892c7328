import type { LocalDays } from '../../base/local-days.ts';
import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { Visit } from '../visits/visit.ts';
import { classSlot } from './class-series.ts';
import type { ClassSlot } from './class-series.ts';
import type { CoAttendance } from './co-attendance.ts';

/** A visit counts half as much after this many days: tastes change with the season. */
const HALF_LIFE_DAYS = 42;
/** Visits looked at; older ones weigh next to nothing by then. */
const HORIZON_DAYS = 180;
/** Width of "the same time", minutes: a class an hour away still fits half as well. */
const TIME_WIDTH_MIN = 50;
/** Weeks in which a series could have been visited, at most. */
const SERIES_WEEKS = 8;

/** What a member's visits say about a class to come. Shares run from 0 to 1. */
export interface ClassAffinity {
  /** Share of the last eight weeks in which the member was at this very series. */
  readonly series: number;
  /** Whether they were there a week before. */
  readonly lastWeek: number;
  /** Share of visits on this weekday near this time. */
  readonly slot: number;
  /** Wall-clock minute the member usually comes at in that slot, for the words. */
  readonly slotMinute: number | null;
  /** Share of class visits of this kind. */
  readonly type: number;
  readonly typeVisits: number;
  /** Share of class visits with this instructor. */
  readonly instructor: number;
  /** How alike this kind is to the kinds the member goes to. */
  readonly together: number;
  /** The kind that likeness comes from most. */
  readonly togetherWith: string | null;
}

/** Compares classes with one member's past. */
export interface AffinityProfile {
  readonly visits: number;
  readonly classVisits: number;
  /** Latest name of each kind of class attended. */
  readonly typeNames: ReadonlyMap<string, string>;
  of(gymClass: GymClass, slot: ClassSlot): ClassAffinity;
}

interface Weighted {
  readonly weekday: number;
  readonly minute: number;
  readonly weight: number;
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
  likeness: CoAttendance = {},
): AffinityProfile {
  const past = weighPast(visits, classes, nowMs, days);
  const total = past.times.reduce((sum, time) => sum + time.weight, 0);
  const shareOf = (weight: number): number => (past.classWeight === 0 ? 0 : weight / past.classWeight);
  const typeShares = [...past.types].map(([classType, { weight }]) => ({
    classType,
    share: shareOf(weight),
  }));
  return {
    visits: past.times.length,
    classVisits: past.classVisits,
    typeNames: past.typeNames,
    of(gymClass, slot) {
      const day = days.dayOf(gymClass.startsAtMs);
      const weeksSeen = Math.min(SERIES_WEEKS, Math.max(1, Math.floor((day - past.firstDay) / 7)));
      const weeksAgo = [...(past.seriesDays.get(slot.series) ?? [])].map((before) => (day - before) / 7);
      const fit = slotFit(past.times, slot);
      const alike = likenessTo(gymClass.classType, typeShares, likeness);
      return {
        series: Math.min(1, weeksAgo.filter((ago) => ago <= weeksSeen).length / weeksSeen),
        lastWeek: weeksAgo.includes(1) ? 1 : 0,
        slot: total === 0 ? 0 : fit.weight / total,
        slotMinute: fit.minute,
        type: shareOf(past.types.get(gymClass.classType)?.weight ?? 0),
        typeVisits: past.types.get(gymClass.classType)?.visits ?? 0,
        instructor: shareOf(past.instructors.get(gymClass.instructor) ?? 0),
        together: alike.likeness,
        togetherWith: alike.classType,
      };
    },
  };
}

/** A member's visits of the last half year, added up in every way that classes are compared by. */
interface WeighedPast {
  readonly times: Weighted[];
  readonly types: Map<string, { readonly weight: number; readonly visits: number }>;
  readonly instructors: Map<string, number>;
  /** Days (day numbers) on which each series was attended. */
  readonly seriesDays: Map<string, Set<number>>;
  readonly typeNames: Map<string, string>;
  firstDay: number;
  classWeight: number;
  classVisits: number;
}

function weighPast(
  visits: readonly Visit[],
  classes: ReadonlyMap<string, GymClass>,
  nowMs: number,
  days: LocalDays,
): WeighedPast {
  const today = days.dayOf(nowMs);
  const past: WeighedPast = {
    times: [],
    types: new Map(),
    instructors: new Map(),
    seriesDays: new Map(),
    typeNames: new Map(),
    firstDay: today,
    classWeight: 0,
    classVisits: 0,
  };
  for (const visit of visits) {
    const gymClass = visit.classId === null ? undefined : classes.get(visit.classId);
    const startMs = gymClass?.startsAtMs ?? visit.checkedInAtMs;
    const day = days.dayOf(startMs);
    const age = today - day;
    if (age > HORIZON_DAYS || age < 0) continue;
    const weight = 0.5 ** (age / HALF_LIFE_DAYS);
    past.firstDay = Math.min(past.firstDay, day);
    past.times.push({ weekday: weekdayOfDay(day), minute: days.minuteOfDay(startMs), weight });
    if (gymClass === undefined) continue;
    const { classType, instructor, name } = gymClass;
    const type = past.types.get(classType) ?? { weight: 0, visits: 0 };
    const { series } = classSlot(gymClass, days);
    past.classWeight += weight;
    past.classVisits += 1;
    past.types.set(classType, { weight: type.weight + weight, visits: type.visits + 1 });
    past.instructors.set(instructor, (past.instructors.get(instructor) ?? 0) + weight);
    past.seriesDays.set(series, (past.seriesDays.get(series) ?? new Set()).add(day));
    past.typeNames.set(classType, name);
  }
  return past;
}

/** Weight of the visits that fit a slot, and the minute they usually come at. */
function slotFit(
  times: readonly Weighted[],
  slot: ClassSlot,
): { readonly weight: number; readonly minute: number | null } {
  let weight = 0;
  let minutes = 0;
  for (const time of times) {
    if (time.weekday !== slot.weekday) continue;
    const closeness = time.weight * Math.exp(-(((time.minute - slot.minuteOfDay) / TIME_WIDTH_MIN) ** 2) / 2);
    weight += closeness;
    minutes += closeness * time.minute;
  }
  return { weight, minute: weight > 0 ? minutes / weight : null };
}

function likenessTo(
  classType: string,
  attended: readonly { readonly classType: string; readonly share: number }[],
  likeness: CoAttendance,
): { readonly likeness: number; readonly classType: string | null } {
  const neighbours = Object.hasOwn(likeness, classType) ? (likeness[classType] ?? []) : [];
  let sum = 0;
  let best: { readonly value: number; readonly classType: string } | null = null;
  for (const { classType: other, share } of attended) {
    const value = share * (neighbours.find((neighbour) => neighbour.classType === other)?.likeness ?? 0);
    sum += value;
    if (value > 0 && (best === null || value > best.value)) best = { value, classType: other };
  }
  return { likeness: sum, classType: best?.classType ?? null };
}
