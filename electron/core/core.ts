import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import type { Clock } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import type { Result } from '../../shared/base/result.ts';
import type { KioskConfig } from '../../shared/contract/kiosk-config.ts';
import type { Port } from '../../shared/base/port.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { connectToParent } from '../process/parent-line.ts';
import { preparingState } from './screen/kiosk-state.ts';
import { createLatest, type Latest } from './screen/latest.ts';
import { router } from './router.ts';
import { createOutput } from './host/output.ts';
import { asRpcPort } from './host/rpc-port.ts';
import { readSettings, type Settings } from './host/read-settings.ts';
import { noteIncidents, noteKeyState } from './note-incidents.ts';
import { openWhenPossible } from './open-store.ts';
import { damageOf } from './store/examine-database.ts';
import { StorageFailed } from './store/store.ts';
import { markSuspect } from './store/suspicion.ts';
import { beginStore } from './begin-store.ts';
import { EXIT_STORAGE_BROKEN, startRunning, type Running } from './running.ts';

/**
 * Entry of the process that owns the data, and the place where its parts are put together: settings,
 * the store, then everything that stands on it; stopped in reverse.
 */
const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const log = pino(
  { name: 'core', level: process.env['KIOSK_LOG'] ?? 'warn' },
  pino.destination({ dest: 2, sync: true }),
);
const parent = connectToParent();
/** Beside this file in the build, in its own room before. */
const databaseWorker = new URL(
  import.meta.url.endsWith('.ts') ? 'store/database-worker.ts' : 'database-worker.cjs',
  import.meta.url,
);

async function main(settings: Settings): Promise<void> {
  const { config } = settings;
  const output = createOutput(settings.output, (line) => process.stdout.write(line));
  const state = createLatest<KioskState>(preparingState(config, 'opening_store', 0));
  let running: Running | null = null;
  let devicesPort: Port | null = null;
  let isReady = false;
  /** Lines to the page from now on: what takes long is seen there, and pings are answered in between. */
  const ready = (): void => {
    if (!isReady) parent.ready();
    isReady = true;
  };

  const rpc = new RPCHandler(router, {
    interceptors: [onError((error) => log.debug({ err: error }, 'a call from the screen ended in an error'))],
  });
  parent.onPort((peer, port) => {
    if (peer === 'renderer') {
      running?.pageCame();
      rpc.upgrade(asRpcPort(port), {
        context: { nowMs: clock.nowMs, state, parts: () => running?.parts ?? null },
      });
    } else if (peer === 'devices') {
      devicesPort = port;
      running?.attachDevices(port);
    } else port.close();
  });
  const opened = await openWhenPossible({
    settings,
    clock,
    newId,
    log,
    seed: config.demo === undefined ? null : () => seedDemo(settings, config.demo!, state, ready),
    begin: (store) => beginStore(store, { settings, newId }),
    onStep(step, share) {
      ready();
      state.publish(preparingState(config, step, share));
    },
    onWaiting: output.waitingForDisk,
    onWorking: parent.working,
  });
  if (!opened.ok) {
    parent.fatal(opened.code, opened.detail ?? opened.code);
    return;
  }
  const { store, key, keyState, isCheckedWhole, release } = opened.value;
  noteKeyState(store, keyState);
  for (const incident of noteIncidents(store)) output.storeRecovered(incident);
  const finish = async (): Promise<void> => {
    await running?.stop();
    store.close();
    release();
    output.stopped();
  };
  running = startRunning({
    // Its parent starts another, which opens the store anew and checks it.
    restart: () => void finish().finally(() => process.exit(0)),
    leave: () => parent.leave(),
    settings,
    store,
    isCheckedWhole,
    key,
    state,
    clock,
    newId,
    log,
    output,
    databaseWorker,
  });
  output.ready({
    kiosk_id: store.identity.kioskId,
    gym_id: store.identity.gymId,
    epoch: store.identity.epoch,
  });
  if (devicesPort !== null) running.attachDevices(devicesPort);
  parent.onDrain(finish);
  ready();
}

/** Making a gym takes seconds and shows how far it is. */
async function seedDemo(
  { dataDir, config, demoNowMs }: Settings,
  demo: NonNullable<KioskConfig['demo']>,
  state: Latest<KioskState>,
  ready: () => void,
): Promise<Result<unknown>> {
  ready();
  // Loaded only where it is wanted: a gym's own kiosk starts without the generator.
  const { seedDemoStore } = await import('./demo/seed-demo-store.ts');
  const nowMs = demoNowMs ?? clock.nowMs();
  const request = { ...demo, gymId: config.gym_id as GymId, zone: config.timezone, nowMs };
  return seedDemoStore(dataDir, request, (share) => state.publish(preparingState(config, 'demo_gym', share)));
}

/**
 * What nobody caught. A damaged page may show itself in any read: the next start then looks at everything
 * first. One line for whoever reads the log, instead of a stack.
 */
function leaveBroken(error: unknown, dataDir: string): void {
  const damage = damageOf(error instanceof StorageFailed ? error.cause : error);
  if (damage !== null) markSuspect(dataDir, damage);
  const isStorage = damage !== null || error instanceof StorageFailed;
  log.fatal(
    isStorage ? { code: damage ?? 'storage' } : { err: error },
    'core cannot go on and is started anew',
  );
  process.exit(isStorage ? EXIT_STORAGE_BROKEN : 1);
}

// Whoever read our lines may stop reading; that is no reason to stop.
process.stdout.on('error', () => undefined);

const settings = readSettings(process.env);
if (settings.ok) {
  const { dataDir } = settings.value;
  process.on('uncaughtException', (error) => leaveBroken(error, dataDir));
  process.on('unhandledRejection', (error) => leaveBroken(error, dataDir));
  void main(settings.value);
} else parent.fatal(settings.code, settings.detail ?? 'the configuration cannot be read');
