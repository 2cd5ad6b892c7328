import type { Sex } from '../domain/members/member.ts';
import { demoCard, demoMemberNumber, demoPin, demoSensorId } from './demo-identity.ts';

/** What somebody's body weight does over the months. */
export type WeightCourse = 'losing' | 'gaining' | 'stable' | 'yo_yo';
/** The part of the day somebody trains in. */
export type Daypart = 'early' | 'morning' | 'lunch' | 'after_work' | 'late';

/** One of the ten people that every demo gym starts with. */
export interface CastRole {
  readonly firstName: string;
  readonly lastName: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly heightCm: number;
  readonly startWeightKg: number;
  readonly weightCourse: WeightCourse;
  readonly daypart: Daypart;
  readonly visitsPerWeek: number;
  /** Of a hundred visits, how many go to a class. */
  readonly classPercent: number;
  readonly favourites: readonly string[];
  readonly hasStrap: boolean;
  readonly liftsWeights: boolean;
  /** Joined this many days before today; null for a member from before the generated period. */
  readonly joinedDaysAgo: number | null;
  readonly standing: 'active' | 'frozen' | 'unpaid';
}

/** Chosen so that ten taps show ten different stories, and the two that the door turns away. */
export const CAST_ROLES: readonly CastRole[] = [
  {
    firstName: 'Mara',
    lastName: 'Lindqvist',
    sex: 'female',
    birthDate: '1991-05-14',
    heightCm: 170,
    startWeightKg: 81.5,
    weightCourse: 'losing',
    daypart: 'after_work',
    visitsPerWeek: 3.2,
    classPercent: 65,
    favourites: ['spin', 'hiit'],
    hasStrap: true,
    liftsWeights: false,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Tomas',
    lastName: 'Herrera',
    sex: 'male',
    birthDate: '1984-11-02',
    heightCm: 181,
    startWeightKg: 77.8,
    weightCourse: 'gaining',
    daypart: 'early',
    visitsPerWeek: 4,
    classPercent: 25,
    favourites: ['strength'],
    hasStrap: true,
    liftsWeights: true,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Aisha',
    lastName: 'Rahman',
    sex: 'female',
    birthDate: '1998-02-21',
    heightCm: 164,
    startWeightKg: 60.4,
    weightCourse: 'stable',
    daypart: 'after_work',
    visitsPerWeek: 3.6,
    classPercent: 85,
    favourites: ['hiit', 'boxing'],
    hasStrap: true,
    liftsWeights: true,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Jonas',
    lastName: 'Weber',
    sex: 'male',
    birthDate: '1973-08-30',
    heightCm: 178,
    startWeightKg: 88.1,
    weightCourse: 'stable',
    daypart: 'lunch',
    visitsPerWeek: 2,
    classPercent: 30,
    favourites: ['rowing', 'mobility'],
    hasStrap: true,
    liftsWeights: false,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Priya',
    lastName: 'Nair',
    sex: 'female',
    birthDate: '1988-01-09',
    heightCm: 161,
    startWeightKg: 58.9,
    weightCourse: 'stable',
    daypart: 'after_work',
    visitsPerWeek: 2.6,
    classPercent: 90,
    favourites: ['yoga', 'pilates'],
    hasStrap: false,
    liftsWeights: false,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Kofi',
    lastName: 'Mensah',
    sex: 'male',
    birthDate: '1995-12-17',
    heightCm: 185,
    startWeightKg: 93.2,
    weightCourse: 'yo_yo',
    daypart: 'late',
    visitsPerWeek: 3,
    classPercent: 55,
    favourites: ['boxing', 'strength'],
    hasStrap: true,
    liftsWeights: true,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Ingrid',
    lastName: 'Solheim',
    sex: 'female',
    birthDate: '1962-06-05',
    heightCm: 168,
    startWeightKg: 70.3,
    weightCourse: 'stable',
    daypart: 'morning',
    visitsPerWeek: 2.3,
    classPercent: 70,
    favourites: ['mobility', 'pilates'],
    hasStrap: true,
    liftsWeights: false,
    joinedDaysAgo: null,
    standing: 'active',
  },
  {
    firstName: 'Leo',
    lastName: 'Tanaka',
    sex: 'male',
    birthDate: '2001-09-23',
    heightCm: 175,
    startWeightKg: 84.6,
    weightCourse: 'losing',
    daypart: 'late',
    visitsPerWeek: 3.4,
    classPercent: 50,
    favourites: ['hiit', 'rowing'],
    hasStrap: true,
    liftsWeights: false,
    joinedDaysAgo: 45,
    standing: 'active',
  },
  {
    firstName: 'Camila',
    lastName: 'Duarte',
    sex: 'female',
    birthDate: '1980-03-28',
    heightCm: 166,
    startWeightKg: 67.5,
    weightCourse: 'yo_yo',
    daypart: 'morning',
    visitsPerWeek: 2.4,
    classPercent: 75,
    favourites: ['zumba', 'yoga'],
    hasStrap: false,
    liftsWeights: false,
    joinedDaysAgo: null,
    standing: 'frozen',
  },
  {
    firstName: 'Oskar',
    lastName: 'Novak',
    sex: 'male',
    birthDate: '1990-07-11',
    heightCm: 190,
    startWeightKg: 96,
    weightCourse: 'gaining',
    daypart: 'after_work',
    visitsPerWeek: 2.8,
    classPercent: 35,
    favourites: ['strength', 'spin'],
    hasStrap: true,
    liftsWeights: true,
    joinedDaysAgo: null,
    standing: 'unpaid',
  },
];

/** What the on-screen demo controls need of one person. */
export interface DemoCastMember {
  readonly memberNumber: string;
  readonly firstName: string;
  readonly pin: string;
  /** Too many wrong PINs were typed: staff have to unlock it. */
  readonly isPinLocked: boolean;
  readonly cardCode: string;
  readonly cardTagHex: string;
  /** 20-bit device number of their strap, or null when they have none. */
  readonly sensorId: string | null;
}

/** Whose PIN a demo starts with locked, so that it can be seen what that looks like. */
const LOCKED_OUT = 'Leo';

/** The ten people of the demo controls. The same in every demo gym, whatever its seed. */
export const DEMO_CAST: readonly DemoCastMember[] = CAST_ROLES.map((role, index) => ({
  memberNumber: demoMemberNumber(index),
  firstName: role.firstName,
  pin: demoPin(index),
  isPinLocked: role.firstName === LOCKED_OUT,
  ...demoCard(index),
  sensorId: role.hasStrap ? demoSensorId(index) : null,
}));
