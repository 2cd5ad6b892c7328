import type {
  HeartRateView,
  KioskState,
  KioskView,
  MemberSession,
  PreparingStep,
} from '../../../shared/contract/kiosk-api.ts';
import type { WeighInView } from '../../../shared/contract/weigh-in-view.ts';
import type { KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import { printedSensor } from '../../../shared/domain/heart-rate/printed-sensor.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { Greeting } from '../check-in/greet-member.ts';
import type { ReadableDb } from '../store/database.ts';
import type { SyncStatus } from '../sync/push.ts';
import type { DeviceLine } from '../devices/device-line.ts';
import type { Floor } from '../check-in/floor.ts';
import { findPinRecord, hasAnyPin } from '../store/tables/member-pins.ts';
import type { HeartRateRecorder } from '../heart-rate/heart-rate-recorder.ts';
import type { AtKeypad, Keypad } from '../check-in/keypad.ts';
import type { MemberAtScreen, MemberSessions } from './member-session.ts';
import type { StrapRadar } from '../heart-rate/strap-radar.ts';

/** Straps offered for pairing. */
const MAX_STRAPS_OFFERED = 12;

const NO_SYNC = {
  state: 'off',
  pending: 0,
  quarantined: 0,
  oldest_unsent_at: null,
  last_error: null,
} as const;

/** The state before there is anything to show. */
export function preparingState(config: KioskConfig, step: PreparingStep, progress: number): KioskState {
  return {
    ...kioskFacts(config),
    takes_pins: false,
    view: { name: 'preparing', step, progress },
    devices: [],
    sync: NO_SYNC,
    storage: 'ok',
  };
}

function kioskFacts(
  config: KioskConfig,
): Pick<KioskState, 'gym_name' | 'locale' | 'timezone' | 'demo' | 'has_staff'> {
  return {
    gym_name: config.gym_name,
    locale: config.locale,
    timezone: config.timezone,
    demo: config.demo !== undefined,
    has_staff: config.staff.length > 0,
  };
}

/**
 * Puts together what the screen shows.
 * @param deps.ownerOf whose strap that is, where it belongs to somebody
 */
export function createStateReader(deps: {
  config: KioskConfig;
  db: ReadableDb;
  nowMs: () => number;
  sessions: MemberSessions;
  recorder: HeartRateRecorder;
  radar: StrapRadar;
  floor: Pick<Floor, 'refusal' | 'isStorageFailing'>;
  devices: DeviceLine;
  syncStatus: () => SyncStatus;
  keypad: Pick<Keypad, 'current'>;
  /** What staff see, while they are at the screen. */
  staffView: () => KioskView | null;
  ownerOf: (sensorId: string) => MemberId | null;
  readWeighIn: (session: MemberAtScreen) => WeighInView;
  greet: (member: Member) => Greeting;
}): () => KioskState {
  const { config, sessions, recorder, floor, devices } = deps;
  const greetings = onceASession(deps.greet);

  const readView = (): KioskView => {
    const staffView = deps.staffView();
    if (staffView !== null) return staffView;
    const session = sessions.current();
    if (session !== null) return { name: 'member', session: readSession(session) };
    const typing = deps.keypad.current();
    if (typing !== null) return { name: 'keypad', entry: keypadEntry(typing) };
    const refusal = floor.refusal();
    if (refusal !== null) return { name: 'refused', kind: refusal.kind, until: refusal.untilMs };
    return { name: 'attract', recording: recorder.count() };
  };

  const readSession = (session: MemberAtScreen): MemberSession => ({
    session_id: session.sessionId,
    first_name: session.member.firstName,
    checked_in_at: session.checkedInAtMs,
    already_in: session.alreadyIn,
    own_pin: session.cameByPin
      ? 'not_now'
      : findPinRecord(deps.db, session.member.id) === null
        ? 'none'
        : 'set',
    ...greetings(session),
    idle_prompt_at: session.idlePromptAtMs,
    idle_logout_at: session.idleLogoutAtMs,
    ends_at: session.endsAtMs,
    heart_rate: readHeartRate(session),
    weigh_in: deps.readWeighIn(session),
  });

  const readHeartRate = (session: MemberAtScreen): HeartRateView => {
    if (session.summary !== null) return { phase: 'summary', summary: session.summary };
    const running = recorder.running(session.member.id);
    if (running !== null) {
      const { sensor, startedAtMs } = running.session;
      return { phase: 'live', sensor: printedSensor(sensor), started_at: startedAtMs };
    }
    if (session.pairingUntilMs === null) return { phase: 'none' };
    return { phase: 'pairing', expires_at: session.pairingUntilMs, straps: offeredStraps(session.member.id) };
  };

  const offeredStraps = (memberId: MemberId) =>
    deps.radar
      .inRange(deps.nowMs())
      .filter(({ sensorId }) => recorder.wearerOf(sensorId) === null)
      .map(({ sensorId, sensor, bpm, rssiDbm }) => ({
        sensor_id: sensorId,
        sensor,
        bpm,
        rssi_dbm: rssiDbm,
        is_mine: deps.ownerOf(sensorId) === memberId,
      }))
      // One's own strap first; another member's own strap is not up for choice.
      .filter(({ sensor_id, is_mine }) => is_mine || deps.ownerOf(sensor_id) === null)
      .toSorted((left, right) => Number(right.is_mine) - Number(left.is_mine))
      .slice(0, MAX_STRAPS_OFFERED);

  return () => {
    const sync = deps.syncStatus();
    return {
      ...kioskFacts(config),
      takes_pins: hasAnyPin(deps.db),
      view: readView(),
      devices: devices
        .statuses()
        .map(({ device, family, state, since, reason }) => ({ id: device, family, state, since, reason })),
      sync: {
        state: sync.state,
        pending: sync.pending,
        quarantined: sync.quarantined,
        oldest_unsent_at: sync.oldestUnsentAtMs,
        last_error: sync.lastError,
      },
      storage: floor.isStorageFailing() ? 'failing' : 'ok',
    };
  };
}

function keypadEntry(typing: AtKeypad) {
  return {
    session_id: typing.sessionId,
    checking: typing.isChecking,
    failed: typing.hasFailed,
    wait_until: typing.waitUntilMs,
    ends_at: typing.endsAtMs,
  };
}

/** Visits this week and the streak, read once per session: the greeting does not change while it shows. */
function onceASession(greet: (member: Member) => Greeting): (session: MemberAtScreen) => Greeting {
  let known: { sessionId: string; greeting: Greeting } | null = null;
  return ({ sessionId, member }) => {
    if (known?.sessionId !== sessionId) known = { sessionId, greeting: greet(member) };
    return known.greeting;
  };
}
