import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import type { Log } from '../../shared/base/log.ts';
import { absenceNotification } from '../../shared/domain/notifications/absence-notification.ts';
import type { GymId } from '../../shared/base/ids.ts';
import { readReview } from '../flows/review-member.ts';
import { SETTLED_AFTER_MS } from '../flows/review-sweep.ts';
import { StorageUnavailable, type CentralDatabase } from '../store/database.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { selectMemberOfTheDay } from '../store/tables/member-reviews.ts';
import { selectVisits } from '../store/tables/visits.ts';
import type { ReadAttendanceModel } from './attendance-model.ts';
import { noteNotifications } from './note-notifications.ts';

/** Who has not come for longer is reviewed when they come again. */
const RECENT_MS = 75 * DAY_MS;

export interface RoundParts {
  readonly database: CentralDatabase;
  readonly readAttendanceModel: ReadAttendanceModel;
  readonly log: Log;
}

/**
 * Looks once a day at every member who came lately, one a step: what only time changes (a goal's date,
 * a week's end, a silence that has grown long) is noticed without a fact. A review that was drawn holds
 * until midnight, so a member is looked at once a day, whoever looks and however often it is started.
 * @returns a step; it answers whether there was a member to look at, or the round is over
 */
export function createDailyRound({
  database,
  readAttendanceModel,
  log,
}: RoundParts): (gym: GymRow, nowMs: number) => Promise<boolean> {
  let lastId = '';
  return async (gym, nowMs) => {
    const { gym_id: gymId } = gym;
    const [next] = await database.query(
      selectMemberOfTheDay(gymId, lastId, {
        nowMs,
        cameSinceMs: nowMs - RECENT_MS,
        settledBeforeMs: nowMs - SETTLED_AFTER_MS,
      }),
    );
    lastId = next?.user_id ?? '';
    if (next === undefined) return false;
    const { user_id: memberId } = next;
    const model = await readAttendanceModel(gym, nowMs);
    try {
      if (model !== null) {
        const visits = await database.query(selectVisits(gymId, memberId));
        const times = visits.flatMap(({ checked_in_at: atMs }) => (atMs <= nowMs ? [atMs] : []));
        const absence = absenceNotification(model, times, { nowMs, days: localDays(gym.timezone) });
        // Before the review: once that holds, nobody looks here again today.
        if (absence !== null)
          await database.transaction((sql) => noteNotifications(sql, gym, memberId, [absence], nowMs));
      }
      await readReview(gym, { gymId: gymId as GymId, memberId }, { database, nowMs });
    } catch (error) {
      // Not this member's fault: everybody waits.
      if (error instanceof StorageUnavailable) throw error;
      log.error({ err: error }, 'what a member should hear could not be found out');
    }
    return true;
  };
}
