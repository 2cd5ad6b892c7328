import type {
  HeartRateLive,
  HeartRateView,
  KioskState,
  MemberSession,
} from '../../shared/contract/kiosk-api.ts';
import type {
  BridgeResult,
  CallName,
  ConnectionState,
  KioskBridge,
} from '../../shared/contract/kiosk-bridge.ts';
import { fakeKiosk, type FakeAnswers } from '../../renderer/preview/fake-contract.ts';
import { sampleDashboard } from '../../renderer/preview/sample-dashboard.ts';
import { sampleEntries, sampleEntryForm, sampleRecorded } from '../../renderer/preview/sample-entries.ts';
import { SAMPLE_PREVIEW, sampleGoalForm } from '../../renderer/preview/sample-goal-form.ts';
import { sampleHistory } from '../../renderer/preview/sample-history.ts';
import {
  SAMPLE_FOUND_MEMBERS,
  sampleStaffDevices,
  sampleStaffKiosk,
  sampleStaffMember,
  sampleStaffSession,
  sampleStaffSync,
  sampleStaffToday,
} from '../../renderer/preview/sample-staff.ts';
import { sampleStaffJobs } from '../../renderer/preview/sample-jobs.ts';
import { sampleNotifications, samplePreferences } from '../../renderer/preview/sample-notifications.ts';
import { sampleSession, sampleState } from '../../renderer/preview/sample-state.ts';

import type { StaffSession } from '../../shared/contract/staff-views.ts';

/** A call that the screen made, with what it handed over. */
export interface BridgeCall {
  readonly name: CallName;
  readonly input: unknown;
}

/** The far side of the page for a test: says what the test tells it to, and notes what is asked. */
export interface FakeBridge {
  readonly bridge: KioskBridge;
  readonly calls: readonly BridgeCall[];
  callsOf(name: CallName): readonly BridgeCall[];
  /** Core sends this state. */
  show(state: KioskState): void;
  /** Core sends a waiting kiosk with these differences. */
  showAttract(differences?: Partial<KioskState>): void;
  /** Core sends a signed-in member with these differences. */
  showMember(differences?: Partial<MemberSession>): void;
  /** Core sends a signed-in owner with these differences. */
  showStaff(differences?: Partial<StaffSession>): void;
  showHeartRate(view: HeartRateView, differences?: Partial<MemberSession>): void;
  setConnection(connection: ConnectionState): void;
  /** The strap's numbers arrive. */
  say(live: HeartRateLive): void;
  /** The next calls of this procedure come to this, until told otherwise. */
  answer(name: CallName, result: BridgeResult<unknown>): void;
  /** Whether somebody still listens to the live numbers. */
  heartRateWatchers(): number;
}

/** @param nowMs the time the samples are made for */
export function createFakeBridge(nowMs: number): FakeBridge {
  const calls: BridgeCall[] = [];
  const answers = new Map<CallName, BridgeResult<unknown>>();
  const stateListeners = new Set<(state: KioskState) => void>();
  const connectionListeners = new Set<(connection: ConnectionState) => void>();
  const liveListeners = new Set<(live: HeartRateLive) => void>();
  let state: KioskState | null = null;

  const show = (next: KioskState) => {
    state = next;
    for (const listener of stateListeners) listener(next);
  };
  const showMember = (differences: Partial<MemberSession> = {}) =>
    show({
      ...sampleState(nowMs),
      view: { name: 'member', session: { ...sampleSession(nowMs), ...differences } },
    });

  const bridge = fakeKiosk(
    {
      ...sampleAnswers(nowMs),
      'kiosk.watch'(listener) {
        stateListeners.add(listener);
        if (state !== null) listener(state);
        return () => stateListeners.delete(listener);
      },
      'heartRate.watch'(_input, listener) {
        liveListeners.add(listener);
        return () => liveListeners.delete(listener);
      },
    },
    {
      watchConnection(listener) {
        connectionListeners.add(listener);
        listener('connected');
        return () => connectionListeners.delete(listener);
      },
      onCall(name, input) {
        if (name !== 'kiosk.watch') calls.push({ name, input });
        return answers.get(name);
      },
    },
  );

  return {
    bridge,
    calls,
    callsOf: (name) => calls.filter((call) => call.name === name),
    show,
    showAttract: (differences = {}) => show({ ...sampleState(nowMs), ...differences }),
    showMember,
    showStaff: (differences = {}) =>
      show({
        ...sampleState(nowMs),
        view: { name: 'staff', session: { ...sampleStaffSession(nowMs), ...differences } },
      }),
    showHeartRate: (view, differences = {}) => showMember({ ...differences, heart_rate: view }),
    setConnection: (connection) => connectionListeners.forEach((listener) => listener(connection)),
    say: (live) => liveListeners.forEach((listener) => listener(live)),
    answer: (name, result) => answers.set(name, result),
    heartRateWatchers: () => liveListeners.size,
  };
}

/** What core answers where a test says nothing else. */
function sampleAnswers(nowMs: number): FakeAnswers {
  return {
    'dashboard.get': () => sampleDashboard(nowMs),
    'progress.history': ({ time_range }) => sampleHistory(nowMs, time_range),
    'progress.entryForm': () => sampleEntryForm(nowMs),
    'progress.record': (entry) => sampleRecorded(Date.now(), entry),
    'progress.entries': ({ metric_type }) => sampleEntries(nowMs, metric_type),
    'goals.form': () => sampleGoalForm(nowMs),
    'goals.preview': () => SAMPLE_PREVIEW,
    'goals.set': () => ({ outcome: 'done' }),
    'goals.change': () => ({ outcome: 'done' }),
    'notifications.list': () => sampleNotifications(nowMs),
    'notifications.preferences': () => samplePreferences(),
    'notifications.setPreferences': ({ preferences }) => samplePreferences(preferences),
    'demo.cast': () => SAMPLE_CAST,
    'demo.staff': () => [{ name: 'Kim', role: 'owner', pin: '13571357' }],
    'staff.devices': () => sampleStaffDevices(nowMs),
    'staff.sync': () => sampleStaffSync(nowMs),
    'staff.today': () => sampleStaffToday(nowMs),
    'staff.findMembers': () => SAMPLE_FOUND_MEMBERS,
    'staff.member': () => sampleStaffMember(nowMs),
    'staff.freeStraps': () => [{ sensor_id: '86453', sensor: '20917', rssi_dbm: -52 }],
    'staff.jobs': () => sampleStaffJobs(nowMs),
    'staff.kiosk': () => sampleStaffKiosk(nowMs),
    'staff.care': () => ({ incidents: [], readings_total: 0, readings: [] }),
    'staff.putIncidentAway': () => undefined,
    'staff.retryReading': () => undefined,
    'staff.dismissReading': () => undefined,
    'staff.checkDatabase': () => ({ problem: null, facts: 18_220, took_ms: 1_420 }),
  };
}

const SAMPLE_CAST = [
  {
    member_number: '100',
    first_name: 'Mara',
    has_card: true,
    has_strap: true,
    pin: '4711',
    pin_locked: false,
  },
  {
    member_number: '101',
    first_name: 'Tom',
    has_card: true,
    has_strap: false,
    pin: '5342',
    pin_locked: true,
  },
];
