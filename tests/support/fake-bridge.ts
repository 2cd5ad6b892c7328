import type {
  HeartRateLive,
  HeartRateView,
  KioskState,
  MemberSession,
} from '../../shared/contract/kiosk-api.ts';
import type { BridgeResult, ConnectionState, KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
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
  readonly name: keyof KioskBridge;
  readonly args: readonly unknown[];
}

/** The far side of the page for a test: says what the test tells it to, and notes what is asked. */
export interface FakeBridge {
  readonly bridge: KioskBridge;
  readonly calls: readonly BridgeCall[];
  callsOf(name: keyof KioskBridge): readonly BridgeCall[];
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
  answer(name: keyof KioskBridge, result: BridgeResult<unknown>): void;
  /** Whether somebody still listens to the live numbers. */
  heartRateWatchers(): number;
}

/** @param nowMs the time the samples are made for */
export function createFakeBridge(nowMs: number): FakeBridge {
  const calls: BridgeCall[] = [];
  const answers = new Map<keyof KioskBridge, BridgeResult<unknown>>();
  const stateListeners = new Set<(state: KioskState) => void>();
  const connectionListeners = new Set<(connection: ConnectionState) => void>();
  const liveListeners = new Set<(live: HeartRateLive) => void>();
  let state: KioskState | null = null;

  const asked = async (name: keyof KioskBridge, args: readonly unknown[], value?: unknown) => {
    calls.push({ name, args });
    return (answers.get(name) ?? { ok: true, value }) as BridgeResult<never>;
  };
  const show = (next: KioskState) => {
    state = next;
    for (const listener of stateListeners) listener(next);
  };
  const showMember = (differences: Partial<MemberSession> = {}) =>
    show({
      ...sampleState(nowMs),
      view: { name: 'member', session: { ...sampleSession(nowMs), ...differences } },
    });

  const bridge: KioskBridge = {
    watchConnection(listener) {
      connectionListeners.add(listener);
      listener('connected');
      return () => connectionListeners.delete(listener);
    },
    watchState(listener) {
      stateListeners.add(listener);
      if (state !== null) listener(state);
      return () => stateListeners.delete(listener);
    },
    watchHeartRate(sessionId, listener) {
      calls.push({ name: 'watchHeartRate', args: [sessionId] });
      liveListeners.add(listener);
      return () => liveListeners.delete(listener);
    },
    touch: (...args) => asked('touch', args),
    endSession: (...args) => asked('endSession', args),
    openKeypad: (...args) => asked('openKeypad', args),
    checkInByPin: (...args) => asked('checkInByPin', args),
    setPin: (...args) => asked('setPin', args),
    getDashboard: (...args) => asked('getDashboard', args, sampleDashboard(nowMs)),
    getProgress: (...args) => asked('getProgress', args, sampleHistory(nowMs, args[2])),
    getEntryForm: (...args) => asked('getEntryForm', args, sampleEntryForm(nowMs)),
    recordMetric: (...args) => asked('recordMetric', args, sampleRecorded(Date.now(), args[1])),
    getEntries: (...args) => asked('getEntries', args, sampleEntries(nowMs, args[1])),
    takeBackEntry: (...args) => asked('takeBackEntry', args),
    getGoalForm: (...args) => asked('getGoalForm', args, sampleGoalForm(nowMs)),
    previewGoal: (...args) => asked('previewGoal', args, SAMPLE_PREVIEW),
    setGoal: (...args) => asked('setGoal', args, { outcome: 'done' }),
    changeGoal: (...args) => asked('changeGoal', args, { outcome: 'done' }),
    endGoal: (...args) => asked('endGoal', args),
    getNotifications: (...args) => asked('getNotifications', args, sampleNotifications(nowMs)),
    markNotificationsRead: (...args) => asked('markNotificationsRead', args),
    getNotificationPreferences: (...args) => asked('getNotificationPreferences', args, samplePreferences()),
    setNotificationPreferences: (...args) =>
      asked('setNotificationPreferences', args, samplePreferences(args[1])),
    startPairing: (...args) => asked('startPairing', args),
    cancelPairing: (...args) => asked('cancelPairing', args),
    pairStrap: (...args) => asked('pairStrap', args),
    finishHeartRate: (...args) => asked('finishHeartRate', args),
    closeSummary: (...args) => asked('closeSummary', args),
    startWeighIn: (...args) => asked('startWeighIn', args),
    answerWeighIn: (...args) => asked('answerWeighIn', args),
    answerWeightOffer: (...args) => asked('answerWeightOffer', args),
    undoWeighIn: (...args) => asked('undoWeighIn', args),
    closeWeighIn: (...args) => asked('closeWeighIn', args),
    demoStepOnScale: (...args) => asked('demoStepOnScale', args),
    demoCast: (...args) =>
      asked('demoCast', args, [
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
      ]),
    demoStaff: (...args) => asked('demoStaff', args, [{ name: 'Kim', role: 'owner', pin: '13571357' }]),
    staffOpen: (...args) => asked('staffOpen', args),
    staffChoose: (...args) => asked('staffChoose', args),
    staffSignIn: (...args) => asked('staffSignIn', args),
    staffDevices: (...args) => asked('staffDevices', args, sampleStaffDevices(nowMs)),
    staffTestDevice: (...args) => asked('staffTestDevice', args),
    staffReconnectDevice: (...args) => asked('staffReconnectDevice', args),
    staffSync: (...args) => asked('staffSync', args, sampleStaffSync(nowMs)),
    staffSyncNow: (...args) => asked('staffSyncNow', args),
    staffRetryFact: (...args) => asked('staffRetryFact', args),
    staffSetFactAside: (...args) => asked('staffSetFactAside', args),
    staffToday: (...args) => asked('staffToday', args, sampleStaffToday(nowMs)),
    staffOverrideRefusal: (...args) => asked('staffOverrideRefusal', args),
    staffFindMembers: (...args) => asked('staffFindMembers', args, SAMPLE_FOUND_MEMBERS),
    staffMember: (...args) => asked('staffMember', args, sampleStaffMember(nowMs)),
    staffStartCardEnrolment: (...args) => asked('staffStartCardEnrolment', args),
    staffCancelCardEnrolment: (...args) => asked('staffCancelCardEnrolment', args),
    staffFreeStraps: (...args) =>
      asked('staffFreeStraps', args, [{ sensor_id: '86453', sensor: '20917', rssi_dbm: -52 }]),
    staffUnlockPin: (...args) => asked('staffUnlockPin', args),
    staffForgetPin: (...args) => asked('staffForgetPin', args),
    staffEnrolStrap: (...args) => asked('staffEnrolStrap', args),
    staffJobs: (...args) => asked('staffJobs', args, sampleStaffJobs(nowMs)),
    staffRunJob: (...args) => asked('staffRunJob', args),
    staffKiosk: (...args) => asked('staffKiosk', args, sampleStaffKiosk(nowMs)),
    staffCheckDatabase: (...args) =>
      asked('staffCheckDatabase', args, { problem: null, facts: 18_220, took_ms: 1_420 }),
    staffRestartDevices: (...args) => asked('staffRestartDevices', args),
    staffRestartCore: (...args) => asked('staffRestartCore', args),
    staffLeaveKiosk: (...args) => asked('staffLeaveKiosk', args),
    demoTapCard: (...args) => asked('demoTapCard', args),
    demoWearStrap: (...args) => asked('demoWearStrap', args),
  };

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
