import { dayOfDate } from '../base/calendar-days.ts';
import { MAXIMUM_HEART_RATE_FORMULAS } from '../domain/heart-rate/maximum-heart-rate.ts';
import type { Sex } from '../domain/members/member.ts';
import type { CastRole, WeightCourse } from './demo-cast.ts';
import { demoSensorId } from './demo-identity.ts';
import type { Body } from './person.ts';
import type { RandomStream } from './random-stream.ts';

const STRAP_OWNERS_SHARE = 0.38;
const LIFTERS_SHARE = 0.24;
/** Standard deviation of people around the formula for maximum heart rate, bpm; Nes et al. 2013 state 10.8. */
const MAXIMUM_SPREAD_BPM = 9;

const COURSES: readonly WeightCourse[] = ['losing', 'gaining', 'stable', 'yo_yo'];
const COURSE_SHARES = [0.3, 0.15, 0.42, 0.13];

/** The physical side of somebody, as it was when the period began. */
export function drawBody(
  random: RandomStream,
  role: CastRole | undefined,
  who: { readonly index: number; readonly sex: Sex; readonly birthDate: string; readonly heightCm: number },
  startDay: number,
): Body {
  const ageYearsAtStart = (startDay - dayOfDate(who.birthDate)!) / 365.2425;
  const course = COURSES[random.pickWeighted(COURSE_SHARES)]!;
  const weightCourse = role?.weightCourse ?? course;
  const heightM = who.heightCm / 100;
  // Body mass index: those who came to lose weight start higher, those who came to gain it lower.
  const typicalIndex = { losing: 29.3, gaining: 22, stable: 24.2, yo_yo: 27.2 }[weightCourse];
  const bodyMassIndex = Math.min(38, Math.max(18.6, typicalIndex + 2.4 * random.normal()));
  const typicalMaximum = MAXIMUM_HEART_RATE_FORMULAS['max-heart-rate-nes@1'].bpm(ageYearsAtStart);
  const ownsStrap = random.chance(STRAP_OWNERS_SHARE);
  const lifts = random.chance(LIFTERS_SHARE);
  return {
    ageYearsAtStart,
    startWeightKg: role?.startWeightKg ?? bodyMassIndex * heightM * heightM,
    weightCourse,
    scaleShare: role !== undefined || random.chance(0.7) ? random.between(0.12, 0.65) : 0,
    weighsAtHome: random.chance(0.15),
    trueMaximumBpm: typicalMaximum + Math.max(-18, Math.min(18, MAXIMUM_SPREAD_BPM * random.normal())),
    untrainedRestingBpm: (who.sex === 'female' ? 71 : 68) + 6 * random.normal(),
    logsRestingHeartRate: random.chance(0.3) || role?.hasStrap === true,
    logsOpenGym: random.chance(0.4),
    sensorId: (role?.hasStrap ?? ownsStrap) ? demoSensorId(who.index) : null,
    strapShare: random.between(0.5, 0.95),
    effort: 1 + 0.08 * random.normal(),
    liftsWeights: role?.liftsWeights ?? lifts,
    strengthRatio: (who.sex === 'female' ? 0.7 : 0.95) * random.between(0.75, 1.25),
  };
}
