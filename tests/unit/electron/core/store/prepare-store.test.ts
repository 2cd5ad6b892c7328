import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { noteIncidents } from '../../../../../electron/core/note-incidents.ts';
import { checkIn } from '../../../../../electron/core/check-in/check-in.ts';
import { checkChain } from '../../../../../electron/core/store/fact-log.ts';
import { prepareStore } from '../../../../../electron/core/store/prepare-store.ts';
import { markSuspect } from '../../../../../electron/core/store/suspicion.ts';
import { eachFact, listPendingFacts } from '../../../../../electron/core/store/tables/facts.ts';
import type { GymId } from '../../../../../shared/base/ids.ts';
import { countedIds } from '../../../../support/core/counted-ids.ts';
import {
  bytesOf,
  copyStore,
  DATABASE_DAMAGES,
  NEIGHBOUR_DAMAGES,
  type StoreDamage,
} from '../../../../support/core/damage-store.ts';
import {
  addMember,
  cardOf,
  NOON,
  openTestStore,
  temporaryDir,
  type TestStore,
} from '../../../../support/core/open-test-store.ts';

const MEMBERS = 120;

function prepare(dataDir: string): Promise<unknown> {
  return prepareStore({
    dataDir,
    gymId: 'gym-1' as GymId,
    newId: countedIds(),
    nowMs: NOON,
    isSeeded: false,
    onProgress: () => undefined,
  });
}

function checkInMembers({ store, newId }: TestStore, from: number, until: number): void {
  for (let number = from; number <= until; number += 1)
    checkIn({ store, newId }, { code: cardOf(number), device: 'door', atMs: NOON + number }, () => undefined);
}

/** A gym's store after a morning: half of it is in a backup, and the process was killed at work. */
function usedStore(): { dataDir: string; older: string; kioskId: string; facts: number } {
  const test = openTestStore();
  const { store, dataDir: alive } = test;
  for (let number = 1; number <= MEMBERS; number += 1) addMember(store, number);
  checkInMembers(test, 1, 40);
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  const dataDir = temporaryDir();
  const older = join(temporaryDir(), 'older.db');
  copyFileSync(join(alive, 'kiosk.db'), older);
  mkdirSync(join(dataDir, 'backups'));
  copyFileSync(older, join(dataDir, 'backups', 'kiosk-0001-000000000040-20260218T030000Z.db'));
  checkInMembers(test, 41, 80);
  // Half in the file, half in the log.
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  checkInMembers(test, 81, MEMBERS);
  copyStore(alive, dataDir);
  const facts = store.db.prepare('SELECT count(*) FROM facts').pluck().get() as number;
  const { kioskId } = store.identity;
  store.close();
  return { dataDir, older, kioskId, facts };
}

async function recovered(damage: StoreDamage) {
  const used = usedStore();
  damage.apply(used.dataDir, used.older);
  await prepare(used.dataDir);
  const test = openTestStore(used.dataDir);
  const incidents = noteIncidents(test.store);
  return { ...used, ...test, incidents };
}

