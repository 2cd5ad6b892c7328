import { MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type { HeartRateSessionId, MemberId, NewId } from '../../../shared/base/ids.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { HeartRateSummary } from '../../../shared/contract/kiosk-api.ts';
import type { HeartRateReading } from '../../../shared/contract/readings.ts';
import { finishHeartRateSession } from './finish-heart-rate-session.ts';
import { startHeartRateSession, storeHeartRateBlocks } from './record-heart-rate.ts';
import { keepAside, setAsideCodeOf } from '../devices/set-reading-aside.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import {
  endSession,
  listBlocks,
  listRunningSessions,
  type EndReason,
  type HeartRateBlock,
} from '../store/tables/heart-rate-sessions.ts';
import type { HeartRateMinutes } from '../store/tables/set-aside-readings.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import { createRunningSession, type RunningSession } from './running-session.ts';

/** A strap silent for this long has been taken off: the session ends when it was last heard. */
export const SILENCE_ENDS_SESSION_MS = 5 * MINUTE_MS;
/** A reading so far from the one before it: the clock was set, or nobody was heard. More than readings wait for core. */
export const CLOCK_WAS_SET_MS = 10 * MINUTE_MS;
/** A strap silent for this long has lost its signal. */
export const SIGNAL_LOST_AFTER_MS = 5 * SECOND_MS;

export interface HeartRateRecorder {
  /** Takes a reading; its cursor is committed with the minute it belongs to. */
  onReading(reading: HeartRateReading, cursor: ReadingCursor): void;
  /** Takes the place of a reading that another receiver has told already. */
  passOver(reading: HeartRateReading, cursor: ReadingCursor): void;
  /** Straps with a running session. */
  sensors(): string[];
  /**
   * @param heard readings of this strap that belong to the session already
   * @returns false when the member or the strap has a running session already
   */
  start(
    who: { memberId: MemberId; sensorId: string; device: string; atMs: number },
    heard?: readonly HeartRateReading[],
  ): boolean;
  /** @returns the summary, or null when the member has no running session */
  finish(memberId: MemberId, reason: EndReason, nowMs: number): HeartRateSummary | null;
  running(memberId: MemberId): RunningSession | null;
  wearerOf(sensorId: string): MemberId | null;
  count(): number;
  /** Once a second: closes minutes nobody spoke in and ends silent sessions. */
  tick(nowMs: number): void;
  /** Ends every session, for a clean shutdown: what was measured is saved, not left hanging. */
  finishAll(nowMs: number): void;
}

/**
 * Keeps the heart rate of everybody who wears a paired strap. Whole minutes are committed together
 * with the receiver's cursor; readings of the open minute stay with the device process until then,
 * so that a core that is killed gets them again.
 * @param deps.acknowledge tells the device process what is committed
 */
