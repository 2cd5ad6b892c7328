import type { Member } from '../domain/members/member.ts';
import type { Daypart, WeightCourse } from './demo-cast.ts';

/** Days during which somebody stays away; both ends included, day numbers. */
export interface Absence {
  readonly fromDay: number;
  readonly toDay: number;
}

/** When somebody was a member, and how it stands today. */
export interface MembershipCourse {
  /** First day on which a visit is possible is the day after. */
  readonly joinDay: number;
  /** First day the door no longer opens (ended, or unpaid), or Infinity. */
  readonly endDay: number;
  readonly freezes: readonly Absence[];
  readonly status: Member['membershipStatus'];
}

/** When somebody likes to train. */
export interface Habits {
  readonly daypart: Daypart;
  /** Visits in an ordinary week of an ordinary month. */
  readonly visitsPerWeek: number;
  /** Share of the week's visits that fall on Monday … Sunday; adds up to 1. */
  readonly weekdayShare: readonly number[];
  /** Wall-clock minute around which visits gather, and their spread. */
  readonly hourCentreMin: number;
  readonly hourSpreadMin: number;
  /** Holidays and illness. */
  readonly lulls: readonly Absence[];
  /** Share of visits meant for a class rather than for the open gym. */
  readonly classShare: number;
  /** 0 books on the way in, 1 books a week ahead. */
  readonly foresight: number;
  readonly noShowShare: number;
  /** Drive comes and goes in a slow wave of this length, starting somewhere in it (radians). */
  readonly moodPeriodDays: number;
  readonly moodPhase: number;
  /** Loses heart some weeks before the membership ends. */
  readonly fadesOut: boolean;
}

/** What draws somebody to a class. None of it is stored anywhere: it shows only in what they do. */
export interface Taste {
  /** Liking of each class type, one row of types after the other, a row for each 30 days from `Taste.fromDay`. */
  readonly likingByPeriod: Float64Array;
  readonly fromDay: number;
  /** Liking of each instructor. */
  readonly instructorLiking: readonly number[];
  /** How much it counts that a friend goes. */
  readonly sociability: number;
  /** How much mood decides from day to day. */
  readonly whim: number;
}

/** What training meets: the physical side of somebody. */
export interface Body {
  readonly ageYearsAtStart: number;
  readonly startWeightKg: number;
  readonly weightCourse: WeightCourse;
  /** Share of visits that begin on the scale. */
  readonly scaleShare: number;
  /** Weighs in at home now and then and types it in. */
  readonly weighsAtHome: boolean;
  readonly trueMaximumBpm: number;
  readonly untrainedRestingBpm: number;
  readonly logsRestingHeartRate: boolean;
  readonly logsOpenGym: boolean;
  readonly sensorId: string | null;
  /** Share of workouts with the strap on. */
  readonly strapShare: number;
  /** Works harder or easier than the class asks, as a factor. */
  readonly effort: number;
  readonly liftsWeights: boolean;
  /** First one-repetition maximum as a multiple of body weight. */
  readonly strengthRatio: number;
}

/** One generated human being: the row everybody sees, and everything hidden behind it. */
export interface Person {
  readonly index: number;
  readonly member: Member;
  readonly course: MembershipCourse;
  readonly habits: Habits;
  readonly taste: Taste;
  readonly body: Body;
  /** Friends who train together share a number; −1 for nobody. */
  readonly friendGroup: number;
}

/** Whether the door opens for this membership on a day. */
export function mayEnter(course: MembershipCourse, day: number): boolean {
  if (day <= course.joinDay || day >= course.endDay) return false;
  return !course.freezes.some((freeze) => day >= freeze.fromDay && day <= freeze.toDay);
}
