import type {
  HeartRateView,
  KioskState,
  KioskView,
  MemberSession,
  PreparingStep,
} from '../../../shared/contract/kiosk-api.ts';
import type { KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import { printedSensor } from '../../../shared/domain/heart-rate/printed-sensor.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { greetMember, type Greeting } from '../check-in/greet-member.ts';
import { findPinRecord, hasAnyPin } from '../store/tables/member-pins.ts';
import type { Parts } from './core-context.ts';
import type { AtKeypad } from './keypad.ts';
import type { MemberAtScreen } from './member-session.ts';

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
): Pick<KioskState, 'gym_name' | 'locale' | 'appearance' | 'timezone' | 'demo' | 'has_staff'> {
  return {
    gym_name: config.gym_name,
    locale: config.locale,
    appearance: config.appearance,
    timezone: config.timezone,
    demo: config.demo !== undefined,
    has_staff: config.staff.length > 0,
  };
}

/** What the state is read from. */
export type StateParts = Pick<Parts, 'ground' | 'devices' | 'sync' | 'screen'> & ViewParts;

type ViewParts = Pick<Parts, 'ground' | 'screen'> & {
  readonly checkIn: Pick<Parts['checkIn'], 'refusal'>;
  readonly staff: Pick<Parts['staff'], 'view'>;
  readonly weighIn: Pick<Parts['weighIn'], 'view'>;
  readonly heartRate: Pick<Parts['heartRate'], 'recorder' | 'radar' | 'owners'>;
};

/** Puts together what the screen shows. */
export function createStateReader(parts: StateParts): () => KioskState {
  const { ground, devices, sync } = parts;
  const { config } = ground.settings;
  const { store, clock } = ground;
  const greetings = onceASession((member) => greetMember(store, member, clock.nowMs()));
  return () => {
    const status = sync.push.status();
    return {
      ...kioskFacts(config),
      takes_pins: hasAnyPin(store.db),
      view: readView(parts, greetings),
      devices: devices.line
        .statuses()
        .map(({ device, family, state, since, reason }) => ({ id: device, family, state, since, reason })),
      sync: {
        state: status.state,
        pending: status.pending,
        quarantined: status.quarantined,
        oldest_unsent_at: status.oldestUnsentAtMs,
        last_error: status.lastError,
      },
      storage: store.isFailing() ? 'failing' : 'ok',
    };
  };
}

type Greetings = (session: MemberAtScreen) => Greeting;

function readView(parts: ViewParts, greetings: Greetings): KioskView {
  const { screen, checkIn, staff, heartRate } = parts;
  const staffView = staff.view();
  if (staffView !== null) return staffView;
  const session = screen.sessions.current();
  if (session !== null) return { name: 'member', session: readSession(parts, session, greetings) };
  const typing = screen.keypad.current();
  if (typing !== null) return { name: 'keypad', entry: keypadEntry(typing) };
  const refusal = checkIn.refusal();
  if (refusal !== null) return { name: 'refused', kind: refusal.kind, until: refusal.untilMs };
  return { name: 'attract', recording: heartRate.recorder.count() };
}

function readSession(parts: ViewParts, session: MemberAtScreen, greetings: Greetings): MemberSession {
  const { db } = parts.ground.store;
  const pinState = findPinRecord(db, session.member.id) === null ? 'none' : 'set';
  return {
    session_id: session.sessionId,
    first_name: session.member.firstName,
    checked_in_at: session.checkedInAtMs,
    already_in: session.alreadyIn,
    revision: session.revision,
    own_pin: session.cameByPin ? 'not_now' : pinState,
    ...greetings(session),
    idle_prompt_at: session.idlePromptAtMs,
    idle_logout_at: session.idleLogoutAtMs,
    ends_at: session.endsAtMs,
    heart_rate: readHeartRate(parts, session),
    weigh_in: parts.weighIn.view(session),
  };
}

function readHeartRate(parts: ViewParts, session: MemberAtScreen): HeartRateView {
  if (session.summary !== null) return { phase: 'summary', summary: session.summary };
  const running = parts.heartRate.recorder.running(session.member.id);
  if (running !== null) {
    const { sensor, startedAtMs } = running.session;
    return { phase: 'live', sensor: printedSensor(sensor), started_at: startedAtMs };
  }
  if (session.pairingUntilMs === null) return { phase: 'none' };
  const straps = offeredStraps(parts, session.member.id);
  return { phase: 'pairing', expires_at: session.pairingUntilMs, straps };
}

function offeredStraps({ ground, heartRate }: ViewParts, memberId: MemberId) {
  const { recorder, radar, owners } = heartRate;
  return (
    radar
      .inRange(ground.clock.nowMs())
      .filter(({ sensorId }) => recorder.wearerOf(sensorId) === null)
      .map(({ sensorId, sensor, bpm, rssiDbm }) => ({
        sensor_id: sensorId,
        sensor,
        bpm,
        rssi_dbm: rssiDbm,
        is_mine: owners.ownerOf(sensorId) === memberId,
      }))
      // One's own strap first; another member's own strap is not up for choice.
      .filter(({ sensor_id, is_mine }) => is_mine || owners.ownerOf(sensor_id) === null)
      .toSorted((left, right) => Number(right.is_mine) - Number(left.is_mine))
      .slice(0, MAX_STRAPS_OFFERED)
  );
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
