import type { ReadingCursor } from '../../../electron/core/devices/device-line.ts';
import { createFloor, type Floor } from '../../../electron/core/check-in/floor.ts';
import {
  createHeartRateRecorder,
  type HeartRateRecorder,
} from '../../../electron/core/heart-rate/heart-rate-recorder.ts';
import { createMemberSessions, type MemberSessions } from '../../../electron/core/screen/member-session.ts';
import { createDeviceTest, type DeviceTest } from '../../../electron/core/staff/device-test.ts';
import { createEnrolment, type Enrolment } from '../../../electron/core/staff/enrolment.ts';
import { createMemberPins, type MemberPins } from '../../../electron/core/members/member-pins.ts';
import { createKeypad, type Keypad } from '../../../electron/core/check-in/keypad.ts';
import { createRecentMembers } from '../../../electron/core/weigh-in/recent-members.ts';
import { createScales } from '../../../electron/core/weigh-in/scales.ts';
import { createWeighInClaim, type WeighInClaim } from '../../../electron/core/weigh-in/weigh-in-claim.ts';
import { createReadingGuard } from '../../../electron/core/devices/reading-guard.ts';
import { createStaffCards, whoseTestCard } from '../../../electron/core/staff/staff-cards.ts';
import { createStaffDesk, type StaffDesk } from '../../../electron/core/staff/staff-desk.ts';
import { createStaffAccounts } from '../../../electron/core/staff/staff-accounts.ts';
import type { StaffAccountConfig } from '../../../shared/contract/staff-account.ts';
import { createStrapRadar, type StrapRadar } from '../../../electron/core/heart-rate/strap-radar.ts';
import { createStrapReceivers } from '../../../electron/core/heart-rate/strap-receivers.ts';
import type { CheckInOutcome } from '../../../electron/core/check-in/check-in.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import type { CardReading, HeartRateReading } from '../../../shared/contract/readings.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

/** A kiosk's floor with the test in place of its devices and its screen. */
export interface TestFloor extends TestStore {
  readonly floor: Floor;
  readonly sessions: MemberSessions;
  readonly claim: WeighInClaim;
  readonly recorder: HeartRateRecorder;
  readonly radar: StrapRadar;
  readonly desk: StaffDesk;
  readonly pins: MemberPins;
  readonly keypad: Keypad;
  readonly deviceTest: DeviceTest;
  readonly enrolment: Enrolment;
  /** What was said to be committed, in order. */
  readonly acknowledged: ReadingCursor[];
  readonly outcomes: CheckInOutcome[];
  /** Kind and code of every reading that was set aside. */
  readonly setAside: string[];
  /** How often the screen was told to look again. */
  changes(): number;
  brokenStorage(): number;
  /** Holds a card to the reader; `at` is now unless said otherwise. */
  scan(code: string, at?: number): void;
  /** A scale says something now, or again with a cursor of before. */
  weigh(kg: number, more?: Partial<ScaleSaid>): void;
  /** A strap says something now. */
  beat(sensorId: string, bpm: number): void;
  /** Lets time pass second by second, with a tick in each and, where given, a beat. */
  pass(seconds: number, beat?: (second: number) => void): void;
}

/** What a scale says beside the weight. */
export interface ScaleSaid {
  readonly stable: boolean;
  readonly at: number;
  readonly fields: Record<string, number> | null;
}

/** What a strap says. */
export function heartRate(sensorId: string, bpm: number, at: number): HeartRateReading {
  return {
    kind: 'heart_rate',
    device: 'stick',
    at,
    sensor: sensorId,
    sensor_id: sensorId,
    bpm,
    rr_ms: null,
    beat_count: 0,
    rssi_dbm: null,
    battery_percent: null,
  };
}

/**
 * @param ownStraps straps whose session starts by itself, by device number
 * @param dataDir an existing store, as after a restart of core
 * @param staff who may use staff mode
 * @param antNumbers straps that send both: Bluetooth id → ANT+ number
 */
