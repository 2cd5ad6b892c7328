import { MINUTE_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId, MemberId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { StorageUnavailable, type CentralDatabase } from '../store/database.ts';
import { selectGym, type GymRow } from '../store/tables/gyms.ts';
import {
  selectMemberOfOldReview,
  selectOutdatedMember,
  type OldReview,
} from '../store/tables/member-reviews.ts';
import { readReview } from './review-member.ts';
import { runSteps } from './run-steps.ts';

/** A member's facts come in bursts (a session's end, a kiosk's backlog): drawn once they are quiet. */
export const SETTLED_AFTER_MS = MINUTE_MS;
/** Pause between two members: a review takes some ten milliseconds, so requests hardly notice. */
const PAUSE_MS = SECOND_MS / 4;
/** Pause after a round through all members, and when the storage is away. */
const REST_MS = MINUTE_MS / 2;

export interface ReviewSweepParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Walks through a gym's members whose facts came without anybody looking, one a step, so that what
 * they earned is dated and stored all the same. A member whose conclusions cannot be drawn is logged
 * and passed by until the next round.
 * @returns a step; it answers whether there was a member to look at, or the round is over
 */
export function createReviewSweep(
  gymId: GymId,
  { database, clock, log }: ReviewSweepParts,
): () => Promise<boolean> {
  const nextMember = createWalk(gymId, database);
  return async () => {
    const nowMs = clock.nowMs();
    const [gym] = await database.query(selectGym(gymId));
    const memberId = gym === undefined ? null : await nextMember(gym, nowMs);
    if (gym === undefined || memberId === null) return false;
    try {
      await readReview(gym, { gymId, memberId }, { database, nowMs });
    } catch (error) {
      // Not this member's fault: everybody waits.
      if (error instanceof StorageUnavailable) throw error;
      log.error({ err: error }, 'the conclusions of a member could not be drawn');
    }
    return true;
  };
}

/**
 * Those whose own facts came go first; in between, those of an earlier generation, of whom a closure
 * may leave a hundred thousand.
 * @returns who is next; null at the end of a round
 */
function createWalk(
  gymId: GymId,
  database: CentralDatabase,
): (gym: GymRow, nowMs: number) => Promise<MemberId | null> {
  let lastId = '';
  let lastOld: OldReview | null = null;
  let restsSinceMs: number | null = null;
  return async ({ review_generation: generation }, nowMs) => {
    // Who cannot be reviewed is not tried again before each one of a hundred thousand others.
    const isResting = restsSinceMs !== null && Math.abs(nowMs - restsSinceMs) < SETTLED_AFTER_MS;
    if (!isResting) {
      const [touched] = await database.query(selectOutdatedMember(gymId, lastId, nowMs - SETTLED_AFTER_MS));
      lastId = touched?.user_id ?? '';
      restsSinceMs = touched === undefined ? nowMs : null;
      if (touched !== undefined) return touched.user_id;
    }
    const [old] = await database.query(selectMemberOfOldReview(gymId, generation, lastOld));
    lastOld = old ?? null;
    if (old === undefined) restsSinceMs = null;
    return old?.user_id ?? null;
  };
}

/** Runs a sweep beside the server's requests. @returns how to stop it; resolves when nothing runs any more */
export function startReviewSweep(gymId: GymId, parts: ReviewSweepParts): () => Promise<void> {
  return runSteps(createReviewSweep(gymId, parts), {
    pauseMs: PAUSE_MS,
    restMs: REST_MS,
    log: parts.log,
    what: 'members are reviewed',
  });
}
