import type { MemberId } from '../../../shared/base/ids.ts';
import type { ExcusedTime } from '../../../shared/domain/attendance/excused-weeks.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { hasClosure, hasFreeze } from '../store/tables/excused-times.ts';

/**
 * Notes that a membership is frozen for a time; a freeze that is known already changes nothing.
 * @param time ISO dates of the gym's zone, both ends included
 */
export function excuse(
  tx: WritableDb,
  store: Store,
  memberId: MemberId,
  { from, to }: ExcusedTime,
  nowMs: number,
): void {
  if (hasFreeze(tx, memberId, { from, to })) return;
  store.facts.append(tx, {
    kind: 'membership.frozen',
    memberId,
    happenedAtMs: nowMs,
    payload: { from, to },
  });
}

/**
 * Notes when the gym is closed. What was announced once stays, for a week that was forgiven must not
 * break a streak later.
 * @param closures ISO dates of the gym's zone, both ends included
 */
export function closeGym(store: Store, closures: readonly ExcusedTime[], nowMs: number): void {
  if (closures.length === 0) return;
  store.write((tx) => {
    for (const { from, to } of closures) {
      if (hasClosure(tx, { from, to })) continue;
      store.facts.append(tx, {
        kind: 'gym.closed',
        memberId: null,
        happenedAtMs: nowMs,
        payload: { from, to },
      });
    }
  });
}
