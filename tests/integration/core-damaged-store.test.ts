import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkIn } from '../../electron/core/check-in/check-in.ts';
import { checkDatabase } from '../../electron/core/store/check-database.ts';
import { startCoreProcess } from '../support/core/core-process.ts';
import { DATABASE_DAMAGES, NEIGHBOUR_DAMAGES } from '../support/core/damage-store.ts';
import { createDeviceProcess } from '../support/core/device-process.ts';
import { addMember, cardOf, openTestStore, temporaryDir } from '../support/core/open-test-store.ts';
import { launchHeadlessKiosk, startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { waitFor } from '../support/wait-for.ts';

const CONFIG = { gym_id: 'gym-1', timezone: 'Europe/Berlin', devices: [] };
const MEMBERS = 60;
const SCANS = 12;

/** A gym's data after a morning, with a backup from half way through. */
function usedData(folder: string): { dataDir: string; older: string } {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const older = join(folder, 'older.db');
  const test = openTestStore(dataDir);
  for (let number = 1; number <= MEMBERS; number += 1) addMember(test.store, number);
  const comesIn = (number: number): unknown =>
    checkIn(test, { code: cardOf(number), device: 'door', atMs: test.time.nowMs() }, () => undefined);
  for (let number = 1; number <= 20; number += 1) comesIn(number);
  test.store.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(dataDir, 'kiosk.db'), older);
  mkdirSync(join(dataDir, 'backups'));
  copyFileSync(older, join(dataDir, 'backups', 'kiosk-0001-000000000020-20260218T030000Z.db'));
  for (let number = 21; number <= 30; number += 1) comesIn(number);
  // Half of what came since is in the file, half in the log.
  test.store.db.pragma('wal_checkpoint(TRUNCATE)');
  for (let number = 31; number <= 40; number += 1) comesIn(number);
  const log = join(folder, 'log');
  copyFileSync(join(dataDir, 'kiosk.db-wal'), log);
  test.store.close();
  // As a kill leaves it.
  copyFileSync(log, join(dataDir, 'kiosk.db-wal'));
  return { dataDir, older };
}

/** Starts a real core on a folder and holds cards to its reader. @returns how many were confirmed and are stored */
async function checkInsOn(dataDir: string, folder: string) {
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(CONFIG));
  const devices = createDeviceProcess('run-1');
  const core = startCoreProcess(dataDir, config);
  await core.ready;
  devices.connect(core.child.openPort('devices'));
  for (let number = 1; number <= SCANS; number += 1)
    devices.line.reading({ kind: 'card', device: 'door', at: Date.now(), code: cardOf(40 + number) });
  await new Promise<void>((resolve) => devices.whenAcknowledged('door', SCANS, resolve));
  core.child.send({ type: 'drain' });
  const status = await core.ended;
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  const stored = db
    .prepare(`SELECT count(*) FROM facts WHERE kind LIKE 'check_in.%' AND epoch = (SELECT epoch FROM kiosk)`)
    .pluck()
    .get();
  const told = db.prepare(`SELECT json_extract(payload, '$.code') FROM facts WHERE kind = 'store.recovered'`);
  const incidents = told.pluck().all();
  db.close();
  return { status, stored, incidents, check: checkDatabase(join(dataDir, 'kiosk.db')) };
}

