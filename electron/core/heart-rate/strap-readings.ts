import type { MemberId } from '../../../shared/base/ids.ts';
import type { HeartRateReading } from '../../../shared/contract/readings.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import { keepAside, setAsideCodeOf } from '../devices/set-reading-aside.ts';
import type { Ground } from '../ground.ts';
import type { MemberSessions } from '../screen/member-session.ts';
import { StorageFailed } from '../store/store.ts';
import { findLastFinish } from '../store/tables/heart-rate-sessions.ts';
import type { HeartRateRecorder } from './heart-rate-recorder.ts';
import { createOwnStraps } from './own-straps.ts';
import type { StrapRadar } from './strap-radar.ts';
import type { StrapReceivers } from './strap-receivers.ts';

/** Acts on what a strap said. May throw StorageFailed. */
export type OnStrapReading = (reading: HeartRateReading, cursor: ReadingCursor) => void;

/**
 * @param parts.receivers keeps one strap one strap
 * @param parts.ownStraps straps whose session starts by itself, by sensor id
 */
export function createStrapReadings(
  { store, log, clock, changed }: Ground,
  parts: {
    sessions: Pick<MemberSessions, 'current'>;
    recorder: HeartRateRecorder;
    radar: StrapRadar;
    receivers: StrapReceivers;
    ownStraps: ReadonlyMap<string, MemberId>;
  },
): OnStrapReading {
  const { sessions, recorder, radar, receivers } = parts;
  const straps = createOwnStraps({
    owners: parts.ownStraps,
    isRecording: (sensorId) => recorder.wearerOf(sensorId) !== null,
    lastFinishedAtMs: (sensorId) => findLastFinish(store.db, sensorId),
  });
  /** Own straps whose session the store did not take: bounded by the configuration. */
  const notStarted = new Set<string>();

  const startOwnStrap = (reading: HeartRateReading, cursor: ReadingCursor): void => {
    const putOn = straps.onReading(reading);
    if (putOn === null) return;
    const { memberId, readings: heard } = putOn;
    const { sensor_id: sensorId, device } = reading;
    if (notStarted.has(sensorId)) return;
    try {
      recorder.start({ memberId, sensorId, device, atMs: heard[0]?.at ?? reading.at }, heard);
    } catch (error) {
      if (error instanceof StorageFailed) throw error;
      // Said once, and not with every third reading. What the strap says goes on being recorded.
      notStarted.add(sensorId);
      log.error({ err: error, device }, 'a session could not be started');
      keepAside(store, reading, cursor, setAsideCodeOf(error), () => undefined);
    }
    changed();
  };

  return (received, cursor) => {
    const reading = receivers.take(received);
    if (reading === null) {
      recorder.passOver(received, cursor);
      return;
    }
    const isNew = radar.find(reading.sensor_id, clock.nowMs()) === null;
    radar.onReading(reading);
    startOwnStrap(reading, cursor);
    recorder.onReading(reading, cursor);
    if (isNew && (sessions.current()?.pairingUntilMs ?? null) !== null) changed();
  };
}
