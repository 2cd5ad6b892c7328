import type { Log } from '../../../shared/base/log.ts';
import { keepAside, setAsideCodeOf } from '../devices/set-reading-aside.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import type { EndReason, HeartRateBlock } from '../store/tables/heart-rate-sessions.ts';
import type { HeartRateMinutes } from '../store/tables/set-aside-readings.ts';
import { endUnsummed } from './finish-heart-rate-session.ts';
import { storeHeartRateBlocks, type StartedSession } from './record-heart-rate.ts';
import type { RunningSession } from './running-session.ts';

interface Deps {
  readonly store: Store;
  readonly log: Log;
}

/** Blocks of one session on their own; set aside where its own rows are what is wrong. @throws StorageFailed */
export function storeOrSetAside(
  deps: Deps,
  { session }: RunningSession,
  blocks: readonly HeartRateBlock[],
): void {
  const { store } = deps;
  if (blocks.length === 0) return;
  try {
    store.write((tx) => storeHeartRateBlocks(tx, store.facts, session, blocks));
  } catch (error) {
    setMinutesAside(deps, session, blocks, error);
  }
}

/** Keeps minutes whose commit failed. @throws StorageFailed when it was the disk that failed */
export function setMinutesAside(
  { store, log }: Deps,
  session: RunningSession['session'],
  blocks: readonly HeartRateBlock[],
  error: unknown,
): void {
  if (error instanceof StorageFailed) throw error;
  const at = blocks[0]?.startedAtMs ?? session.startedAtMs;
  const minutes: HeartRateMinutes = {
    kind: 'heart_rate_minutes',
    device: session.device,
    at,
    session_id: session.id,
    blocks: blocks.map(({ startedAtMs, bpm }) => ({
      started_at: startedAtMs,
      bpm: Buffer.from(bpm).toString('base64'),
    })),
  };
  const code = setAsideCodeOf(error);
  log.error({ err: error, device: session.device, code }, 'minutes of a session were set aside');
  keepAside(store, minutes, { device: session.device, runId: session.id, seq: at }, code, () => undefined);
}

/**
 * A session that cannot be summed up ends all the same, so that its member and its strap are free.
 * @throws StorageFailed
 */
export function closeUnsummed(
  { store, log }: Deps,
  session: StartedSession,
  end: { readonly endedAtMs: number; readonly reason: EndReason },
): void {
  try {
    endUnsummed(store, session, end);
  } catch (error) {
    if (error instanceof StorageFailed) throw error;
    log.error({ err: error }, 'a session stays open in the store');
  }
}
