import { isDefinedError, ORPCError, safe } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { HeartRateLive, kioskApi, KioskState } from '../../shared/contract/kiosk-api.ts';
import { createStaffCalls } from './staff-calls.ts';
import type { BridgeResult, ConnectionState, KioskBridge } from '../../shared/contract/kiosk-bridge.ts';

export type CoreClient = ContractRouterClient<typeof kioskApi>;

/** Core answers pings in well under a millisecond; this long without one, the line is dead. */
const PING_EVERY_MS = 1_000;
const DEAD_AFTER_MS = 2_500;

/**
 * The page's only way out. Keeps its subscriptions across restarts of core: whoever watches the
 * state sees the new core's state as soon as it is there.
 */
export function createBridge(deps: {
  now: () => number;
  every: (periodMs: number, work: () => void) => () => void;
  /** Asks main for a line to core. */
  requestPort: () => void;
}): {
  readonly api: KioskBridge;
  /** Talks to this core from now on. */
  connect(client: CoreClient, close: () => void): void;
} {
  let client: CoreClient | null = null;
  let closePort: () => void = () => {};
  let connection: ConnectionState = 'connecting';
  /** Aborts when the line to the present core is lost. */
  let lost = new AbortController();
  const callsUnderWay = new Set<() => void>();
  let lastState: KioskState | null = null;
  let stopPinging: () => void = () => {};
  const connectionListeners = new Set<(state: ConnectionState) => void>();
  const stateListeners = new Set<(state: KioskState) => void>();

  const setConnection = (next: ConnectionState): void => {
    if (connection === next) return;
    connection = next;
    for (const listener of connectionListeners) listener(next);
  };
  const lose = (): void => {
    client = null;
    stopPinging();
    lost.abort();
    for (const giveUp of callsUnderWay) giveUp();
    callsUnderWay.clear();
    closePort();
    setConnection('reconnecting');
  };

  /** Core may be well and only this line broken: main is asked for another. Where core is not, main opens one when it is. */
  const loseLine = (): void => {
    lose();
    deps.requestPort();
  };

  const readStates = async (from: CoreClient, signal: AbortSignal): Promise<void> => {
    for await (const state of await from.kiosk.watch(undefined, { signal })) {
      if (signal.aborted) return;
      lastState = state;
      setConnection('connected');
      for (const listener of stateListeners) listener(state);
    }
  };

  const call = async <Value>(work: (core: CoreClient) => Promise<Value>): Promise<BridgeResult<Value>> => {
    const core = client;
    if (core === null) return { ok: false, code: 'RECONNECTING' };
    // A core that is killed answers nothing any more; nobody may be left waiting for it.
    return new Promise((resolve) => {
      const giveUp = (): void => resolve({ ok: false, code: 'LOST' });
      callsUnderWay.add(giveUp);
      void answerOf(work(core)).then((answer) => {
        callsUnderWay.delete(giveUp);
        resolve(answer);
      });
    });
  };

  const watchHeartRate = (session_id: string, listener: (live: HeartRateLive) => void): (() => void) => {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      if (client === null) return;
      for await (const live of await client.heartRate.watch({ session_id }, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        listener(live);
      }
    };
    // The end of the session, or of core, ends the stream; the state tells the page which.
    read().catch(() => {});
    return () => stop.abort();
  };

  const api: KioskBridge = {
    watchConnection(listener) {
      connectionListeners.add(listener);
      listener(connection);
      return () => void connectionListeners.delete(listener);
    },
    watchState(listener) {
      stateListeners.add(listener);
      if (lastState !== null) listener(lastState);
      return () => void stateListeners.delete(listener);
    },
    touch: (session_id) => call((core) => core.session.touch({ session_id })),
    endSession: (session_id) => call((core) => core.session.end({ session_id })),
    openKeypad: () => call((core) => core.keypad.open()),
    checkInByPin: (session_id, member_number, pin) =>
      call((core) => core.keypad.checkIn({ session_id, member_number, pin })),
    setPin: (session_id, pin, old_pin) => call((core) => core.pin.set({ session_id, pin, old_pin })),
    getDashboard: (session_id) => call((core) => core.dashboard.get({ session_id })),
    getProgress: (session_id, metric_type, time_range) =>
      call((core) => core.progress.history({ session_id, metric_type, time_range })),
    getEntryForm: (session_id) => call((core) => core.progress.entryForm({ session_id })),
    recordMetric: (session_id, entry) => call((core) => core.progress.record({ session_id, ...entry })),
    getEntries: (session_id, metric_type) =>
      call((core) => core.progress.entries({ session_id, metric_type })),
    takeBackEntry: (session_id, entry_id) => call((core) => core.progress.takeBack({ session_id, entry_id })),
    getGoalForm: (session_id) => call((core) => core.goals.form({ session_id })),
    previewGoal: (session_id, wish) => call((core) => core.goals.preview({ session_id, ...wish })),
    setGoal: (session_id, wish) => call((core) => core.goals.set({ session_id, ...wish })),
    changeGoal: (session_id, wish) => call((core) => core.goals.change({ session_id, ...wish })),
    endGoal: (session_id, goal_id) => call((core) => core.goals.end({ session_id, goal_id })),
    getNotifications: (session_id) => call((core) => core.notifications.list({ session_id })),
    markNotificationsRead: (session_id, ids) =>
      call((core) => core.notifications.markRead({ session_id, ids: [...ids] })),
    getNotificationPreferences: (session_id) =>
      call((core) => core.notifications.preferences({ session_id })),
    setNotificationPreferences: (session_id, preferences) =>
      call((core) => core.notifications.setPreferences({ session_id, preferences: [...preferences] })),
    startPairing: (session_id) => call((core) => core.heartRate.startPairing({ session_id })),
    cancelPairing: (session_id) => call((core) => core.heartRate.cancelPairing({ session_id })),
    pairStrap: (session_id, sensor_id) => call((core) => core.heartRate.pair({ session_id, sensor_id })),
    watchHeartRate,
    finishHeartRate: (session_id) => call((core) => core.heartRate.finish({ session_id })),
    closeSummary: (session_id) => call((core) => core.heartRate.closeSummary({ session_id })),
    startWeighIn: (session_id) => call((core) => core.weighIn.start({ session_id })),
    answerWeighIn: (session_id, is_mine) => call((core) => core.weighIn.answer({ session_id, is_mine })),
    answerWeightOffer: (session_id, reading_id, is_mine) =>
      call((core) => core.weighIn.answerOffer({ session_id, reading_id, is_mine })),
    undoWeighIn: (session_id) => call((core) => core.weighIn.undo({ session_id })),
    closeWeighIn: (session_id) => call((core) => core.weighIn.close({ session_id })),
    demoCast: () => call((core) => core.demo.cast()),
    demoStaff: () => call((core) => core.demo.staff()),
    demoTapCard: (member_number) => call((core) => core.demo.tapCard({ member_number })),
    ...createStaffCalls(call),
    demoWearStrap: (member_number, on) => call((core) => core.demo.wearStrap({ member_number, on })),
    demoStepOnScale: (member_number) => call((core) => core.demo.stepOnScale({ member_number })),
  };

  return {
    api,
    connect(next, close) {
      if (client !== null) lose();
      client = next;
      closePort = close;
      lost = new AbortController();
      let answeredAt = deps.now();
      let pingedAt = answeredAt;
      stopPinging = deps.every(PING_EVERY_MS, () => {
        const now = deps.now();
        // The page itself was held up: answers may be waiting behind this very call.
        if (now - pingedAt > 2 * PING_EVERY_MS) answeredAt = now;
        pingedAt = now;
        if (now - answeredAt > DEAD_AFTER_MS) loseLine();
        else
          next.kiosk
            .ping()
            .then(() => void (answeredAt = deps.now()))
            .catch(() => {});
      });
      // However the stream of states ends, this core says nothing more.
      const end = (): void => {
        if (client === next) loseLine();
      };
      readStates(next, lost.signal).then(end, end);
    },
  };
}

/** What a call came to, with an error as its code. */
async function answerOf<Value>(work: Promise<Value>): Promise<BridgeResult<Value>> {
  const { error, data } = await safe(work);
  if (error === null) return { ok: true, value: data };
  return { ok: false, code: isDefinedError(error) || error instanceof ORPCError ? error.code : 'LOST' };
}
