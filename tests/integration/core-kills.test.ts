import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkChain } from '../../electron/core/store/fact-log.ts';
import type { Store } from '../../electron/core/store/store.ts';
import { startCoreProcess, type CoreProcess } from '../support/core/core-process.ts';
import { createDeviceProcess, type DeviceProcess } from '../support/core/device-process.ts';
import { cardOf, openTestStore, temporaryDir, testMember } from '../support/core/open-test-store.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { times } from '../support/thorough.ts';
import { putCard, putMember } from '../support/core/put-rows.ts';

const READER = 'reader';
const KILLS = times({ gate: 40, thorough: 380 });
/** Most check-ins that one core lives to see. */
const MOST_ACKS_A_LIFE = 60;
/** Every scan is of another member, so that the re-entry gap can never hide a check-in made twice. */
const MEMBERS = MOST_ACKS_A_LIFE * KILLS;
/** Every so many scans one is of a card nobody enrolled: refusals have no gap that could hide a second one. */
const STRANGER_EVERY = 4;
/** Scans on their way at any time: core is always in the middle of something when it is killed. */
const SCANS_IN_FLIGHT = 48;
/** Most turns of the event loop between an acknowledgement and the kill, so that it falls anywhere in a commit. */
const MOST_TURNS_TO_KILL = 12;

const isStranger = (scan: number): boolean => scan % STRANGER_EVERY === 0;

function enrolEverybody(store: Store): void {
  store.write((tx) => {
    for (let number = 1; number <= MEMBERS; number += 1) {
      const member = testMember(number);
      putMember(tx, member);
      putCard(tx, { code: cardOf(number), memberId: member.id, enrolledAtMs: 0 });
    }
  });
}

/** Keeps cards coming: scan 1, 2, 3 … one of each member, each at a millisecond of its own. */
function createScans(devices: DeviceProcess): { firstAtMs: number; fed: () => number; feed: () => void } {
  const firstAtMs = Date.now();
  let fed = 0;
  return {
    firstAtMs,
    fed: () => fed,
    feed() {
      while (fed - devices.acknowledged(READER) < SCANS_IN_FLIGHT && fed < MEMBERS) {
        fed += 1;
        const code = isStranger(fed) ? `stranger-${fed}` : cardOf(fed);
        devices.line.reading({ kind: 'card', device: READER, at: firstAtMs + fed, code });
      }
    },
  };
}

function acknowledgedAtLeast(devices: DeviceProcess, seq: number, core: CoreProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    devices.whenAcknowledged(READER, seq, resolve);
    void core.ended.then((status) => reject(new Error(`core ended early: ${status}`)));
  });
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** What the store says of every scan: how many visits and facts came of it. */
function countOutcomes(store: Store, firstAtMs: number, scans: number) {
  const timesFor = (query: string): Map<number, number> =>
    new Map(
      (store.db.prepare(query).all() as { at: number; times: number }[]).map(({ at, times }) => [at, times]),
    );
  const visits = timesFor('SELECT checked_in_at AS at, count(*) AS times FROM visits GROUP BY 1');
  const facts = timesFor('SELECT happened_at AS at, count(*) AS times FROM facts GROUP BY 1');
  let lost = 0;
  let doubled = 0;
  for (let scan = 1; scan <= scans; scan += 1) {
    const counts = [facts.get(firstAtMs + scan) ?? 0];
    if (!isStranger(scan)) counts.push(visits.get(firstAtMs + scan) ?? 0);
    if (counts.some((times) => times < 1)) lost += 1;
    if (counts.some((times) => times > 1)) doubled += 1;
  }
  return { lost, doubled, facts: facts.size, visits: visits.size };
}

/** Kills a kiosk's core again and again while members check in, then lets it finish and counts. */
async function killDuringCheckIns(kills: number, random: () => number) {
  const dataDir = temporaryDir();
  const { store: before } = openTestStore(dataDir);
  enrolEverybody(before);
  before.close();
  const configPath = join(dataDir, 'config.json');
  const reader = { id: READER, family: 'rdm6300', transport: { type: 'simulated' } };
  writeFileSync(configPath, JSON.stringify({ gym_id: 'gym-1', devices: [reader] }));
  const devices = createDeviceProcess('run-1');
  const scans = createScans(devices);

  for (let kill = 0; kill < kills; kill += 1) {
    const core = startCoreProcess(dataDir, configPath);
    await core.ready;
    devices.connect(core.child.openPort('devices'));
    const goal = devices.acknowledged(READER) + Math.floor(random() * MOST_ACKS_A_LIFE);
    scans.feed();
    for (let acked = devices.acknowledged(READER); acked < goal; acked = devices.acknowledged(READER)) {
      await acknowledgedAtLeast(devices, acked + 1, core);
      scans.feed();
    }
    await turns(Math.floor(random() * MOST_TURNS_TO_KILL));
    core.child.kill();
    expect(await core.ended).toBe('SIGKILL');
  }
  const confirmed = devices.acknowledged(READER);
  const last = startCoreProcess(dataDir, configPath);
  await last.ready;
  devices.connect(last.child.openPort('devices'));
  await acknowledgedAtLeast(devices, scans.fed(), last);
  last.child.send({ type: 'drain' });
  expect(await last.ended).toBe(0);

  const { store } = openTestStore(dataDir);
  return {
    fed: scans.fed(),
    confirmed,
    ...countOutcomes(store, scans.firstAtMs, scans.fed()),
    chain: checkChain(store.db, store.identity),
    integrity: store.db.pragma('integrity_check', { simple: true }),
  };
}

it(
  `loses no check-in and makes none twice when core is killed ${KILLS} times`,
  { timeout: 300_000 + KILLS * 10_000 },
  async () => {
    const seed = randomInt(2 ** 31);
    const startedAt = performance.now();
    // Two kiosks at once: most of the time goes into starting processes, and machines have two cores.
    const kiosks = await Promise.all(
      [0, 1].map((kiosk) => killDuringCheckIns(KILLS / 2, seededRandom(seed + kiosk))),
    );
    const total = (count: 'fed' | 'confirmed' | 'lost' | 'doubled'): number =>
      kiosks.reduce((sum, kiosk) => sum + kiosk[count], 0);
    process.stdout.write(
      `core killed ${KILLS} times (seed ${seed}): ${total('fed')} scans, ${total('confirmed')} of them confirmed ` +
        `before the last start, ${total('lost')} lost, ${total('doubled')} doubled, ` +
        `${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`,
    );
    for (const { fed, confirmed: _, ...outcome } of kiosks) {
      expect(outcome).toEqual({
        lost: 0,
        doubled: 0,
        facts: fed,
        visits: fed - Math.floor(fed / STRANGER_EVERY),
        chain: { ok: true, facts: fed },
        integrity: 'ok',
      });
    }
  },
);
