import type { LocalDays } from '../../base/local-days.ts';
import { gymTime } from '../attendance/gym-time.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { ClassSlot } from './class-series.ts';
import type { CoAttendance } from './co-attendance.ts';
import { SERIES_WEEKS } from './taste.ts';
import type { Taste } from './taste.ts';

/** Width of "the same time", minutes: a class an hour away still fits half as well. */
const TIME_WIDTH_MIN = 50;

/** What a member's visits say about a class to come. Shares run from 0 to 1. */
export interface ClassAffinity {
  /** Share of the last eight weeks in which the member was at this very series. */
  readonly series: number;
  /** Whether they were there a week before. */
  readonly lastWeek: number;
  /** Share of visits on this weekday near this time. */
  readonly slot: number;
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
  /** Weekdays the member is told they often train on. */
  readonly oftenOn: ReadonlySet<number>;
  readonly classVisits: number;
  /** Latest name of each kind of class attended. */
  readonly typeNames: ReadonlyMap<string, string>;
  of(gymClass: GymClass, slot: ClassSlot): ClassAffinity;
}

/** Makes classes comparable with what a member likes. */
export function affinityProfile(taste: Taste, days: LocalDays, likeness: CoAttendance = {}): AffinityProfile {
  const total = sumOf(taste.times.map(([, , weight]) => weight));
  const classWeight = sumOf(taste.types.map(({ weight }) => weight));
  const types = new Map(taste.types.map((type) => [type.classType, type]));
  const instructors = new Map(taste.instructors);
  const seriesDays = new Map(taste.series);
  const timesOn = Map.groupBy(taste.times, ([weekday]) => weekday);
  const shareOf = (weight: number): number => (classWeight === 0 ? 0 : weight / classWeight);
  const typeShares = taste.types.map(({ classType, weight }) => ({ classType, share: shareOf(weight) }));
  return {
    visits: taste.visits,
    oftenOn: new Set(taste.oftenOn),
    classVisits: sumOf(taste.types.map(({ visits }) => visits)),
    typeNames: new Map(taste.types.map(({ classType, name }) => [classType, name])),
    of(gymClass, slot) {
      const { day } = gymTime(gymClass.startsAtMs, days);
      const weeksSeen = Math.min(SERIES_WEEKS, Math.max(1, Math.floor((day - taste.firstDay) / 7)));
      const weeksAgo = (seriesDays.get(slot.series) ?? []).map((before) => (day - before) / 7);
      const atThatTime = weightNear(timesOn.get(slot.weekday) ?? [], slot.minute);
      const alike = likenessTo(gymClass.classType, typeShares, likeness);
      return {
        series: Math.min(1, weeksAgo.filter((ago) => ago <= weeksSeen).length / weeksSeen),
        lastWeek: weeksAgo.includes(1) ? 1 : 0,
        slot: total === 0 ? 0 : atThatTime / total,
        type: shareOf(types.get(gymClass.classType)?.weight ?? 0),
        typeVisits: types.get(gymClass.classType)?.visits ?? 0,
        instructor: shareOf(instructors.get(gymClass.instructor) ?? 0),
        together: alike.likeness,
        togetherWith: alike.classType,
      };
    },
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Weight of a weekday's visits that fit a time, the closer the more. */
function weightNear(times: Taste['times'], minute: number): number {
  return sumOf(
    times.map(([, at, weight]) => weight * Math.exp(-(((at - minute) / TIME_WIDTH_MIN) ** 2) / 2)),
  );
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
