import { dateOfDay } from '../base/calendar-days.ts';
import type { MemberId } from '../base/ids.ts';
import type { LocalDays } from '../base/local-days.ts';
import type { BoardPrivacy, Member, Sex } from '../domain/members/member.ts';
import { drawBody } from './body.ts';
import { CAST_ROLES } from './demo-cast.ts';
import { demoMemberNumber } from './demo-identity.ts';
import { wallClockMs } from './gym-days.ts';
import { drawHabits } from './habits.ts';
import { castCourse, drawCourse } from './membership-course.ts';
import {
  ALIAS_ADJECTIVES,
  ALIAS_ANIMALS,
  FEMALE_FIRST_NAMES,
  LAST_NAMES,
  MALE_FIRST_NAMES,
} from './names.ts';
import type { Person } from './person.ts';
import { PURPOSES } from './purposes.ts';
import { createRandomStream, seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';
import { drawTaste } from './taste.ts';

/** The days a gym is generated for: `startDay` to `today` lived, and on to `endDay` as a timetable. */
export interface GymSpan {
  readonly seed: number;
  readonly local: LocalDays;
  readonly startDay: number;
  readonly today: number;
  readonly endDay: number;
  readonly nowMs: number;
}

/** One human being, the same for the same seed, place and day. */
export function drawPerson(index: number, friendGroup: number, span: GymSpan): Person {
  const { seed, local, startDay, today } = span;
  const role = CAST_ROLES[index];
  const stream = (purpose: number): RandomStream => createRandomStream(seed, purpose, index);
  const course =
    role === undefined
      ? drawCourse(stream(PURPOSES.course), startDay, today)
      : castCourse(role, index, startDay, today);
  const profile = stream(PURPOSES.profile);
  const sex: Sex = role?.sex ?? (profile.chance(0.52) ? 'female' : 'male');
  const birthDate = role?.birthDate ?? drawBirthDate(profile, today);
  const heightCm = role?.heightCm ?? Math.round((sex === 'female' ? 166 : 179) + 6.8 * profile.normal());
  const body = drawBody(stream(PURPOSES.body), role, { index, sex, birthDate, heightCm }, startDay);
  const joinedAtMs = wallClockMs(local, course.joinDay, profile.whole(9 * 60, 20 * 60));
  const tells = (share: number): boolean => profile.chance(share) || role !== undefined;
  const member: Member = {
    id: seededUuid(stream(PURPOSES.ids), joinedAtMs) as MemberId,
    memberNumber: demoMemberNumber(index),
    firstName: role?.firstName ?? profile.pick(sex === 'female' ? FEMALE_FIRST_NAMES : MALE_FIRST_NAMES),
    lastName: role?.lastName ?? profile.pick(LAST_NAMES),
    alias: aliasOf(index, seed),
    sex: tells(0.95) ? sex : null,
    birthDate: tells(0.92) ? birthDate : null,
    heightCm: tells(0.7) ? heightCm : null,
    membershipStatus: course.status,
    joinedAtMs,
    maxHeartRateBpm: profile.chance(0.2) ? Math.round(body.trueMaximumBpm) : null,
    measuredMaxHeartRateBpm: null,
    restingHeartRateBpm: profile.chance(0.35) ? Math.round(body.untrainedRestingBpm - 3) : null,
    boardPrivacy: drawBoardPrivacy(profile),
  };
  return {
    index,
    member,
    course,
    habits: drawHabits(stream(PURPOSES.habits), role, course, span),
    taste: drawTaste(stream(PURPOSES.taste), role, span),
    body,
    friendGroup,
  };
}

/** Adults of 18 to 78, most of them between 25 and 45. */
function drawBirthDate(random: RandomStream, today: number): string {
  const ageYears = Math.min(78, 18.2 + Math.abs(10 + 15 * random.normal() + 6 * random.next()));
  return dateOfDay(today - Math.round(ageYears * 365.2425));
}

/** Two words in an order that the seed turns; a number where the words run out. Says nothing of the person. */
function aliasOf(index: number, seed: number): string {
  const words = ALIAS_ADJECTIVES.length * ALIAS_ANIMALS.length;
  // 497 has no factor in common with 36 × 36, so every alias comes once before any comes twice.
  const place = (index * 497 + (seed % words)) % words;
  const adjective = ALIAS_ADJECTIVES[place % ALIAS_ADJECTIVES.length]!;
  const animal = ALIAS_ANIMALS[Math.floor(place / ALIAS_ADJECTIVES.length)]!;
  const round = Math.floor(index / words);
  return round === 0 ? `${adjective} ${animal}` : `${adjective} ${animal} ${round + 1}`;
}

function drawBoardPrivacy(random: RandomStream): BoardPrivacy {
  const levels: readonly BoardPrivacy[] = ['alias', 'alias_zone', 'off', 'full'];
  return levels[random.pickWeighted([0.6, 0.2, 0.12, 0.08])]!;
}

/** Share of the membership that trains with friends. */
const SOCIAL_SHARE = 0.36;

/**
 * Which circle of friends each member belongs to: groups of two to five, drawn across the whole gym.
 * @returns a group number for each member, −1 for those who train alone
 */
export function drawFriendGroups(members: number, seed: number): Int32Array {
  const random = createRandomStream(seed, PURPOSES.friends, 0);
  const order = Array.from({ length: members }, (_, index) => index);
  // Fisher and Yates, in Durstenfeld's form (CACM 1964, algorithm 235).
  for (let last = members - 1; last > 0; last--) {
    const other = random.whole(0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const groups = new Int32Array(members).fill(-1);
  const social = Math.floor(members * SOCIAL_SHARE);
  for (let from = 0, group = 0; from + 1 < social; group++) {
    const to = Math.min(social, from + random.whole(2, 5));
    for (const member of order.slice(from, to)) groups[member] = group;
    from = to;
  }
  return groups;
}