describe('a store whose database is damaged', () => {
  for (const damage of DATABASE_DAMAGES) {
    it(`opens with what there is when there is ${damage.what}`, async () => {
      const { store, dataDir, kioskId, incidents } = await recovered(damage);
      expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(store.db.pragma('foreign_key_check')).toEqual([]);
      expect(store.identity).toMatchObject({ kioskId, epoch: 2 });
      // It is said: to staff, to central, on standard output.
      expect(incidents).toHaveLength(1);
      const told = [...eachFact(store.db, store.identity, 2)].map(({ kind }) => kind);
      expect(told).toEqual(['store.recovered']);
      // What was in the backup is there, and whoever is known is let in.
      const outcome = checkIn(
        { store, newId: v7 },
        { code: cardOf(MEMBERS), device: 'door', atMs: NOON + 86_400_000 },
        () => undefined,
      );
      expect(outcome.outcome).toBe('checked_in');
      // The chain is in order but for what is known to be missing.
      expect(checkChain(store.db, store.identity)).toMatchObject({ ok: true });
      // What is sent again carries the key and the hash it always had.
      const again = listPendingFacts(store.db, store.identity, 1_000).filter(({ epoch }) => epoch === 1);
      expect(again.length).toBeGreaterThanOrEqual(40);
      // Once more changes nothing.
      store.close();
      const files = readdirSync(join(dataDir, 'damaged'));
      await prepare(dataDir);
      expect(readdirSync(join(dataDir, 'damaged'))).toEqual(files);
      expect(openTestStore(dataDir).store.identity.epoch).toBe(2);
    });
  }

  it('keeps the damaged file with its log as they were found', async () => {
    const used = usedStore();
    writeFileSync(join(used.dataDir, 'kiosk.db'), 'no database');
    const log = bytesOf(join(used.dataDir, 'kiosk.db-wal'));
    await prepare(used.dataDir);
    const folder = join(used.dataDir, 'damaged', '1');
    expect(bytesOf(join(folder, 'kiosk.db')).toString()).toBe('no database');
    expect(bytesOf(join(folder, 'kiosk.db-wal'))).toEqual(log);
  });

  for (const [what, damage, least] of [
    ['whose first pages were wiped', 'four pages of zeros at the front, and none in the log', 80],
    [
      'under a restored file is another’s log',
      'an older copy put in place under the log of the newer one',
      80,
    ],
    ['with four pages written over', 'four pages written over with random bytes', 90],
  ] as const) {
    it(`gives back the facts that are still on a page: one ${what}`, async () => {
      const { store } = await recovered(DATABASE_DAMAGES.find((one) => one.what === damage)!);
      const facts = [...eachFact(store.db, store.identity, 1)];
      expect(facts.length).toBeGreaterThanOrEqual(least);
      const visits = store.db.prepare('SELECT count(*) FROM visits').pluck().get();
      expect(visits).toBeGreaterThanOrEqual(least);
    });
  }

  it('gives back everything but one page where no backup is there', async () => {
    const used = usedStore();
    rmSync(join(used.dataDir, 'backups'), { recursive: true });
    DATABASE_DAMAGES.find(({ what }) => what === 'a header of zeros')!.apply(used.dataDir, used.older);
    await prepare(used.dataDir);
    const { store } = openTestStore(used.dataDir);
    expect([...eachFact(store.db, store.identity, 1)].length).toBe(used.facts);
    expect(listPendingFacts(store.db, store.identity, 1_000).length).toBe(used.facts);
  });

  it('sets no damaged backup in its place', async () => {
    const used = usedStore();
    writeFileSync(
      join(used.dataDir, 'backups', 'kiosk-0009-000000000999-20360218T030000Z.db'),
      'no database',
    );
    writeFileSync(join(used.dataDir, 'kiosk.db'), 'no database');
    await prepare(used.dataDir);
    const { store } = openTestStore(used.dataDir);
    expect(noteIncidents(store)[0]?.details.base).toBe('backup');
    expect(store.db.prepare('SELECT count(*) FROM users').pluck().get()).toBe(MEMBERS);
  });

  it('is recovered once, wherever the machine stops on the way', async () => {
    const used = usedStore();
    writeFileSync(join(used.dataDir, 'kiosk.db'), 'no database');
    const before = temporaryDir();
    await prepare(used.dataDir);
    const { store } = openTestStore(used.dataDir);
    const visits = store.db.prepare('SELECT count(*) FROM visits').pluck().get();
    store.close();
    const damaged = join(used.dataDir, 'damaged', '1');
    // Stopped before it was said to be done …
    rmSync(join(damaged, 'recovered.json'));
    await prepare(used.dataDir);
    // … before the new database got its name …
    rmSync(join(damaged, 'recovered.json'));
    rmSync(join(used.dataDir, 'kiosk.db'));
    writeFileSync(join(used.dataDir, 'kiosk.db.recovering'), 'half of it');
    await prepare(used.dataDir);
    // … and while the files were being moved: the log was, the database was not.
    rmSync(join(damaged, 'recovered.json'));
    copyFileSync(join(damaged, 'kiosk.db'), join(before, 'kiosk.db'));
    rmSync(join(damaged, 'kiosk.db'));
    copyFileSync(join(before, 'kiosk.db'), join(used.dataDir, 'kiosk.db'));
    await prepare(used.dataDir);
    const again = openTestStore(used.dataDir).store;
    expect(again.db.prepare('SELECT count(*) FROM visits').pluck().get()).toBe(visits);
    expect(readdirSync(join(used.dataDir, 'damaged'))).toEqual(['1']);
    expect(existsSync(join(damaged, 'kiosk.db'))).toBe(true);
  });
});

