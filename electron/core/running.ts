import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import type { Port } from '../../shared/base/port.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { looksForDevices } from '../../shared/contract/kiosk-config.ts';
import { createMemberPins } from './members/member-pins.ts';
import { createStaffAccounts } from './staff/staff-accounts.ts';
import { createDemoControls } from './demo/demo-controls.ts';
import { createChangeSignal } from './screen/change-signal.ts';
import { createDeviceLine } from './devices/device-line.ts';
import { createFloor } from './check-in/floor.ts';
import { createHeartRateRecorder } from './heart-rate/heart-rate-recorder.ts';
import { createStateReader } from './screen/kiosk-state.ts';
import { configuredPins, giveConfiguredPins } from './members/configured-pins.ts';
import { configuredStraps } from './heart-rate/configured-straps.ts';
import { createKeypad } from './check-in/keypad.ts';
import { createLatest, type Latest } from './screen/latest.ts';
import { liveHeartRate } from './heart-rate/live-heart-rate.ts';
import { createMemberSessions } from './screen/member-session.ts';
import { createDeviceTest } from './staff/device-test.ts';
import { createEnrolment } from './staff/enrolment.ts';
import { createSetOwnPin } from './members/own-pin.ts';
import { createRecentMembers } from './weigh-in/recent-members.ts';
import { createScales } from './weigh-in/scales.ts';
import { createWeighInClaim } from './weigh-in/weigh-in-claim.ts';
import { createWeighInReader } from './weigh-in/weigh-in-view.ts';
import { createReadingGuard } from './devices/reading-guard.ts';
import { createStaffCards, whoseTestCard } from './staff/staff-cards.ts';
import { createStaffDesk } from './staff/staff-desk.ts';
import { createStaffView } from './staff/staff-view.ts';
import { createStrapOwners } from './heart-rate/strap-owners.ts';
import { createStrapRadar } from './heart-rate/strap-radar.ts';
import { createStrapReceivers } from './heart-rate/strap-receivers.ts';
import { createStrapWishes } from './heart-rate/strap-wishes.ts';
import { greetMember } from './check-in/greet-member.ts';
import { readMemberBody } from './heart-rate/member-body.ts';
import {
  markNotificationsRead,
  readNotificationPreferences,
  readNotifications,
  setNotificationPreferences,
} from './notifications/member-notifications.ts';
import { openDashboard, readProgress } from './progress/open-dashboard.ts';
import { createGymKnowledge } from './progress/gym-knowledge.ts';
import type { RunningParts } from './screen/core-context.ts';
import { afterTimeout } from './host/after-timeout.ts';
import type { Output } from './host/output.ts';
import type { Settings } from './host/read-settings.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { kioskJobs } from './jobs/kiosk-jobs.ts';
import { createDatabaseTasks } from './store/database-tasks.ts';
import { createDatabaseWatch } from './store/database-watch.ts';
import type { Store } from './store/store.ts';
import { findDeviceCursor } from './store/tables/device-cursors.ts';
import { findLatestMetric } from './store/tables/progress-metrics.ts';
import { findMemberByNumber } from './store/tables/users.ts';
import { createCentralClient } from './sync/central-client.ts';
import type { KioskKey } from './sync/kiosk-key.ts';
import { createPush } from './sync/push.ts';

/** How often sessions, refusals and straps are looked at for having run out. */
const TICK_MS = 250;
/** Rest between two slices of a job, for cards, straps and the screen. */
const BETWEEN_SLICES_MS = 20;
const TICKS_PER_SECOND = 1_000 / TICK_MS;
/** A process whose database connection broke leaves with this; its parent starts it again, which reopens and checks. */
export const EXIT_STORAGE_BROKEN = 74;

/** Everything that stands on an open store. */
export interface Running {
  readonly parts: RunningParts;
  attachDevices(port: Port): void;
  /** A page has connected, perhaps in place of one that is gone: staff mode was open on that one. */
  pageCame(): void;
  /** Finishes what is under way and sends what it can. */
  stop(): Promise<void>;
}