export function createHeartRateRecorder(deps: {
  store: Store;
  newId: NewId;
  log: Log;
  acknowledge: (cursor: ReadingCursor) => void;
}): HeartRateRecorder {
  const { store, newId, log, acknowledge } = deps;
  const byStrap = new Map<string, RunningSession>();
  /** Per receiver: the minute being filled, and the last reading taken. */
  const receivers = new Map<string, { minute: number; cursor: ReadingCursor }>();
  for (const session of listRunningSessions(store.db)) {
    byStrap.set(session.sensor, createRunningSession(session, listBlocks(store.db, session.id)));
  }
  /** Receivers that a strap was heard by beside the one its session began with. */
  const alsoHeardBy = new Map<string, Set<string>>();
  const sessionsOf = (device: string): RunningSession[] =>
    [...byStrap.values()].filter(
      ({ session }) => session.device === device || alsoHeardBy.get(session.sensor)?.has(device) === true,
    );
  const ofMember = (memberId: MemberId): RunningSession | null =>
    [...byStrap.values()].find(({ session }) => session.memberId === memberId) ?? null;

  /** Commits everything before `minute` of all straps one receiver hears, with its cursor. */
  const closeMinutes = (device: string, minute: number, cursor: ReadingCursor): void => {
    const untilMs = minute * MINUTE_MS;
    const due = sessionsOf(device).map((running) => ({ running, blocks: running.unsavedBlocks(untilMs) }));
    if (due.some(({ blocks }) => blocks.length > 0)) {
      try {
        store.write((tx) => {
          saveDeviceCursor(tx, cursor);
          for (const { running, blocks } of due)
            storeHeartRateBlocks(tx, store.facts, running.session, blocks);
        });
      } catch (error) {
        if (error instanceof StorageFailed) throw error;
        // One of them stands in the way of all: each for itself, and that one aside.
        for (const { running, blocks } of due) storeOrSetAside(running, blocks);
        store.write((tx) => saveDeviceCursor(tx, cursor));
      }
      for (const { running } of due) running.markSaved(untilMs);
    }
    acknowledge(cursor);
  };

  /** Blocks of one session on their own; set aside where its own rows are what is wrong. */
  const storeOrSetAside = ({ session }: RunningSession, blocks: readonly HeartRateBlock[]): void => {
    if (blocks.length === 0) return;
    try {
      store.write((tx) => storeHeartRateBlocks(tx, store.facts, session, blocks));
    } catch (error) {
      setMinutesAside(session, blocks, error);
    }
  };

  const setMinutesAside = (
    session: RunningSession['session'],
    blocks: readonly HeartRateBlock[],
    error: unknown,
  ): void => {
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
  };

  const end = (running: RunningSession, reason: EndReason, wantedEndMs: number): HeartRateSummary | null => {
    const { session } = running;
    const blocks = running.unsavedBlocks(Number.MAX_SAFE_INTEGER);
    const endedAtMs = Math.max(wantedEndMs, session.startedAtMs);
    let summary: HeartRateSummary | null = null;
    try {
      const finished = { session, trace: running.trace(), blocks, endedAtMs, reason };
      summary = finishHeartRateSession(store, finished);
    } catch (error) {
      setMinutesAside(session, blocks, error);
      closeUnsummed(session.id, endedAtMs, reason);
    }
    byStrap.delete(session.sensor);
    alsoHeardBy.delete(session.sensor);
    return summary;
  };

  /** A session that cannot be summed up ends all the same, so that its member and its strap are free. */
  const closeUnsummed = (id: HeartRateSessionId, endedAtMs: number, reason: EndReason): void => {
    try {
      store.write((tx) => endSession(tx, { id, endedAtMs, reason, summary: null }));
    } catch (error) {
      if (error instanceof StorageFailed) throw error;
      log.error({ err: error }, 'a session stays open in the store');
    }
  };

  /** What was measured on the other side of a jump is kept; what comes now is a session of its own. */
  const endLeftBehind = (device: string, atMs: number): void => {
    for (const running of sessionsOf(device)) {
      const lastHeardAtMs = running.lastHeardAtMs();
      if (Math.abs(atMs - lastHeardAtMs) > CLOCK_WAS_SET_MS)
        end(running, 'silence', lastHeardAtMs + SECOND_MS);
    }
  };

  const moveOn = (atMs: number, cursor: ReadingCursor): void => {
    const minute = Math.floor(atMs / MINUTE_MS);
    const before = receivers.get(cursor.device);
    const isFar = before !== undefined && Math.abs(before.minute - minute) * MINUTE_MS > CLOCK_WAS_SET_MS;
    if (isFar) endLeftBehind(cursor.device, atMs);
    const receiver = isFar ? undefined : before;
    if (receiver !== undefined && minute > receiver.minute)
      closeMinutes(cursor.device, minute, receiver.cursor);
    receivers.set(cursor.device, { minute: Math.max(minute, receiver?.minute ?? 0), cursor });
  };

  return {
    passOver: (reading, cursor) => moveOn(reading.at, cursor),
    sensors: () => [...byStrap.keys()],
    onReading(reading, cursor) {
      moveOn(reading.at, cursor);
      const running = byStrap.get(reading.sensor_id);
      if (running === undefined || reading.at < running.session.startedAtMs) return;
      if (cursor.device !== running.session.device) {
        const others = alsoHeardBy.get(reading.sensor_id) ?? new Set<string>();
        alsoHeardBy.set(reading.sensor_id, others.add(cursor.device));
      }
      running.record(reading.bpm, reading.at);
    },
    start(who, heard = []) {
      if (ofMember(who.memberId) !== null || byStrap.has(who.sensorId)) return false;
      const running = createRunningSession(startHeartRateSession({ store, newId }, who), []);
      for (const { bpm, at } of heard) running.record(bpm, at);
      byStrap.set(who.sensorId, running);
      return true;
    },
    finish(memberId, reason, nowMs) {
      const running = ofMember(memberId);
      return running === null ? null : end(running, reason, nowMs);
    },
    running: ofMember,
    wearerOf: (sensorId) => byStrap.get(sensorId)?.session.memberId ?? null,
    count: () => byStrap.size,
    tick(nowMs) {
      for (const [device, { minute, cursor }] of receivers) {
        const nowMinute = Math.floor(nowMs / MINUTE_MS);
        if (sessionsOf(device).length === 0) acknowledge(cursor);
        else if (nowMinute > minute) {
          closeMinutes(device, nowMinute, cursor);
          receivers.set(device, { minute: nowMinute, cursor });
        }
      }
      for (const running of byStrap.values()) {
        const lastHeardAtMs = running.lastHeardAtMs();
        if (nowMs - lastHeardAtMs < SILENCE_ENDS_SESSION_MS) continue;
        end(running, 'silence', lastHeardAtMs + SECOND_MS);
        log.info({ device: running.session.device }, 'a silent heart-rate session was ended');
      }
    },
    finishAll(nowMs) {
      for (const running of byStrap.values())
        end(running, 'left', Math.min(nowMs, running.lastHeardAtMs() + SECOND_MS));
    },
  };
}
