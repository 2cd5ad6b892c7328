import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import type { Clock } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import type { Result } from '../../shared/base/result.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import type { KioskConfig } from '../../shared/contract/kiosk-config.ts';
import { connectToParent } from '../process/parent-line.ts';
import { beginStore } from './begin-store.ts';
import { buildCore } from './build-core.ts';
import { createOutput, type Output } from './host/output.ts';
import { readSettings, type Settings } from './host/read-settings.ts';
import { noteIncidents, noteKeyState } from './note-incidents.ts';
import { openWhenPossible } from './open-store.ts';
import { runCore } from './run-core.ts';
import { createChangeSignal } from './screen/change-signal.ts';
import { preparingState } from './screen/kiosk-state.ts';
import { createLatest, type Latest } from './screen/latest.ts';
import { servePorts } from './serve-ports.ts';
import { damageOf } from './store/examine-database.ts';
import { StorageFailed } from './store/store.ts';
import { markSuspect } from './store/suspicion.ts';

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
/** A process whose database connection broke leaves with this; its parent starts it again, which reopens and checks. */
const EXIT_STORAGE_BROKEN = 74;
/** Beside this file in the build, in its own room before. */
const databaseWorker = new URL(
  import.meta.url.endsWith('.ts') ? 'store/database-worker.ts' : 'database-worker.cjs',
  import.meta.url,
);

async function main(settings: Settings): Promise<void> {
  const output = createOutput(settings.output, (line) => process.stdout.write(line));
  const state = createLatest<KioskState>(preparingState(settings.config, 'opening_store', 0));
  const ports = servePorts(parent, state, { nowMs: clock.nowMs, log });
  const opened = await openKiosk(settings, output, state, ports.ready);
  if (!opened.ok) {
    parent.fatal(opened.code, opened.detail ?? opened.code);
    return;
  }
  const { store, key, keyState, isCheckedWhole, release } = opened.value;
  noteKeyState(store, keyState);
  for (const incident of noteIncidents(store)) output.storeRecovered(incident);
  const change = createChangeSignal();
  const finish = async (): Promise<void> => {
    await running.stop();
    store.close();
    release();
    output.stopped();
  };
  const exits = {
    // Its parent starts another, which opens the store anew and checks it.
    restart: () => void finish().finally(() => process.exit(0)),
    leave: parent.leave,
    broken: () => process.exit(EXIT_STORAGE_BROKEN),
  };
  const ground = { settings, store, clock, newId, log, output, exits, changed: change.changed };
  const database = { workerScript: databaseWorker, isCheckedWhole };
  const running = runCore(buildCore(ground, { key, database }), change, state);
  const { kioskId: kiosk_id, gymId: gym_id, epoch } = store.identity;
  output.ready({ kiosk_id, gym_id, epoch });
  ports.run(running);
  parent.onDrain(finish);
  ports.ready();
}

/** Opens the store, saying on the screen how far it is. */
function openKiosk(
  settings: Settings,
  output: Output,
  state: Latest<KioskState>,
  ready: () => void,
): ReturnType<typeof openWhenPossible> {
  const { config } = settings;
  const { demo } = config;
  return openWhenPossible({
    settings,
    clock,
    newId,
    log,
    seed: demo === undefined ? null : () => seedDemo(settings, demo, state, ready),
    begin: (store) => beginStore(store, { settings, newId }),
    onStep(step, share) {
      ready();
      state.publish(preparingState(config, step, share));
    },
    onWaiting: output.waitingForDisk,
    onWorking: parent.working,
  });
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