describe('core on a damaged store', () => {
  it.each([...DATABASE_DAMAGES, ...NEIGHBOUR_DAMAGES].map((damage) => [damage.what, damage] as const))(
    'confirms nothing that is not stored: %s',
    async (_what, damage) => {
      const folder = temporaryDir();
      const { dataDir, older } = usedData(folder);
      damage.apply(dataDir, older);
      const { status, stored, incidents, check } = await checkInsOn(dataDir, folder);
      expect(status).toBe(0);
      expect(check).toMatchObject({ ok: true });
      if (damage.isDatabase) {
        expect(stored).toBe(SCANS);
        expect(incidents).toHaveLength(1);
      }
    },
  );

  it.each([
    ['empty', ''],
    ['garbage', 'no key at all'],
  ])('starts with its key in a file that is %s, says so, and sets the file aside', async (_what, text) => {
    const folder = temporaryDir();
    const first = await startHeadlessKiosk(folder, CONFIG);
    const kioskId = first.of('ready')[0]?.['kiosk_id'];
    await first.stop();
    writeFileSync(join(first.dataDir, 'kiosk-key.json'), text);
    const second = await startHeadlessKiosk(folder, CONFIG);
    expect(second.of('ready')[0]).toMatchObject({ kiosk_id: kioskId, epoch: 1 });
    expect(second.of('store_recovered')).toMatchObject([{ code: 'key_restored' }]);
    expect(readdirSync(join(second.dataDir, 'damaged', '1'))).toEqual(['kiosk-key.json']);
    expect([await second.stop(), second.errors]).toEqual([0, []]);
  });
});

describe('a data folder', () => {
  const started = (kiosk: HeadlessKiosk): HeadlessKiosk => {
    onTestFinished(async () => void (await kiosk.stop()));
    return kiosk;
  };

  it('belongs to one kiosk: a second one ends with one line and a status of its own', async () => {
    const folder = temporaryDir();
    const first = started(await startHeadlessKiosk(folder, CONFIG));
    const second = launchHeadlessKiosk(folder, CONFIG);
    expect(await second.ended).toBe(80);
    expect(second.errors).toEqual([`data_in_use: ${first.dataDir}: another kiosk is at work in this folder`]);
    expect(second.of('ready')).toEqual([]);
    expect(first.pidOf('core')).not.toBeNull();
  });

  it('is free for the next one when the first was killed, core and all', async () => {
    const folder = temporaryDir();
    const first = await startHeadlessKiosk(folder, CONFIG);
    const core = first.pidOf('core')!;
    first.kill();
    process.kill(core, 'SIGKILL');
    await first.ended;
    const second = started(await startHeadlessKiosk(folder, CONFIG));
    expect(second.errors).toEqual([]);
  });

  it('is waited for while a core whose parent was killed finishes', async () => {
    const folder = temporaryDir();
    const first = await startHeadlessKiosk(folder, CONFIG);
    first.kill();
    const second = started(await startHeadlessKiosk(folder, CONFIG));
    expect(second.errors).toEqual([]);
  });

  it('is taken again after its core alone was killed', async () => {
    const kiosk = started(await startHeadlessKiosk(temporaryDir(), CONFIG));
    process.kill(kiosk.pidOf('core')!, 'SIGKILL');
    await waitFor(() => kiosk.of('ready').length === 2, 'core is there again');
    expect(kiosk.errors).toEqual(['core ended (SIGKILL); starting it again in 100 ms']);
  });
});

it('waits for a disk that takes nothing, says so, and goes on once it does', async () => {
  const folder = temporaryDir();
  const first = await startHeadlessKiosk(folder, CONFIG);
  await first.stop();
  rmSync(join(first.dataDir, 'kiosk.lock-owner'));
  const kiosk = launchHeadlessKiosk(folder, CONFIG);
  // As a full disk does: from here on no file of these processes may grow.
  const limit = (pid: number, bytes: string): void =>
    void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  limit(kiosk.pid, '0');
  await waitFor(() => kiosk.of('waiting').length > 0, 'core says that it waits');
  const core = kiosk.pidOf('core')!;
  expect(kiosk.of('ready')).toEqual([]);
  limit(core, 'unlimited');
  await waitFor(() => kiosk.of('ready').length > 0, 'core goes on');
  expect(kiosk.pidOf('core')).toBe(core);
  expect(kiosk.of('waiting')).toHaveLength(1);
  expect([await kiosk.stop(), kiosk.errors.filter((line) => line.includes('ended'))]).toEqual([0, []]);
});
