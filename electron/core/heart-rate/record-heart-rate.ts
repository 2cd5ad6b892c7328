import type { HeartRateSessionId, MemberId, NewId } from '../../../shared/base/ids.ts';
import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { HeartRateSession } from '../../../shared/domain/heart-rate/heart-rate-session.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { isRunning, type HeartRateBlock } from '../store/tables/heart-rate-sessions.ts';

export type StartedSession = HeartRateSession & { readonly device: string };

/**
 * A member puts a strap on: from now on what it says is theirs.
 * @throws when the member or the strap has a running session already
 */
export function startHeartRateSession(
  deps: { store: Store; newId: NewId },
  start: { memberId: MemberId; sensorId: string; device: string; atMs: number },
): StartedSession {
  const { store, newId } = deps;
  return store.write((tx) => {
    const session: StartedSession = {
      id: newId() as HeartRateSessionId,
      memberId: start.memberId,
      sensor: start.sensorId,
      device: start.device,
      // A whole second, so that no second of the trace belongs to two minutes.
      startedAtMs: Math.floor(start.atMs / SECOND_MS) * SECOND_MS,
      endedAtMs: null,
    };
    if (isRunning(tx, session.memberId, session.sensor))
      throw new Error('the member or the strap has a running session already');
    store.facts.append(tx, {
      kind: 'heart_rate.session_started',
      memberId: session.memberId,
      happenedAtMs: session.startedAtMs,
      payload: { session_id: session.id, sensor_id: session.sensor, device: session.device },
    });
    return session;
  });
}

/** Stores blocks of a running session, each with its fact, inside the caller's transaction. */
export function storeHeartRateBlocks(
  tx: WritableDb,
  facts: Store['facts'],
  session: StartedSession,
  blocks: readonly HeartRateBlock[],
): void {
  for (const block of blocks) {
    facts.append(tx, {
      kind: 'heart_rate.minute',
      memberId: session.memberId,
      happenedAtMs: block.startedAtMs,
      payload: {
        session_id: session.id,
        started_at: new Date(block.startedAtMs).toISOString(),
        bpm: Buffer.from(block.bpm).toString('base64'),
      },
    });
  }
}
