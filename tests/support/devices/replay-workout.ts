import { v7 as newId } from 'uuid';
import { createHeartRateRecorder } from '../../../electron/core/heart-rate/heart-rate-recorder.ts';
import { openStore } from '../../../electron/core/store/store.ts';
import { createAntDriver } from '../../../electron/devices/ant/driver.ts';
import { extendedDeviceNumber } from '../../../electron/devices/ant/frames.ts';
import { DAY_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type { GymId, MemberId } from '../../../shared/base/ids.ts';
import type { HeartRateSummary } from '../../../shared/contract/kiosk-api.ts';
import { heartRateReadingSchema, type HeartRateReading } from '../../../shared/contract/readings.ts';
import { recordedLog } from '../core/recorded-log.ts';
import { messagesOf, type RecordedSecond } from './recorded-workouts.ts';
import { putMember, putReading } from '../core/put-rows.ts';

const START_MS = Date.parse('2026-02-18T12:00:00Z');
const BORN = '1990-05-17';
const YEAR_MS = 365.2425 * DAY_MS;
const SENSOR = 25_170;
const MEMBER = 'member-1' as MemberId;

/** The man who wears the strap. */
export interface Wearer {
  readonly weightKg: number;
  readonly maximumBpm: number;
}

/** His age on the day, in years with decimals. */
export function wearerAgeYears(rows: readonly RecordedSecond[]): number {
  return (START_MS + (rows.at(-1)!.second + 1) * SECOND_MS - Date.parse(BORN)) / YEAR_MS;
}

/** The production driver's readings of these messages, each in its second. */
function readBack(rows: readonly RecordedSecond[]): readonly HeartRateReading[] {
  const readings: HeartRateReading[] = [];
  let atMs = START_MS;
  const driver = createAntDriver(
    { id: 'stick', family: 'ant', transport: { type: 'simulated' }, options: {} },
    {
      send: () => undefined,
      reading: (said) =>
        void readings.push(heartRateReadingSchema.parse({ ...said, device: 'stick', at: atMs })),
      discarded: () => undefined,
      state: () => undefined,
      reopen: () => undefined,
      tune: () => undefined,
    },
  );
  driver.opened(0);
  for (const [index, message] of messagesOf(rows, SENSOR).entries()) {
    const { second } = rows[index]!;
    atMs = START_MS + second * SECOND_MS;
    driver.received(message, second * SECOND_MS);
  }
  return readings;
}

/**
 * Plays a recording through the production driver, the recorder and a store on disk.
 * @param folder an empty folder for the store
 * @returns the summary that is stored and shown when the session is finished
 */
export function replayWorkout(
  folder: string,
  rows: readonly RecordedSecond[],
  { weightKg, maximumBpm }: Wearer,
): HeartRateSummary {
  let nowMs = START_MS;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const log = recordedLog();
  const store = openStore({
    dataDir: folder,
    gymId: 'gym-1' as GymId,
    zone: 'Europe/Berlin',
    clock,
    newId,
    log,
  });
  store.write((tx) => {
    putMember(tx, {
      id: MEMBER,
      memberNumber: '1',
      firstName: 'Ben',
      lastName: '',
      alias: 'Ben',
      sex: 'male',
      birthDate: BORN,
      heightCm: null,
      membershipStatus: 'active',
      joinedAtMs: START_MS,
      maxHeartRateBpm: maximumBpm,
      measuredMaxHeartRateBpm: null,
      restingHeartRateBpm: null,
      boardPrivacy: 'alias',
    });
    putReading(tx, {
      id: 'weight',
      memberId: MEMBER,
      metricType: 'body_weight',
      value: weightKg,
      recordedAtMs: START_MS - DAY_MS,
      source: 'device',
      formula: null,
    });
  });
  const recorder = createHeartRateRecorder({ store, newId, log, acknowledge: () => undefined });
  const sensorId = String(extendedDeviceNumber(SENSOR, 113));
  recorder.start({ memberId: MEMBER, sensorId, device: 'stick', atMs: START_MS });
  for (const [index, reading] of readBack(rows).entries()) {
    nowMs = reading.at;
    recorder.tick(nowMs);
    recorder.onReading(reading, { device: 'stick', runId: 'recording', seq: index + 1 });
  }
  const summary = recorder.finish(MEMBER, 'finished', nowMs + SECOND_MS);
  store.close();
  if (summary === null) throw new Error('there was no session to finish');
  return summary;
}
