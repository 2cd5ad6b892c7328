import { MINUTE_MS } from '../../../shared/base/clock.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import { storeOrSetAside } from './minutes-aside.ts';
import { storeHeartRateBlocks } from './record-heart-rate.ts';
import type { RunningSession } from './running-session.ts';
import type { RunningSessions } from './running-sessions.ts';

/** A reading so far from the one before it: the clock was set, or nobody was heard. More than readings wait for core. */
export const CLOCK_WAS_SET_MS = 10 * MINUTE_MS;

/** The minute that each receiver is in, which is committed whole. */
export interface ReceiverMinutes {
  /** A receiver told something of that time: minutes before it are over. */
  moveOn(atMs: number, cursor: ReadingCursor): void;
  /** Closes minutes in which nobody spoke any more. */
  tick(nowMs: number): void;
}

/**
 * @param deps.acknowledge tells the device process what is committed
 * @param deps.onJump a receiver's time jumped: its sessions of before the jump are over
 */
export function createReceiverMinutes(deps: {
  store: Store;
  log: Log;
  sessions: RunningSessions;
  acknowledge: (cursor: ReadingCursor) => void;
  onJump: (device: string, atMs: number) => void;
}): ReceiverMinutes {
  const { sessions, acknowledge } = deps;
  /** Per receiver: the minute being filled, and the last reading taken. */
  const receivers = new Map<string, { minute: number; cursor: ReadingCursor }>();

  /** Commits everything before `minute` of all straps one receiver hears, with its cursor. */
  const closeMinutes = (device: string, minute: number, cursor: ReadingCursor): void => {
    const untilMs = minute * MINUTE_MS;
    const due = sessions
      .ofReceiver(device)
      .map((running) => ({ running, blocks: running.unsavedBlocks(untilMs) }));
    if (due.some(({ blocks }) => blocks.length > 0)) {
      commit(deps, due, cursor);
      for (const { running } of due) running.markSaved(untilMs);
    }
    acknowledge(cursor);
  };

  return {
    moveOn(atMs, cursor) {
      const minute = Math.floor(atMs / MINUTE_MS);
      const before = receivers.get(cursor.device);
      const isFar = before !== undefined && Math.abs(before.minute - minute) * MINUTE_MS > CLOCK_WAS_SET_MS;
      if (isFar) deps.onJump(cursor.device, atMs);
      const receiver = isFar ? undefined : before;
      if (receiver !== undefined && minute > receiver.minute)
        closeMinutes(cursor.device, minute, receiver.cursor);
      receivers.set(cursor.device, { minute: Math.max(minute, receiver?.minute ?? 0), cursor });
    },
    tick(nowMs) {
      const nowMinute = Math.floor(nowMs / MINUTE_MS);
      for (const [device, { minute, cursor }] of receivers) {
        if (sessions.ofReceiver(device).length === 0) acknowledge(cursor);
        else if (nowMinute > minute) {
          closeMinutes(device, nowMinute, cursor);
          receivers.set(device, { minute: nowMinute, cursor });
        }
      }
    },
  };
}

type Due = readonly {
  readonly running: RunningSession;
  readonly blocks: ReturnType<RunningSession['unsavedBlocks']>;
}[];

function commit({ store, log }: { store: Store; log: Log }, due: Due, cursor: ReadingCursor): void {
  try {
    store.write((tx) => {
      saveDeviceCursor(tx, cursor);
      for (const { running, blocks } of due) storeHeartRateBlocks(tx, store.facts, running.session, blocks);
    });
  } catch (error) {
    if (error instanceof StorageFailed) throw error;
    // One of them stands in the way of all: each for itself, and that one aside.
    for (const { running, blocks } of due) storeOrSetAside({ store, log }, running, blocks);
    store.write((tx) => saveDeviceCursor(tx, cursor));
  }
}
