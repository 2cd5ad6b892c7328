import type { Dashboard } from '../domain/dashboard/dashboard.ts';
import type { ProgressHistory, TimeRange } from '../domain/progress/progress-history.ts';
import type { DemoCast, DemoStaff, HeartRateLive, KioskState } from './kiosk-api.ts';
import { STAFF_BRIDGE_FUNCTIONS, type StaffBridge } from './staff-bridge.ts';
import type { GoalAnswer, GoalForm, GoalPreview, GoalWishSent } from './goals-api.ts';
import type { EnterableMetric, EntryOutcome, EntryTaken } from './progress-entry.ts';
import type { NotificationPreference } from '../domain/notifications/preferences.ts';
import type { NotificationList } from './notification-documents.ts';

/** What a call came to. Thrown errors lose their code on the way into the page, so they travel as values. */
export type BridgeResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: string };

export type Unsubscribe = () => void;

/** Whether core answers. The page says so while it does not. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting';

/** The frozen object `window.kiosk` that the preload hands to the page: all it can reach. */
export interface KioskBridge extends StaffBridge {
  watchConnection(listener: (state: ConnectionState) => void): Unsubscribe;
  /** Calls the listener with the whole state now and on every change, across restarts of core. */
  watchState(listener: (state: KioskState) => void): Unsubscribe;
  touch(sessionId: string): Promise<BridgeResult<void>>;
  endSession(sessionId: string): Promise<BridgeResult<void>>;
  openKeypad(): Promise<BridgeResult<void>>;
  checkInByPin(sessionId: string, memberNumber: string, pin: string): Promise<BridgeResult<void>>;
  /** @param oldPin null where there is none yet */
  setPin(sessionId: string, pin: string, oldPin: string | null): Promise<BridgeResult<void>>;
  getDashboard(sessionId: string): Promise<BridgeResult<Dashboard>>;
  getProgress(
    sessionId: string,
    metricType: string,
    timeRange: TimeRange,
  ): Promise<BridgeResult<ProgressHistory>>;
  getEntryForm(sessionId: string): Promise<BridgeResult<EnterableMetric[]>>;
  recordMetric(
    sessionId: string,
    entry: { entry_id: string; metric_type: string; value: number; confirmed: boolean },
  ): Promise<BridgeResult<EntryOutcome>>;
  getEntries(sessionId: string, metricType: string): Promise<BridgeResult<EntryTaken[]>>;
  takeBackEntry(sessionId: string, entryId: string): Promise<BridgeResult<void>>;
  getGoalForm(sessionId: string): Promise<BridgeResult<GoalForm>>;
  previewGoal(sessionId: string, wish: GoalWishSent): Promise<BridgeResult<GoalPreview>>;
  setGoal(sessionId: string, wish: GoalWishSent): Promise<BridgeResult<GoalAnswer>>;
  changeGoal(sessionId: string, wish: GoalWishSent): Promise<BridgeResult<GoalAnswer>>;
  endGoal(sessionId: string, goalId: string): Promise<BridgeResult<void>>;
  getNotifications(sessionId: string): Promise<BridgeResult<NotificationList>>;
  markNotificationsRead(sessionId: string, ids: readonly string[]): Promise<BridgeResult<void>>;
  getNotificationPreferences(sessionId: string): Promise<BridgeResult<readonly NotificationPreference[]>>;
  /** Answers with all of them as they are stored then. */
  setNotificationPreferences(
    sessionId: string,
    preferences: readonly NotificationPreference[],
  ): Promise<BridgeResult<readonly NotificationPreference[]>>;
  startPairing(sessionId: string): Promise<BridgeResult<void>>;
  cancelPairing(sessionId: string): Promise<BridgeResult<void>>;
  pairStrap(sessionId: string, sensorId: string): Promise<BridgeResult<void>>;
  /** Live numbers until unsubscribed or the heart-rate session ends. */
  watchHeartRate(sessionId: string, listener: (live: HeartRateLive) => void): Unsubscribe;
  finishHeartRate(sessionId: string): Promise<BridgeResult<void>>;
  closeSummary(sessionId: string): Promise<BridgeResult<void>>;
  startWeighIn(sessionId: string): Promise<BridgeResult<void>>;
  answerWeighIn(sessionId: string, isMine: boolean): Promise<BridgeResult<void>>;
  answerWeightOffer(sessionId: string, readingId: string, isMine: boolean): Promise<BridgeResult<void>>;
  undoWeighIn(sessionId: string): Promise<BridgeResult<void>>;
  closeWeighIn(sessionId: string): Promise<BridgeResult<void>>;
  demoCast(): Promise<BridgeResult<DemoCast>>;
  demoStaff(): Promise<BridgeResult<DemoStaff>>;
  demoTapCard(memberNumber: string | null): Promise<BridgeResult<void>>;
  demoWearStrap(memberNumber: string, on: boolean): Promise<BridgeResult<void>>;
  demoStepOnScale(memberNumber: string): Promise<BridgeResult<void>>;
}

/** Names of the bridge's functions: the golden list that tests compare `window.kiosk` with. */
export const BRIDGE_FUNCTIONS = [
  'watchConnection',
  'watchState',
  'touch',
  'endSession',
  'openKeypad',
  'checkInByPin',
  'setPin',
  'getDashboard',
  'getProgress',
  'getEntryForm',
  'recordMetric',
  'getEntries',
  'takeBackEntry',
  'getGoalForm',
  'previewGoal',
  'setGoal',
  'changeGoal',
  'endGoal',
  'getNotifications',
  'markNotificationsRead',
  'getNotificationPreferences',
  'setNotificationPreferences',
  'startPairing',
  'cancelPairing',
  'pairStrap',
  'watchHeartRate',
  'finishHeartRate',
  'closeSummary',
  'startWeighIn',
  'answerWeighIn',
  'answerWeightOffer',
  'undoWeighIn',
  'closeWeighIn',
  'demoCast',
  'demoStaff',
  'demoTapCard',
  'demoWearStrap',
  'demoStepOnScale',
  ...STAFF_BRIDGE_FUNCTIONS,
] as const satisfies readonly (keyof KioskBridge)[];
