import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { GymId, KioskId, NewId } from '../../../shared/base/ids.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import { copyRows, type CopiedRows } from './copy-rows.ts';
import { openDatabase, write, type ReadableDb } from './database.ts';
import { damageOf, type Damage } from './examine-database.ts';
import { listCopies, readHeld } from './held.ts';
import { readIdentityFile } from './identity-file.ts';
import { salvageFacts, salvageOwners } from './salvage-facts.ts';
import { DAMAGED_FOLDER, moveInto, newDamaged, syncFolder } from './set-aside.ts';
import { replayFacts } from './replay-facts.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';
import { enterGaps } from './tables/fact-gaps.ts';
import { insertFact } from './tables/facts.ts';
import { findKioskIdentity, saveKioskIdentity, type KioskIdentity } from './tables/kiosk.ts';
import { quarantine } from './tables/outbox.ts';
import { insertIncident, type IncidentDetails } from './tables/store-incidents.ts';

const DATABASE = 'kiosk.db';
/** Last the database itself: once it is in the folder, everything is. */
const FILES = ['kiosk.db-wal', 'kiosk.db-shm', 'kiosk.db-journal', DATABASE];
const UNFINISHED = 'kiosk.db.recovering';
/** The damaged file under a name without a log. */
const ALONE = 'kiosk.db.alone';
/** Says what the folder is about; written first. */
const BEGUN = 'recovery.json';
/** Says that it is done; written last. */
const DONE = 'recovered.json';
const FACTS_PER_STEP = 500;

interface Begun {
  readonly code: Damage;
  readonly detail: string;
  readonly hadFile: boolean;
}

export interface RecoverRequest {
  readonly dataDir: string;
  readonly gymId: GymId;
  readonly newId: NewId;
  readonly nowMs: number;
  /** The last epoch the kiosk remembers beside the database; 0 for none. */
  readonly rememberedEpoch: number;
  /** Hears 0 to 1, many times a second. */
  readonly onProgress: (share: number) => void;
}

/** The recovery that a former process began and did not finish, if any. */
export function findUnfinishedRecovery(dataDir: string): string | null {
  const parent = join(dataDir, DAMAGED_FOLDER);
  if (!existsSync(parent)) return null;
  const folders = readdirSync(parent).map((name) => join(parent, name));
  return folders.find((folder) => existsSync(join(folder, BEGUN)) && !existsSync(join(folder, DONE))) ?? null;
}

/**
 * Puts a damaged database aside, whole and with its log, and makes another of what there is: the copy that
 * holds the most, every row that can still be read, every fact whose hash is still right. A new epoch begins, so
 * that no fact's key is used twice; what is salvaged keeps its own and is sent to central again, which
 * knows what it has. Whenever the machine stops, the next start goes on with it.
 */
export async function recoverStore(
  request: RecoverRequest & { readonly found: { readonly code: Damage; readonly detail: string } | null },
): Promise<void> {
  const { dataDir, found } = request;
  const folder = findUnfinishedRecovery(dataDir) ?? begin(dataDir, found);
  const begun = JSON.parse(textOf(join(folder, BEGUN))) as Begun;
  const isMoved = !begun.hadFile || existsSync(join(folder, DATABASE));
  if (!isMoved) moveInto(folder, dataDir, FILES);
  if (!isMoved || !existsSync(join(dataDir, DATABASE))) {
    // A log without its database.
    moveInto(folder, dataDir, FILES);
    await build(folder, begun, request);
    renameSync(join(dataDir, UNFINISHED), join(dataDir, DATABASE));
    syncFolder(dataDir);
  }
  writeSmallFile(join(folder, DONE), '{}\n');
}

function begin(dataDir: string, found: { code: Damage; detail: string } | null): string {
  const folder = newDamaged(dataDir);
  const hadFile = existsSync(join(dataDir, DATABASE));
  const { code, detail } = found ?? { code: 'database_missing', detail: '' };
  writeSmallFile(join(folder, BEGUN), JSON.stringify({ code, detail, hadFile } satisfies Begun));
  return folder;
}

function textOf(path: string): string {
  const file = readSmallFile(path);
  return file.state === 'text' ? file.text : '{"code":"database_damaged","detail":"","hadFile":true}';
}

/** Makes the new database under a name that does not count yet. */
async function build(folder: string, { code }: Begun, request: RecoverRequest): Promise<void> {
  const { dataDir, nowMs, onProgress } = request;
  const damaged = join(folder, DATABASE);
  const path = join(dataDir, UNFINISHED);
  removeDatabase(path);
  const base = layBase(dataDir, damaged, path, onProgress);
  const db = openDatabase(path, nowMs);
  try {
    db.pragma('foreign_keys = OFF');
    const source = openDamaged(damaged);
    const identity = await settleOwner(db, source, damaged, request);
    const rows = await copyEverything(source, db, onProgress);
    const salvaged = await salvage(db, damaged, identity, request);
    keepQuarantined(source, db);
    source?.close();
    const inBase = findKioskIdentity(db)?.epoch ?? 0;
    const epoch = Math.max(identity.epoch, inBase, request.rememberedEpoch, salvaged.lastEpoch) + 1;
    write(db, (tx) => {
      const factsMissing = enterGaps(tx);
      saveKioskIdentity(tx, { ...identity, epoch });
      const { facts: factsSalvaged } = salvaged;
      const details: IncidentDetails = {
        base,
        factsSalvaged,
        factsMissing,
        rowsKept: rows.kept,
        rowsLost: rows.lost,
      };
      insertIncident(tx, { code, foundAtMs: nowMs, details });
    });
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(`${UNFINISHED}.before-`)) rmSync(join(dataDir, name), { force: true });
  }
}

