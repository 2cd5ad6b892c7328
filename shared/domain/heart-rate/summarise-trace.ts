import { chooseCalories } from '../energy/choose-calories.ts';
import type { Calories, NoCaloriesReason } from '../energy/calories.ts';
import type { Sex } from '../members/member.ts';
import {
  BANISTER_LOAD_FORMULA,
  banisterLoad,
  EDWARDS_LOAD_FORMULA,
  edwardsLoad,
  effortPoints,
  EFFORT_POINTS_FORMULA,
} from './effort.ts';
import { heardSeconds } from './heard-seconds.ts';
import { highestHeldRate } from './held-rates.ts';
import { secondsInZones } from './heart-rate-zones.ts';
import type { HeartRateTrace } from './heart-rate-session.ts';
import { resolveMaximumHeartRate } from './maximum-heart-rate.ts';
import type { MaximumHeartRate, MaximumHeartRateFormulaId } from './maximum-heart-rate.ts';
import { recoveryInSixtySeconds } from './recovery.ts';

/** What is known of the member on the day of the session; null where it is not. */
export interface TraceMember {
  readonly sex: Sex | null;
  readonly ageYears: number | null;
  readonly weightKg: number | null;
  readonly restingBpm: number | null;
  /** Entered by the member. */
  readonly enteredMaximumBpm: number | null;
  /** Reached in a test or proven in earlier sessions. */
  readonly measuredMaximumBpm: number | null;
  /** Measured VO2max, ml/kg/min. */
  readonly measuredVo2max?: number | null;
  /** Formula to use when only age is known. */
  readonly maximumFormula?: MaximumHeartRateFormulaId;
}

/** A number with the formula that made it. */
export interface DerivedNumber {
  readonly value: number;
  readonly formula: string;
}

/** What a session's heart rate says. Everything is unrounded. */
export interface TraceSummary {
  /** First to last heard second, long silences included: what calories of a class are measured against. */
  readonly durationMin: number;
  readonly heardSeconds: number;
  /** Heard seconds and the short gaps between them. */
  readonly countedSeconds: number;
  /** Null when nothing was heard. */
  readonly averageBpm: number | null;
  /** The highest rate the heart held; what a strap said for a second or two is none. */
  readonly maximumBpm: number | null;
  /** The member's maximum that zones are measured by; null when it is not known, and zones with it. */
  readonly memberMaximum: MaximumHeartRate | null;
  readonly secondsPerZone: readonly [number, number, number, number, number];
  readonly secondsBelow: number;
  readonly effortPoints: DerivedNumber | null;
  readonly load: DerivedNumber | null;
  readonly recoveryBpm: number | null;
  readonly calories: Calories | null;
  /** Why there are no calories; null when there are. */
  readonly noCaloriesReason: NoCaloriesReason | null;
}

const NO_ZONES = [0, 0, 0, 0, 0] as const;

/** The class a session was part of. */
export interface TraceClass {
  readonly classType: string;
  readonly durationMin: number;
}

/**
 * Sums a session up from its trace of heart rate once a second.
 * @param attended the class it was; calories then stand for the whole class, and fall back on its
 *   kind when the strap was heard for too little of it
 */
export function summariseTrace(
  trace: HeartRateTrace,
  member: TraceMember,
  attended: TraceClass | null = null,
): TraceSummary {
  const { bpm: bridged, heard, averageBpm, counted } = heardSeconds(trace.bpm);
  const bpm = bridged.subarray(...wornSpan(bridged));
  const durationMin = bpm.length / 60;
  const memberMaximum = resolveMaximumHeartRate({
    measuredBpm: member.measuredMaximumBpm,
    enteredBpm: member.enteredMaximumBpm,
    ageYears: member.ageYears,
    ...(member.maximumFormula === undefined ? {} : { formula: member.maximumFormula }),
  });
  const zones = memberMaximum === null ? null : secondsInZones(bpm, memberMaximum.bpm);
  const calories = chooseCalories({
    sex: member.sex,
    ageYears: member.ageYears,
    weightKg: member.weightKg,
    vo2max: member.measuredVo2max ?? null,
    maximumBpm: memberMaximum?.bpm ?? null,
    bpm,
    classType: attended?.classType ?? null,
    durationMin: attended?.durationMin ?? durationMin,
  });
  return {
    durationMin,
    heardSeconds: heard,
    countedSeconds: counted,
    averageBpm,
    maximumBpm: counted === 0 ? null : highestHeldRate(bpm),
    memberMaximum,
    secondsPerZone: zones?.secondsPerZone ?? NO_ZONES,
    secondsBelow: zones?.secondsBelow ?? 0,
    effortPoints:
      zones === null ? null : { value: effortPoints(zones.secondsPerZone), formula: EFFORT_POINTS_FORMULA },
    load: zones === null ? null : sessionLoad(bpm, member, memberMaximum, zones.secondsPerZone),
    recoveryBpm: recoveryInSixtySeconds(bpm),
    calories: calories.ok ? calories.value : null,
    noCaloriesReason: calories.ok ? null : calories.code,
  };
}

/** Banister where rest, maximum and sex are known, else Edwards; a trend must not mix the two, so the formula goes along. */
function sessionLoad(
  bpm: Uint8Array,
  member: TraceMember,
  maximum: MaximumHeartRate | null,
  secondsPerZone: TraceSummary['secondsPerZone'],
): DerivedNumber {
  if (member.sex !== null && member.restingBpm !== null && maximum !== null) {
    const value = banisterLoad(bpm, {
      restingBpm: member.restingBpm,
      maximumBpm: maximum.bpm,
      sex: member.sex,
    });
    if (value !== null) return { value, formula: BANISTER_LOAD_FORMULA };
  }
  return { value: edwardsLoad(secondsPerZone), formula: EDWARDS_LOAD_FORMULA };
}

/** The part of a trace between the first and the last heard second: a strap put down ends the workout. */
function wornSpan(bpm: Uint8Array): [first: number, end: number] {
  const first = bpm.findIndex((value) => value > 0);
  const last = bpm.findLastIndex((value) => value > 0);
  return first === -1 ? [0, 0] : [first, last + 1];
}
