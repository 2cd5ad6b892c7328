import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { GymId, NewId } from '../../../shared/base/ids.ts';
import { openDatabase, write } from './database.ts';
import { examineDatabase, type Damage } from './examine-database.ts';
import { BACKUP_FOLDER } from './held.ts';
import { HIGH_WATER_FILE, readMemory, type Memory } from './high-water-mark.ts';
import { IDENTITY_FILE, readIdentityFile } from './identity-file.ts';
import { findUnfinishedRecovery, recoverStore, type RecoverRequest } from './recover-store.ts';
import { moveInto, newDamaged } from './set-aside.ts';
import { clearSuspicion, isSuspect } from './suspicion.ts';
import { findKioskIdentity, saveKioskIdentity } from './tables/kiosk.ts';
import { insertIncident, NOTHING_DONE, type IncidentCode } from './tables/store-incidents.ts';

export interface PreparedStore {
  /** False where the database is so large that only a sample was read: the background reads the rest. */
  readonly isCheckedWhole: boolean;
}

/**
 * Sees that there is a database that can be trusted before anything is confirmed on it: looks at it, and
 * where it is damaged makes another of what there is. Changes nothing about one that is in order.
 * @param isSeeded whether a missing database is made by somebody else: a demo gym
 * @throws where the disk fails; trying again is all that helps then
 */
export async function prepareStore(request: {
  readonly dataDir: string;
  readonly gymId: GymId;
  readonly newId: NewId;
  readonly nowMs: number;
  readonly isSeeded: boolean;
  readonly onProgress: (share: number) => void;
}): Promise<PreparedStore> {
  const { dataDir, nowMs } = request;
  const memory = readMemory(dataDir);
  clearPlaces(dataDir, memory);
  const recover: RecoverRequest = { ...request, rememberedEpoch: epochOf(memory) };
  if (findUnfinishedRecovery(dataDir) !== null) await recoverStore({ ...recover, found: null });
  const path = join(dataDir, 'kiosk.db');
  const examined = examineDatabase(path, { isSuspect: isSuspect(dataDir) });
  const found = problemOf(examined, memory, request);
  if (found?.code === 'facts_damaged') beginEpoch(path, 'facts_damaged', nowMs);
  else if (found !== null) await recoverStore({ ...recover, found });
  // Without a memory nobody knows whether this is the log's end, or an older copy of it.
  const isForgotten = memory.state === 'damaged' || memory.state === 'absent';
  if (isForgotten && found === null && examined.verdict === 'sound' && examined.hasFacts)
    beginEpoch(path, 'memory_lost', nowMs);
  clearSuspicion(dataDir);
  return { isCheckedWhole: examined.verdict !== 'sound' || examined.isWhole };
}

function problemOf(
  examined: ReturnType<typeof examineDatabase>,
  memory: Memory,
  { dataDir, isSeeded }: { dataDir: string; isSeeded: boolean },
): { code: Damage; detail: string } | null {
  if (examined.verdict === 'damaged') return examined;
  if (examined.verdict === 'sound' || isSeeded) return null;
  // There never was one, as far as anything here remembers.
  const wasThere = memory.state === 'known' || readIdentityFile(dataDir) !== null;
  return wasThere ? { code: 'database_missing', detail: '' } : null;
}

function epochOf(memory: Memory): number {
  return memory.state === 'known' ? memory.key.epoch : 0;
}

/** Whatever stands where a file or a folder of ours should be goes aside, and so does a memory nobody can read. */
function clearPlaces(dataDir: string, memory: Memory): void {
  const wrong = [HIGH_WATER_FILE, IDENTITY_FILE, `${IDENTITY_FILE}.new`, 'kiosk.db.recovering'].filter(
    (name) => lstatSync(join(dataDir, name), { throwIfNoEntry: false })?.isFile() === false,
  );
  if (memory.state === 'damaged' && !wrong.includes(HIGH_WATER_FILE)) wrong.push(HIGH_WATER_FILE);
  if (lstatSync(join(dataDir, BACKUP_FOLDER), { throwIfNoEntry: false })?.isDirectory() === false)
    wrong.push(BACKUP_FOLDER);
  if (wrong.length > 0) moveInto(newDamaged(dataDir), dataDir, wrong);
}

/** What was is whole, but its end cannot be believed: what comes now stands apart from it. */
function beginEpoch(path: string, code: IncidentCode, nowMs: number): void {
  const db = openDatabase(path, nowMs);
  try {
    write(db, (tx) => {
      const identity = findKioskIdentity(tx);
      if (identity !== null) saveKioskIdentity(tx, { ...identity, epoch: identity.epoch + 1 });
      insertIncident(tx, { code, foundAtMs: nowMs, details: NOTHING_DONE });
    });
  } finally {
    db.close();
  }
}
