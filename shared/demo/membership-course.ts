import type { CastRole } from './demo-cast.ts';
import { dayOfYear, seasonFactor } from './gym-days.ts';
import type { Absence, MembershipCourse } from './person.ts';
import type { RandomStream } from './random-stream.ts';

/** Of all people the gym remembers, how many stand where today. The rest are active. */
const EXPIRED_SHARE = 0.13;
const FROZEN_SHARE = 0.045;
const UNPAID_SHARE = 0.035;
/** Share of today's people who were members before the generated period began. */
const FOUNDERS_SHARE = 0.64;
/** Nobody freezes or leaves within the first weeks. */
const SETTLING_DAYS = 45;
/** The busiest day of `seasonFactor`, an upper bound for drawing join days by it. */
const SEASON_TOP = 1.6;

/** How somebody's membership went, without a role to play. */
export function drawCourse(random: RandomStream, startDay: number, today: number): MembershipCourse {
  const days = today - startDay;
  const joinDay = random.chance(FOUNDERS_SHARE)
    ? startDay - random.whole(1, 1_500)
    : drawJoinDay(random, startDay, today);
  const lot = random.next();
  const pastFreezes = drawPastFreezes(random, Math.max(joinDay, startDay), today);
  if (today - joinDay <= SETTLING_DAYS) return { joinDay, endDay: Infinity, freezes: [], status: 'active' };
  if (lot < EXPIRED_SHARE) {
    const earliest = Math.max(joinDay + SETTLING_DAYS, startDay + Math.floor(days / 20));
    const endDay = random.whole(Math.min(earliest, today - 1), today - 1);
    return { joinDay, endDay, freezes: pastFreezes, status: 'expired' };
  }
  if (lot < EXPIRED_SHARE + FROZEN_SHARE) return frozenSince(joinDay, today - random.whole(4, 60), today);
  if (lot < EXPIRED_SHARE + FROZEN_SHARE + UNPAID_SHARE) {
    return { joinDay, endDay: today - random.whole(2, 25), freezes: pastFreezes, status: 'unpaid' };
  }
  return { joinDay, endDay: Infinity, freezes: pastFreezes, status: 'active' };
}

/** The membership of one of the ten everybody knows. */
export function castCourse(role: CastRole, index: number, startDay: number, today: number): MembershipCourse {
  const joinDay = role.joinedDaysAgo === null ? startDay - 60 - 37 * index : today - role.joinedDaysAgo;
  switch (role.standing) {
    case 'active':
      return { joinDay, endDay: Infinity, freezes: [], status: 'active' };
    case 'frozen':
      return frozenSince(joinDay, today - 24, today);
    case 'unpaid':
      return { joinDay, endDay: today - 9, freezes: [], status: 'unpaid' };
  }
}

/** Frozen from a day until some weeks from now. */
function frozenSince(joinDay: number, fromDay: number, today: number): MembershipCourse {
  return { joinDay, endDay: Infinity, freezes: [{ fromDay, toDay: today + 40 }], status: 'frozen' };
}

/** More people join when the gym is full: January, and a little in autumn. */
function drawJoinDay(random: RandomStream, startDay: number, today: number): number {
  // A dozen tries are enough: each is accepted more often than not.
  for (let attempt = 0; attempt < 12; attempt++) {
    const day = random.whole(startDay, today - 1);
    if (random.next() * SEASON_TOP < seasonFactor(dayOfYear(day))) return day;
  }
  return random.whole(startDay, today - 1);
}

function drawPastFreezes(random: RandomStream, fromDay: number, today: number): readonly Absence[] {
  const isLongEnough = today - fromDay > 150;
  if (!random.chance(0.1) || !isLongEnough) return [];
  const freezeFrom = random.whole(fromDay + 60, today - 75);
  return [{ fromDay: freezeFrom, toDay: freezeFrom + random.whole(14, 60) }];
}
