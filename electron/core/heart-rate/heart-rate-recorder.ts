import { MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type { MemberId, NewId } from '../../../shared/base/ids.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { HeartRateSummary } from '../../../shared/contract/kiosk-api.ts';
import type { HeartRateReading } from '../../../shared/contract/readings.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import type { Store } from '../store/store.ts';
import type { EndReason } from '../store/tables/heart-rate-sessions.ts';
import { finishHeartRateSession } from './finish-heart-rate-session.ts';
import { closeUnsummed, setMinutesAside } from './minutes-aside.ts';
import { CLOCK_WAS_SET_MS, createReceiverMinutes } from './receiver-minutes.ts';
import { startHeartRateSession } from './record-heart-rate.ts';
import { createRunningSession, type RunningSession } from './running-session.ts';
import { createRunningSessions } from './running-sessions.ts';

/** A strap silent for this long has been taken off: the session ends when it was last heard. */
export const SILENCE_ENDS_SESSION_MS = 5 * MINUTE_MS;
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
  const { store, newId, log } = deps;
  const sessions = createRunningSessions(store);
  const end = (running: RunningSession, reason: EndReason, wantedEndMs: number): HeartRateSummary | null => {
    const summary = finishOrClose(deps, running, reason, wantedEndMs);
    sessions.remove(running);
    return summary;
  };
  const endWhenLastHeard = (running: RunningSession): void =>
    void end(running, 'silence', running.lastHeardAtMs() + SECOND_MS);
  const minutes = createReceiverMinutes({
    ...deps,
    sessions,
    /** What was measured on the other side of a jump is kept; what comes now is a session of its own. */
    onJump(device, atMs) {
      for (const running of sessions.ofReceiver(device))
        if (Math.abs(atMs - running.lastHeardAtMs()) > CLOCK_WAS_SET_MS) endWhenLastHeard(running);
    },
  });
  return {
    passOver: (reading, cursor) => minutes.moveOn(reading.at, cursor),
    sensors: () => sessions.all().map(({ session }) => session.sensor),
    onReading(reading, cursor) {
      minutes.moveOn(reading.at, cursor);
      const running = sessions.ofStrap(reading.sensor_id);
      if (running === null || reading.at < running.session.startedAtMs) return;
      if (cursor.device !== running.session.device) sessions.heardBy(reading.sensor_id, cursor.device);
      running.record(reading.bpm, reading.at);
    },
    start(who, heard = []) {
      if (sessions.ofMember(who.memberId) !== null || sessions.ofStrap(who.sensorId) !== null) return false;
      const running = createRunningSession(startHeartRateSession({ store, newId }, who), []);
      for (const { bpm, at } of heard) running.record(bpm, at);
      sessions.add(running);
      return true;
    },
    finish(memberId, reason, nowMs) {
      const running = sessions.ofMember(memberId);
      return running === null ? null : end(running, reason, nowMs);
    },
    running: sessions.ofMember,
    wearerOf: (sensorId) => sessions.ofStrap(sensorId)?.session.memberId ?? null,
    count: () => sessions.all().length,
    tick(nowMs) {
      minutes.tick(nowMs);
      for (const running of sessions.all()) {
        if (nowMs - running.lastHeardAtMs() < SILENCE_ENDS_SESSION_MS) continue;
        endWhenLastHeard(running);
        log.info({ device: running.session.device }, 'a silent heart-rate session was ended');
      }
    },
    finishAll(nowMs) {
      for (const running of sessions.all())
        end(running, 'left', Math.min(nowMs, running.lastHeardAtMs() + SECOND_MS));
    },
  };
}

/** @returns null where the session cannot be summed up: it ends all the same, and its minutes are set aside */
function finishOrClose(
  { store, log }: { store: Store; log: Log },
  running: RunningSession,
  reason: EndReason,
  wantedEndMs: number,
): HeartRateSummary | null {
  const { session } = running;
  const blocks = running.unsavedBlocks(Number.MAX_SAFE_INTEGER);
  const endedAtMs = Math.max(wantedEndMs, session.startedAtMs);
  try {
    return finishHeartRateSession(store, { session, trace: running.trace(), blocks, endedAtMs, reason });
  } catch (error) {
    setMinutesAside({ store, log }, session, blocks, error);
    closeUnsummed({ store, log }, session, { endedAtMs, reason });
    return null;
  }
}
