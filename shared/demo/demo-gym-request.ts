import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { localDays } from '../base/local-days.ts';
import type { DemoGymRefusal, DemoGymRequest } from './demo-gym.ts';
import { TIMETABLE_AHEAD_DAYS } from './gym-days.ts';
import type { GymSpan } from './people.ts';
import { hashText } from './random-stream.ts';

const DEFAULT_MEMBERS = 250;
const DEFAULT_DAYS = 540;
/** Straps are told apart by 16 bits; far below that, the rows would no longer fit a browser's memory. */
const MAX_MEMBERS = 20_000;
const MAX_DAYS = 3_650;
/** Members times days: about 250 bytes each for all rows, so half a gigabyte at the most. */
const MAX_MEMBER_DAYS = 2_000_000;
/** 1980 to 2100: years whose calendar the zones' rules are known for. */
const NOW_RANGE_MS = { from: Date.UTC(1980, 0, 1), to: Date.UTC(2100, 0, 1) };

/** A request within its bounds. */
export interface AcceptedRequest {
  readonly members: number;
  readonly span: GymSpan;
}

/** Checks a request and lays out its days. */
export function acceptRequest(request: DemoGymRequest): Result<AcceptedRequest, DemoGymRefusal> {
  const { gymId, members = DEFAULT_MEMBERS, days = DEFAULT_DAYS, seed, nowMs, zone } = request;
  if (gymId === '') return fail('gym_id_empty');
  if (!isWholeWithin(members, 1, MAX_MEMBERS)) return fail('members_out_of_range', `1 to ${MAX_MEMBERS}`);
  if (!isWholeWithin(days, 1, MAX_DAYS)) return fail('days_out_of_range', `1 to ${MAX_DAYS}`);
  if (members * days > MAX_MEMBER_DAYS)
    return fail('gym_too_large', `members × days over ${MAX_MEMBER_DAYS}`);
  if (!isWholeWithin(seed, 0, 0xffff_ffff)) return fail('seed_out_of_range', '0 to 4294967295');
  if (!isWholeWithin(nowMs, NOW_RANGE_MS.from, NOW_RANGE_MS.to)) return fail('now_out_of_range');
  const local = findZone(zone);
  if (local === null) return fail('zone_unknown', zone);
  const today = local.dayOf(nowMs);
  return ok({
    members,
    span: {
      // Two gyms of the same seed are two gyms: no id of one may turn up in the other.
      seed: (seed ^ hashText(gymId)) >>> 0,
      local,
      startDay: today - days,
      today,
      endDay: today + TIMETABLE_AHEAD_DAYS,
      nowMs,
    },
  });
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function findZone(zone: string): GymSpan['local'] | null {
  try {
    return localDays(zone);
  } catch (cause) {
    // Intl's way of saying that it has no such zone; anything else is a mistake of ours.
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}