/** Builds the parts that need the store, and starts them. Called by core only. */
export function startRunning(deps: {
  settings: Settings;
  store: Store;
  /** Whether all of the database was looked at before. */
  isCheckedWhole: boolean;
  key: KioskKey;
  state: Latest<KioskState>;
  clock: Clock;
  newId: NewId;
  log: Log;
  output: Output;
  /** Script of the thread that copies and checks the database. */
  databaseWorker: URL;
  /** Ends this process in order, to be started again. */
  restart: () => void;
  /** Ends the whole app. */
  leave: () => void;
}): Running {
  const { settings, store, key, state, clock, newId, log, output } = deps;
  const { config } = settings;
  const { nowMs } = clock;
  const change = createChangeSignal();
  const { changed } = change;
  const push = createPush({
    store,
    client:
      config.central_url === undefined
        ? null
        : createCentralClient({
            url: config.central_url,
            kioskId: store.identity.kioskId,
            gymId: config.gym_id,
            key,
            newId,
            nowMs,
            fetch,
          }),
    pairing: { code: config.pairing_code ?? null, name: config.gym_name },
    nowMs,
    random: Math.random,
    after: afterTimeout,
    log,
    onChange: changed,
  });
  const devices = createDeviceLine({
    devices: config.devices,
    discover: looksForDevices(config),
    nowMs,
    monotonicMs: clock.monotonicMs,
    nextTurn: (work) => void setImmediate(work),
    log,
    committedSeq: (device, runId) => findDeviceCursor(store.db, device, runId),
    onReading(reading, cursor) {
      output.reading(reading);
      deviceTest.hear(reading);
      floor.hear(reading, cursor);
    },
    onStatus: output.device,
    onDiscarded: output.discarded,
    onChange: changed,
  });
  const { acknowledge } = devices;
  const sessions = createMemberSessions({ newId, nowMs, monotonicMs: clock.monotonicMs });
  const guard = createReadingGuard({
    store,
    log,
    acknowledge,
    onSetAside: output.setAside,
  });
  const recorder = createHeartRateRecorder({ store, newId, log, acknowledge });
  const radar = createStrapRadar();
  const receivers = createStrapReceivers(
    new Map(config.devices.flatMap(({ options }) => Object.entries(options.ant_numbers ?? {}))),
  );
  const ownStraps = receivers.withOwners(configuredStraps(config.devices, store));
  const accounts = createStaffAccounts(config.staff);
  const whoseCard = (code: string) => whoseTestCard(store, accounts, code);
  const deviceTest = createDeviceTest({ ...clock, whoseCard });
  const enrolment = createEnrolment({ store, monotonicMs: clock.monotonicMs });
  const desk = createStaffDesk({
    store,
    accounts,
    newId,
    monotonicMs: clock.monotonicMs,
    log,
    onOpen() {
      sessions.end();
      keypad.end();
    },
    onChange: changed,
  });
  const onBrokenStorage = (): void => process.exit(EXIT_STORAGE_BROKEN);
  const pins = createMemberPins(key.secretFor('member pins'));
  const keypad = createKeypad({
    store,
    pins,
    newId,
    monotonicMs: clock.monotonicMs,
    onOutcome(outcome, arrival) {
      output.checkIn(outcome, arrival);
      floor.show(outcome);
    },
    onChange: changed,
    onBrokenStorage,
  });
  const claim = createWeighInClaim({ sessions, nowMs, monotonicMs: clock.monotonicMs });
  const recentMembers = createRecentMembers();
  const scales = createScales({
    store,
    nowMs,
    log,
    claim,
    membersAround: recentMembers.around,
    guard,
    acknowledge,
    onChange: changed,
  });
  const floor = createFloor({
    guard,
    scales,
    claim,
    recentMembers,
    store,
    newId,
    nowMs,
    log,
    sessions,
    recorder,
    radar,
    receivers,
    ownStraps,
    staffCards: createStaffCards({ store, accounts, desk, deviceTest, enrolment, keypad, onChange: changed }),
    acknowledge,
    onCheckIn: output.checkIn,
    onChange: changed,
    onBrokenStorage,
  });
  const strapOwners = createStrapOwners({ store, receivers, configured: ownStraps });
  const { ownerOf } = strapOwners;
  const strapWishes = createStrapWishes({
    devices,
    receivers,
    recorder,
    sessions,
    known: strapOwners.known,
    monotonicMs: clock.monotonicMs,
  });
  const readState = createStateReader({
    config,
    db: store.db,
    nowMs,
    sessions,
    recorder,
    radar,
    floor,
    devices,
    syncStatus: push.status,
    keypad,
    staffView: createStaffView({
      db: store.db,
      accounts,
      desk,
      enrolment,
      language: store.gym.language,
      nowMs,
    }),
    ownerOf,
    readWeighIn: createWeighInReader({ store, claim, nowMs }),
    greet: (member) => greetMember(store, member, nowMs()),
  });

  change.listen(() => {
    state.publish(readState());
    push.poke();
  });

  const knowledge = createGymKnowledge(store);
  const databaseTasks = createDatabaseTasks({ dataDir: settings.dataDir, workerScript: deps.databaseWorker });
  const checkDatabase = createDatabaseWatch({
    check: databaseTasks.check,
    dataDir: settings.dataDir,
    isCheckedWhole: deps.isCheckedWhole,
    log,
    restart: deps.restart,
  });
  const isIdle = (): boolean => sessions.current() === null && keypad.current() === null;
  const jobs = createJobRunner({
    store,
    clock,
    jobs: kioskJobs({
      store,
      dataDir: settings.dataDir,
      databaseTasks: { backUp: databaseTasks.backUp, check: checkDatabase },
      sync: push,
      countLostDevices: () => devices.statuses().filter(({ state }) => state === 'lost').length,
      onModel: knowledge.useModel,
    }),
    isIdle,
    onChange: changed,
  });
  let nextSlice: ReturnType<typeof setTimeout> | null = null;
  const workOnJobs = (): void => {
    nextSlice = jobs.tick() ? setTimeout(workOnJobs, BETWEEN_SLICES_MS) : null;
  };
  const seconds = createLatest(0);
  let ticks = 0;
  const ticker = setInterval(() => {
    ticks += 1;
    floor.tick();
    strapWishes.tick();
    desk.tick();
    keypad.tick();
    if (nextSlice === null) workOnJobs();
    if (isIdle()) knowledge.refresh(nowMs());
    if (ticks % TICKS_PER_SECOND !== 0) return;
    seconds.publish(ticks);
    if ((sessions.current()?.pairingUntilMs ?? null) !== null) changed();
    push.poke();
  }, TICK_MS);
  changed();
  let isStopped = false;
  void giveConfiguredPins(
    { store, pins, log, isStopped: () => isStopped, onChange: changed },
    configuredPins(config),
  );

  const zone = config.timezone;
  return {
    parts: {
      seconds,
      sessions,
      keypad,
      setOwnPin: createSetOwnPin({ store, pins, sessions, onChange: changed }),
      recorder,
      radar,
      ownerOf,
      changed,
      store,
      openDashboard: ({ member }) => openDashboard(store, member, nowMs(), knowledge),
      readProgress: ({ member }, metricType, range) =>
        readProgress(store.db, { member, metricType, range, nowMs: nowMs(), zone }),
      notifications: {
        list: ({ member }) => readNotifications(store, member.id, nowMs()),
        markRead: ({ member }, ids) => markNotificationsRead(store, member.id, ids, nowMs()),
        preferences: ({ member }) => readNotificationPreferences(store, member.id),
        setPreferences: ({ member }, preferences) =>
          setNotificationPreferences(store, member.id, preferences, nowMs()),
      },
      readLive({ member }) {
        const running = recorder.running(member.id);
        return running === null
          ? null
          : liveHeartRate(running, readMemberBody(store.db, member, nowMs()), nowMs());
      },
      weighIn: { store, claim },
      staff: {
        store,
        desk,
        devices,
        configuredDevices: config.devices,
        deviceTest,
        enrolment,
        newId,
        zone: config.timezone,
        radar,
        wearerOf: recorder.wearerOf,
        ownerOf,
        choosingStrap: strapWishes.staffChoose,
        strapEnrolled: strapOwners.enrolled,
        push,
        centralUrl: config.central_url ?? null,
        jobs,
        checkDatabase,
        dataDir: settings.dataDir,
        startedAtMs: nowMs(),
        restartCore: deps.restart,
        leaveKiosk: deps.leave,
      },
      demo:
        config.demo === undefined
          ? null
          : createDemoControls({
              devices: config.devices,
              staff: config.staff,
              simulate: devices.simulate,
              weightOf(memberNumber) {
                const member = findMemberByNumber(store.db, memberNumber);
                const known = member && findLatestMetric(store.db, member.id, 'body_weight');
                return known?.value ?? null;
              },
              after: (delayMs, work) => void setTimeout(work, delayMs),
              random: Math.random,
            }),
    },
    attachDevices: devices.attach,
    pageCame() {
      desk.end('page_gone');
      keypad.end();
    },
    async stop() {
      clearInterval(ticker);
      isStopped = true;
      desk.end('kiosk_stops');
      floor.tick();
      if (nextSlice !== null) clearTimeout(nextSlice);
      jobs.stop();
      await databaseTasks.stop();
      try {
        recorder.finishAll(nowMs());
      } catch (error) {
        // A full disk: the sessions stay open in the store, and the next start goes on with them.
        log.error({ err: error }, 'running heart-rate sessions could not be finished');
      }
      await push.stop();
    },
  };
}
