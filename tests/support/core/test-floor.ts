import type { CheckInOutcome } from '../../../electron/core/check-in/check-in.ts';
import type { Refusal } from '../../../electron/core/check-in/arrivals.ts';
import { buildCheckIn } from '../../../electron/core/check-in/build-check-in.ts';
import type { CheckInAtKeypad } from '../../../electron/core/check-in/check-in-at-keypad.ts';
import { buildDevices } from '../../../electron/core/devices/build-devices.ts';
import type { ReadingCursor } from '../../../electron/core/devices/reading-intake.ts';
import { routeReading } from '../../../electron/core/devices/route-reading.ts';
import type { Ground } from '../../../electron/core/ground.ts';
import { buildHeartRate } from '../../../electron/core/heart-rate/build-heart-rate.ts';
import type { HeartRateRecorder } from '../../../electron/core/heart-rate/heart-rate-recorder.ts';
import type { StrapRadar } from '../../../electron/core/heart-rate/strap-radar.ts';
import { createOutput, type Output } from '../../../electron/core/host/output.ts';
import { buildMembers } from '../../../electron/core/members/build-members.ts';
import { createMemberPins, type MemberPins } from '../../../electron/core/members/member-pins.ts';
import { buildProgress } from '../../../electron/core/progress/build-progress.ts';
import { tickParts } from '../../../electron/core/run-core.ts';
import { buildScreen } from '../../../electron/core/screen/build-screen.ts';
import type { Parts } from '../../../electron/core/screen/core-context.ts';
import type { Keypad } from '../../../electron/core/screen/keypad.ts';
import type { MemberSessions } from '../../../electron/core/screen/member-session.ts';
import { buildStaff } from '../../../electron/core/staff/build-staff.ts';
import type { DeviceTest } from '../../../electron/core/staff/device-test.ts';
import type { Enrolment } from '../../../electron/core/staff/enrolment.ts';
import type { StaffDesk } from '../../../electron/core/staff/staff-desk.ts';
import { buildWeighIn } from '../../../electron/core/weigh-in/build-weigh-in.ts';
import type { WeighInClaim } from '../../../electron/core/weigh-in/weigh-in-claim.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import type { Port } from '../../../shared/base/port.ts';
import type { FromDevices, ToDevices } from '../../../shared/contract/device-messages.ts';
import { kioskConfigSchema, type KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import type { HeartRateReading, Reading } from '../../../shared/contract/readings.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

/** A kiosk's floor with the test in place of its devices and its screen: its parts are core's own. */
export interface TestFloor extends TestStore {
  readonly parts: FloorParts;
  readonly floor: {
    /** A device says something; `cursor` is its place in the device's stream. */
    onReading(reading: Reading, cursor: ReadingCursor): void;
    /** Lets time pass for every part. */
    tick(): void;
    refusal(): Refusal | null;
    isStorageFailing(): boolean;
  };
  readonly sessions: MemberSessions;
  readonly claim: WeighInClaim;
  readonly recorder: HeartRateRecorder;
  readonly radar: StrapRadar;
  readonly desk: StaffDesk;
  readonly pins: MemberPins;
  readonly keypad: Keypad & { readonly checkIn: CheckInAtKeypad };
  readonly deviceTest: DeviceTest;
  readonly enrolment: Enrolment;
  /** What was said to be committed, in order. */
  readonly acknowledged: ReadingCursor[];
  readonly outcomes: CheckInOutcome[];
  /** Kind and code of every reading that was set aside. */
  readonly setAside: string[];
  /** What was asked to end: core, or the whole kiosk. */
  readonly ends: string[];
  /** Messages that went to the device process, acknowledgements left out. */
  readonly toDevices: unknown[];
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

/** Parts of core that stand on the floor: everything but central, jobs and the demo. */
export type FloorParts = Pick<
  Parts,
  'ground' | 'screen' | 'devices' | 'members' | 'staff' | 'checkIn' | 'heartRate' | 'weighIn' | 'progress'
>;

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

const RUN = 'run-1';

/**
 * @param ownStraps straps whose session starts by itself, by device number
 * @param dataDir an existing store, as after a restart of core
 * @param config what the kiosk is configured with, where the test is about that
 */
export function openTestFloor(
  ownStraps: Record<string, MemberId> = {},
  dataDir?: string,
  config: Partial<KioskConfig> = {},
): TestFloor {
  const test = openTestStore(dataDir);
  const { store, time, newId, log } = test;
  const seen = { outcomes: [], setAside: [], ends: [], acknowledged: [], toDevices: [] } as Pick<
    TestFloor,
    'outcomes' | 'setAside' | 'ends' | 'acknowledged' | 'toDevices'
  >;
  let changes = 0;
  let brokenStorage = 0;
  const output: Output = {
    ...createOutput('none', () => undefined),
    checkIn: (outcome) => void seen.outcomes.push(outcome),
    setAside: ({ kind }, code) => void seen.setAside.push(`${kind}: ${code}`),
  };
  const ground: Ground = {
    settings: {
      centralTls: { ca: null, pins: [] },
      config: { ...kioskConfigSchema.parse({}), ...config },
      dataDir: test.dataDir,
    },
    store,
    clock: time,
    newId,
    log,
    output,
    exits: {
      restart: () => void seen.ends.push('core'),
      leave: () => void seen.ends.push('kiosk'),
      broken: () => void (brokenStorage += 1),
    },
    changed: () => void (changes += 1),
  };
  const parts = buildFloor(ground, new Map(Object.entries(ownStraps)));
  const floor: TestFloor['floor'] = {
    onReading: (reading, cursor) => routeReading(parts, reading, cursor),
    tick: () => tickParts({ ...parts, jobs: { tick: () => undefined } }),
    refusal: parts.checkIn.refusal,
    isStorageFailing: store.isFailing,
  };
  attachDeviceProcess(parts, seen);
  return {
    ...test,
    ...seen,
    ...namesOf(parts),
    parts,
    floor,
    changes: () => changes,
    brokenStorage: () => brokenStorage,
    ...devicesOf(floor, time),
    pass(seconds, beat = () => undefined) {
      for (let second = 0; second < seconds; second += 1) {
        time.pass(1_000);
        beat(second);
        floor.tick();
      }
    },
  };
}

function buildFloor(ground: Ground, configuredStraps: ReadonlyMap<string, MemberId>): FloorParts {
  const screen = buildScreen(ground);
  const devices = buildDevices(ground);
  const members = buildMembers(ground, { screen, pins: createMemberPins(Buffer.alloc(32, 7)) });
  const staff = buildStaff(ground, { screen });
  const checkIn = buildCheckIn(ground, { screen, devices, members, staff });
  const heartRate = buildHeartRate(ground, { screen, devices, configuredStraps });
  const weighIn = buildWeighIn(ground, { screen, devices });
  const progress = buildProgress(ground, { screen });
  return { ground, screen, devices, members, staff, checkIn, heartRate, weighIn, progress };
}

/** A device process that says nothing by itself. */
function attachDeviceProcess(
  parts: FloorParts,
  { acknowledged, toDevices }: Pick<TestFloor, 'acknowledged' | 'toDevices'>,
): void {
  let say: (message: FromDevices) => void = () => undefined;
  const port: Port = {
    postMessage(message) {
      const said = message as ToDevices;
      if (said.type === 'ack') acknowledged.push({ device: said.device, runId: RUN, seq: said.seq });
      else toDevices.push(said);
    },
    onMessage: (listener) => void (say = listener),
    onClose: () => undefined,
    close: () => undefined,
  };
  parts.devices.line.attach(port, (reading, cursor) => routeReading(parts, reading, cursor));
  say({ type: 'hello', run_id: RUN });
}

function namesOf({ screen, weighIn, heartRate, staff, members, checkIn }: FloorParts) {
  return {
    sessions: screen.sessions,
    keypad: { ...screen.keypad, checkIn: checkIn.atKeypad },
    claim: weighIn.claim,
    recorder: heartRate.recorder,
    radar: heartRate.radar,
    desk: staff.desk,
    deviceTest: staff.deviceTest,
    enrolment: staff.enrolment,
    pins: members.pins,
  };
}

/** What a reader, a scale and a strap say, each in its own stream. */
function devicesOf(
  floor: TestFloor['floor'],
  time: TestStore['time'],
): Pick<TestFloor, 'scan' | 'weigh' | 'beat'> {
  const nextSeq = new Map<string, number>();
  const cursor = (device: string): ReadingCursor => {
    const seq = (nextSeq.get(device) ?? 0) + 1;
    nextSeq.set(device, seq);
    return { device, runId: RUN, seq };
  };
  return {
    scan: (code, at = time.nowMs()) =>
      floor.onReading({ kind: 'card', device: 'reader', at, code }, cursor('reader')),
    weigh(kg, { stable = true, at = time.nowMs(), fields = null } = {}) {
      const said = { device: 'scale', at, kg };
      floor.onReading(
        fields === null
          ? { kind: 'weight', ...said, value: String(kg), unit: 'kg', stable }
          : { kind: 'body_composition', ...said, fields },
        cursor('scale'),
      );
    },
    beat: (sensorId, bpm) => floor.onReading(heartRate(sensorId, bpm, time.nowMs()), cursor('stick')),
  };
}

/** Fills the disk, as SQLite sees it. @returns how to make room again */
export function fillDisk({ store }: TestStore): () => void {
  store.db.pragma(`max_page_count = ${String(store.db.pragma('page_count', { simple: true }))}`);
  return () => void store.db.pragma('max_page_count = 1000000');
}
