import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkChain } from '../../electron/core/store/fact-log.ts';
import { listBlocks, type SessionKey } from '../../electron/core/store/tables/heart-rate-sessions.ts';
import { SECOND_MS } from '../../shared/base/clock.ts';
import { startCoreProcess, type CoreProcess } from '../support/core/core-process.ts';
import { createDeviceProcess, type DeviceProcess } from '../support/core/device-process.ts';
import { addMember, openTestStore, temporaryDir } from '../support/core/open-test-store.ts';
import { heartRate } from '../support/core/test-floor.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { times } from '../support/thorough.ts';

const STICK = 'stick';
const STRAP = '77';
const KILLS = times({ gate: 12, thorough: 30 });
const BEATS_A_LIFE = 8;
/** The workout lies this far back, so that all its minutes are over in the end; short of a silence that ends it. */
const BEGAN_BEFORE_MS = 280 * SECOND_MS;

/** A rate that tells which second it belongs to. */
const rateOf = (second: number): number => 60 + (second % 120);

function acknowledgedAtLeast(devices: DeviceProcess, seq: number, core: CoreProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    devices.whenAcknowledged(STICK, seq, resolve);
    void core.ended.then((status) => reject(new Error(`core ended early: ${status}`)));
  });
}

it(`loses no second of a workout when core is killed ${KILLS} times during it`, async () => {
  const seed = randomInt(2 ** 31);
  const random = seededRandom(seed);
  const dataDir = temporaryDir();
  const { store: before } = openTestStore(dataDir);
  addMember(before, 1);
  before.close();
  const configPath = join(dataDir, 'config.json');
  const stick = {
    id: STICK,
    family: 'ant',
    transport: { type: 'simulated' },
    options: { straps: { [STRAP]: '1' } },
  };
  writeFileSync(configPath, JSON.stringify({ gym_id: 'gym-1', devices: [stick] }));

  const devices = createDeviceProcess('run-1');
  const firstAtMs = Math.floor((Date.now() - BEGAN_BEFORE_MS) / SECOND_MS) * SECOND_MS;
  let fed = 0;
  const train = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1, fed += 1) {
      devices.line.reading({ ...heartRate(STRAP, rateOf(fed), firstAtMs + fed * SECOND_MS), device: STICK });
    }
  };
  let sentAgain = 0;
  for (let life = 0; life <= KILLS; life += 1) {
    const core = startCoreProcess(dataDir, configPath);
    await core.ready;
    sentAgain += fed - devices.acknowledged(STICK);
    devices.connect(core.child.openPort('devices'));
    train(BEATS_A_LIFE);
    // The first life goes on until the session and its beginning are stored; a session begins at the third beat.
    if (life === 0 || random() < 0.5) await acknowledgedAtLeast(devices, fed - BEATS_A_LIFE / 2, core);
    if (life < KILLS) {
      core.child.kill();
      expect(await core.ended).toBe('SIGKILL');
    } else {
      await acknowledgedAtLeast(devices, fed, core);
      core.child.send({ type: 'drain' });
      expect(await core.ended).toBe(0);
    }
  }

  const { store } = openTestStore(dataDir);
  const sessions = store.db
    .prepare('SELECT user_id AS memberId, id, started_at FROM heart_rate_sessions')
    .all();
  expect(sessions).toEqual([
    { memberId: expect.any(String) as string, id: expect.any(String) as string, started_at: firstAtMs },
  ]);
  const [session] = sessions as [SessionKey];
  const trace = listBlocks(store.db, session).flatMap(({ bpm }) => [...bpm]);
  process.stdout.write(
    `core killed ${KILLS} times (seed ${seed}) during a workout of ${fed} s: ${trace.length} s stored, ${sentAgain} readings sent again\n`,
  );
  expect(trace).toEqual(Array.from({ length: fed }, (_, second) => rateOf(second)));
  expect(checkChain(store.db, store.identity).ok).toBe(true);
});