export function openTestFloor(
  ownStraps: Record<string, MemberId> = {},
  dataDir?: string,
  staff: readonly StaffAccountConfig[] = [],
  antNumbers: Record<string, string> = {},
): TestFloor {
  const test = openTestStore(dataDir);
  const { store, time, newId, log } = test;
  const acknowledged: ReadingCursor[] = [];
  const outcomes: CheckInOutcome[] = [];
  const setAside: string[] = [];
  let changes = 0;
  let brokenStorage = 0;
  const nextSeq = new Map<string, number>();
  const cursor = (device: string): ReadingCursor => {
    const seq = (nextSeq.get(device) ?? 0) + 1;
    nextSeq.set(device, seq);
    return { device, runId: 'run-1', seq };
  };
  const acknowledge = (to: ReadingCursor): void => void acknowledged.push(to);
  const sessions = createMemberSessions({ newId, nowMs: time.nowMs, monotonicMs: time.monotonicMs });
  const guard = createReadingGuard({
    store,
    log,
    acknowledge,
    onSetAside: (reading, code) => void setAside.push(`${reading.kind}: ${code}`),
  });
  const recorder = createHeartRateRecorder({ store, newId, log, acknowledge });
  const radar = createStrapRadar();
  const accounts = createStaffAccounts(staff);
  const deviceTest = createDeviceTest({ ...time, whoseCard: (code) => whoseTestCard(store, accounts, code) });
  const enrolment = createEnrolment({ store, monotonicMs: time.monotonicMs });
  const desk = createStaffDesk({
    store,
    accounts,
    newId,
    monotonicMs: time.monotonicMs,
    log,
    onOpen() {
      sessions.end();
      keypad.end();
    },
    onChange: () => void (changes += 1),
  });
  const pins = createMemberPins(Buffer.alloc(32, 7));
  const keypad = createKeypad({
    store,
    pins,
    newId,
    monotonicMs: time.monotonicMs,
    onOutcome(outcome) {
      outcomes.push(outcome);
      floor.show(outcome);
    },
    onChange: () => void (changes += 1),
    onBrokenStorage: () => void (brokenStorage += 1),
  });
  const claim = createWeighInClaim({ sessions, nowMs: time.nowMs, monotonicMs: time.monotonicMs });
  const recentMembers = createRecentMembers();
  const scales = createScales({
    store,
    nowMs: time.nowMs,
    log,
    claim,
    membersAround: recentMembers.around,
    guard,
    acknowledge,
    onChange: () => void (changes += 1),
  });
  const floor = createFloor({
    guard,
    scales,
    claim,
    recentMembers,
    store,
    newId,
    nowMs: time.nowMs,
    log,
    sessions,
    recorder,
    radar,
    receivers: createStrapReceivers(new Map(Object.entries(antNumbers))),
    ownStraps: new Map(Object.entries(ownStraps)),
    staffCards: createStaffCards({
      store,
      accounts,
      desk,
      deviceTest,
      enrolment,
      keypad,
      onChange: () => void (changes += 1),
    }),
    acknowledge,
    onCheckIn: (outcome) => void outcomes.push(outcome),
    onChange: () => void (changes += 1),
    onBrokenStorage: () => void (brokenStorage += 1),
  });
  return {
    ...test,
    floor,
    sessions,
    claim,
    recorder,
    radar,
    desk,
    pins,
    keypad,
    deviceTest,
    enrolment,
    acknowledged,
    outcomes,
    setAside,
    changes: () => changes,
    brokenStorage: () => brokenStorage,
    scan(code, at = time.nowMs()) {
      const card: CardReading = { kind: 'card', device: 'reader', at, code };
      deviceTest.hear(card);
      floor.hear(card, cursor('reader'));
    },
    weigh(kg, { stable = true, at = time.nowMs(), fields = null } = {}) {
      const said = { device: 'scale', at, kg };
      floor.hear(
        fields === null
          ? { kind: 'weight', ...said, value: String(kg), unit: 'kg', stable }
          : { kind: 'body_composition', ...said, fields },
        cursor('scale'),
      );
    },
    beat: (sensorId, bpm) => floor.hear(heartRate(sensorId, bpm, time.nowMs()), cursor('stick')),
    pass(seconds, beat = () => undefined) {
      for (let second = 0; second < seconds; second += 1) {
        time.pass(1_000);
        beat(second);
        floor.tick();
        desk.tick();
        keypad.tick();
      }
    },
  };
}

/** Fills the disk, as SQLite sees it. @returns how to make room again */
export function fillDisk({ store }: TestStore): () => void {
  store.db.pragma(`max_page_count = ${String(store.db.pragma('page_count', { simple: true }))}`);
  return () => void store.db.pragma('max_page_count = 1000000');
}