describe('what stands beside the database', () => {
  for (const damage of NEIGHBOUR_DAMAGES) {
    it(`may be ${damage.what}: nothing is lost, and no key is used twice`, async () => {
      const used = usedStore();
      damage.apply(used.dataDir, used.older);
      await prepare(used.dataDir);
      const test = openTestStore(used.dataDir);
      expect([...eachFact(test.store.db, test.store.identity, 1)].length).toBe(used.facts);
      expect(test.store.identity.kioskId).toBe(used.kioskId);
      const isMemory = damage.what.includes('high-water');
      expect(test.store.identity.epoch).toBe(isMemory ? 2 : 1);
      expect(noteIncidents(test.store).map(({ code }) => code)).toEqual(isMemory ? ['memory_lost'] : []);
    });
  }
});

describe('an older copy that was put back', () => {
  it.each([
    ['with nothing beside it', ['kiosk.high-water', 'kiosk-identity.json']],
    ['without the file that remembers the last record', ['kiosk.high-water']],
    ['without the file that says who the kiosk is', ['kiosk-identity.json']],
  ] as const)('%s begins a new epoch, so that no key is used twice', async (_what, gone) => {
    const used = usedStore();
    for (const suffix of ['-wal', '-shm']) rmSync(join(used.dataDir, `kiosk.db${suffix}`), { force: true });
    copyFileSync(used.older, join(used.dataDir, 'kiosk.db'));
    for (const name of gone) rmSync(join(used.dataDir, name));
    await prepare(used.dataDir);
    const { store } = openTestStore(used.dataDir);
    expect(store.identity).toMatchObject({ kioskId: used.kioskId, epoch: 2 });
  });

  it('of an epoch before begins one that was never used', async () => {
    const used = usedStore();
    const { store } = openTestStore(used.dataDir);
    store.close();
    writeFileSync(join(used.dataDir, 'kiosk.high-water'), '4 17'.padEnd(31) + '\n');
    await prepare(used.dataDir);
    const fifth = openTestStore(used.dataDir).store;
    expect(fifth.identity.epoch).toBe(5);
    fifth.close();
    for (const name of ['kiosk.high-water', 'kiosk.db-wal', 'kiosk.db-shm'])
      rmSync(join(used.dataDir, name), { force: true });
    copyFileSync(used.older, join(used.dataDir, 'kiosk.db'));
    await prepare(used.dataDir);
    expect(openTestStore(used.dataDir).store.identity.epoch).toBe(6);
  });
});

describe('a store that is in order', () => {
  it('is opened as it is, with its log, and nothing is set aside', async () => {
    const used = usedStore();
    const [file, log] = ['kiosk.db', 'kiosk.db-wal'].map((name) => bytesOf(join(used.dataDir, name)));
    await prepare(used.dataDir);
    expect([bytesOf(join(used.dataDir, 'kiosk.db')), bytesOf(join(used.dataDir, 'kiosk.db-wal'))]).toEqual([
      file,
      log,
    ]);
    expect(existsSync(join(used.dataDir, 'damaged'))).toBe(false);
    expect(openTestStore(used.dataDir).store.identity.epoch).toBe(1);
  });

  it('is looked at whole once after something was found wrong with it', async () => {
    const used = usedStore();
    markSuspect(used.dataDir, 'SQLITE_CORRUPT');
    await prepare(used.dataDir);
    expect(readdirSync(used.dataDir)).not.toContain('kiosk.suspect');
    expect(openTestStore(used.dataDir).store.identity.epoch).toBe(1);
  });

  it('begins a new epoch when its last facts were changed, and says so', async () => {
    const used = usedStore();
    const { store } = openTestStore(used.dataDir);
    store.db.exec('DROP TRIGGER facts_are_append_only');
    store.db.exec(`UPDATE facts SET payload = '{}' WHERE seq = 119`);
    store.close();
    await prepare(used.dataDir);
    const again = openTestStore(used.dataDir).store;
    expect(again.identity.epoch).toBe(2);
    expect(noteIncidents(again).map(({ code }) => code)).toEqual(['facts_damaged']);
  });

  it('of a kiosk that never had one is a new one', async () => {
    const dataDir = temporaryDir();
    await prepare(dataDir);
    expect(openTestStore(dataDir).store.identity.epoch).toBe(1);
  });
});