/**
 * Lays the copy that holds the most and is whole: also the damaged file alone, where its log is what does
 * not fit. Under a second name it has no log beside it.
 */
function layBase(
  dataDir: string,
  damaged: string,
  path: string,
  onProgress: (share: number) => void,
): IncidentDetails['base'] {
  const alone = join(dataDir, ALONE);
  removeDatabase(alone);
  if (statSync(damaged, { throwIfNoEntry: false })?.isFile() === true) linkOrCopy(damaged, alone);
  try {
    const file = existsSync(alone) ? [{ path: alone, base: 'file' as const, ...readHeld(alone) }] : [];
    const copies = listCopies(dataDir).map((copy) => ({ ...copy, base: 'backup' as const }));
    const best = [...file, ...copies].toSorted(
      (left, right) => right.epoch - left.epoch || right.seq - left.seq,
    );
    for (const { path: from, base } of best) {
      onProgress(0);
      if (!isWhole(from)) continue;
      copyFileSync(from, path);
      return base;
    }
    return 'none';
  } finally {
    removeDatabase(alone);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // A file system without links.
    copyFileSync(from, to);
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    rmSync(`${path}${suffix}`, { recursive: true, force: true });
}

function isWhole(path: string): boolean {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    return (
      db.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
      (db.pragma('foreign_key_check') as unknown[]).length === 0 &&
      db.prepare('SELECT count(*) FROM kiosk').pluck().get() === 1
    );
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return false;
  } finally {
    db?.close();
  }
}

/** The damaged database as far as SQLite opens it. */
function openDamaged(path: string): Database.Database | null {
  if (!existsSync(path)) return null;
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db?.close();
    if (!(error instanceof Database.SqliteError)) throw error;
    return null;
  }
}

/** Whose database it was: what stands beside it, else what it or its copy says itself, else somebody new. */
async function settleOwner(
  db: ReadableDb,
  source: Database.Database | null,
  damaged: string,
  { dataDir, gymId, newId, onProgress }: RecoverRequest,
): Promise<KioskIdentity> {
  const known = readIdentityFile(dataDir) ?? identityIn(source) ?? findKioskIdentity(db);
  if (known !== null) return known;
  let found: KioskIdentity | null = null;
  for (const next of salvageOwners(damaged, gymId)) {
    if (typeof next === 'number') {
      onProgress(0);
      await nextTurn();
    } else if (found === null || next.epoch > found.epoch) found = next;
  }
  return found ?? { kioskId: newId() as KioskId, gymId, epoch: 0 };
}

function identityIn(source: Database.Database | null): KioskIdentity | null {
  try {
    return source === null ? null : findKioskIdentity(source as ReadableDb);
  } catch (error) {
    if (damageOf(error) === null && !(error instanceof Database.SqliteError)) throw error;
    return null;
  }
}

async function copyEverything(
  source: Database.Database | null,
  db: ReadableDb,
  onProgress: (share: number) => void,
): Promise<CopiedRows> {
  if (source === null) return { kept: 0, lost: 0 };
  const copying = copyRows(source, db);
  for (let step = copying.next(); ; step = copying.next()) {
    if (step.done === true) return step.value;
    onProgress(0.2);
    await nextTurn();
  }
}

/** Stores and queues every fact that still hashes and is not there; and the rows that facts tell of. */
async function salvage(
  db: ReadableDb,
  damaged: string,
  identity: KioskIdentity,
  { nowMs, onProgress }: RecoverRequest,
): Promise<{ facts: number; lastEpoch: number }> {
  let facts = 0;
  let lastEpoch = (db.prepare('SELECT max(epoch) FROM facts').pluck().get() as number | null) ?? 0;
  const isKnown = db.prepare('SELECT 1 FROM facts WHERE epoch = ? AND seq = ?');
  let waiting: Fact[] = [];
  const store = (): void => {
    write(db, (tx) => {
      for (const fact of waiting) {
        if (isKnown.get(fact.epoch, fact.seq) !== undefined) continue;
        insertFact(tx, fact, nowMs);
        facts += 1;
        lastEpoch = Math.max(lastEpoch, fact.epoch);
      }
    });
    waiting = [];
  };
  let turns = 0;
  for (const next of salvageFacts(damaged, [identity])) {
    if (typeof next !== 'number') waiting.push(next);
    else if (waiting.length >= FACTS_PER_STEP || (turns += 1) % 64 === 0) {
      store();
      onProgress(0.3 + next * 0.7);
      await nextTurn();
    }
  }
  store();
  const replaying = replayFacts(db, db, identity);
  while (replaying.next().done !== true) {
    onProgress(1);
    await nextTurn();
  }
  return { facts, lastEpoch };
}

/** Facts that central had refused stay out of the way. */
function keepQuarantined(source: Database.Database | null, db: ReadableDb): void {
  try {
    const rows = (source?.prepare(`SELECT epoch, seq, code FROM outbox WHERE state = 'quarantined'`).all() ??
      []) as { epoch: number; seq: number; code: string | null }[];
    write(db, (tx) => {
      for (const { epoch, seq, code } of rows) quarantine(tx, { epoch, seq }, code ?? 'rejected');
    });
  } catch (error) {
    // Then they are sent once more.
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}
