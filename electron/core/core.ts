import { join } from 'node:path';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import type { Clock } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import type { Port } from '../../shared/base/port.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { connectToParent } from '../process/parent-line.ts';
import { preparingState } from './floor/kiosk-state.ts';
import { createLatest } from './floor/latest.ts';
import { router } from './handlers/router.ts';
import { createOutput } from './host/output.ts';
import { asRpcPort } from './host/rpc-port.ts';
import { readSettings, type Settings } from './host/read-settings.ts';
import { openKioskKey } from './sync/kiosk-key.ts';
import { DatabaseFromTheFuture, MigrationChanged } from './store/migrate.ts';
import { openStore, type Store } from './store/store.ts';
import { startRunning, type Running } from './running.ts';

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
  const { config, dataDir } = settings;
  const output = createOutput(settings.output, (line) => process.stdout.write(line));
  const state = createLatest<KioskState>(preparingState(config, 'opening_store', 0));
  let running: Running | null = null;
  let devicesPort: Port | null = null;

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
  if (config.demo !== undefined) {
    // Making a gym takes seconds and shows how far it is. Without one, core is ready when its store
    // is: a migration or a recovery may block it for longer than a live process may be silent.
    parent.ready();
    // Loaded only where it is wanted: a gym's own kiosk starts without the generator.
    const { seedDemoStore } = await import('./demo/seed-demo-store.ts');
    const nowMs = settings.demoNowMs ?? clock.nowMs();
    const request = { ...config.demo, gymId: config.gym_id as GymId, zone: config.timezone, nowMs };
    const seeded = await seedDemoStore(dataDir, request, (share) =>
      state.publish(preparingState(config, 'demo_gym', share)),
    );
    if (!seeded.ok) {
      parent.fatal('bad_config', `demo: ${seeded.code}`);
      return;
    }
  }
  const store = open(settings);
  if (store === null) return;
  const finish = async (): Promise<void> => {
    await running?.stop();
    store.close();
    output.stopped();
  };
  running = startRunning({
    // Its parent starts another, which opens the store anew and checks it.
    restart: () => void finish().finally(() => process.exit(0)),
    leave: () => parent.leave(),
    settings,
    store,
    key: await openKioskKey(join(dataDir, 'kiosk-key.json'), { clock, newId }),
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
  parent.ready();
}

function open(settings: Settings): Store | null {
  const { dataDir, config } = settings;
  try {
    const { gym_id: gymId, timezone: zone, locale: language } = config;
    return openStore({ dataDir, gymId: gymId as GymId, zone, language, clock, newId, log });
  } catch (error) {
    if (!(error instanceof DatabaseFromTheFuture) && !(error instanceof MigrationChanged)) throw error;
    parent.fatal(error.code, `${join(dataDir, 'kiosk.db')}: ${error.message}`);
    return null;
  }
}

// Whoever read our lines may stop reading; that is no reason to stop.
process.stdout.on('error', () => undefined);

const settings = readSettings(process.env);
if (settings.ok) void main(settings.value);
else parent.fatal(settings.code, settings.detail ?? 'the configuration cannot be read');
