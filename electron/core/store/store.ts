import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Clock } from '../../../shared/base/clock.ts';
import type { GymId, KioskId, MemberId, NewId } from '../../../shared/base/ids.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { Language } from '../../../shared/domain/wording/languages.ts';
import { createChangedMembers, type ChangedMembers, type ChangeListener } from './changed-members.ts';
import { openDatabase, write, type ReadableDb, type WritableDb } from './database.ts';
import { createFactLog, type FactLog } from './fact-log.ts';
import { damageOf } from './examine-database.ts';
import { createHighWaterMark, HIGH_WATER_FILE, type HighWaterMark } from './high-water-mark.ts';
import { readIdentityFile, writeIdentityFile } from './identity-file.ts';
import { markSuspect } from './suspicion.ts';
import { findHead, type FactKey } from './tables/facts.ts';
import { findKioskIdentity, saveKioskIdentity, type KioskIdentity } from './tables/kiosk.ts';

export type StorageFailure = 'disk_full' | 'io_error' | 'damaged';

/** The disk did not take a write. Nothing of that transaction is stored. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
  /** `damaged`: pages do not fit together. The store is marked, and the next start looks at all of it. */
  readonly code: StorageFailure;
  constructor(code: StorageFailure, cause: unknown) {
    super(`storage failed: ${code}`, { cause });
    this.code = code;
  }
}

/** The disk fails, was mounted read-only after an error, or is gone: reopening may mend it, retrying does not. */
const BROKEN_DISK = /^SQLITE_(IOERR|READONLY|CANTOPEN)/;

export interface GymPlace {
  /** IANA zone. */
  readonly zone: string;
  readonly language: Language;
}

export interface Store {
  readonly db: ReadableDb;
  readonly identity: KioskIdentity;
  readonly facts: FactLog;
  /** Where the gym is and what it speaks: kept reviews are worded for it. */
  readonly gym: GymPlace;
  /** The wall clock it was opened with. */
  readonly nowMs: () => number;
  /** Milliseconds that a clock which is set does not change; count only within this process. */
  readonly monotonicMs: () => number;
  /** For what goes wrong beside the work that was asked for. */
  readonly log: Log;
  /**
   * One durable transaction: all of it when this returns, none of it when it throws.
   * @throws StorageFailed when the disk did not take it
   */
  write<Value>(work: (tx: WritableDb) => Value): Value;
  /** Something that is shown to that member, or to everybody, is being written without a fact of this kiosk's. */
  noteChange(memberId: MemberId | null): void;
  /** Hears, once it is durable, whose documents may look different now. */
  onChange(listener: ChangeListener): void;
  /** Whether the last write did not reach the disk. */
  isFailing(): boolean;
  close(): void;
  /** Lets go of it without another write, where the disk takes none. Never throws. */
  abandon(): void;
}

/**
 * Opens the store in `dataDir`, giving a new one its identity. When the log is shorter than this
 * kiosk remembers, a new epoch begins, so that no fact's key is ever used twice.
 */
export function openStore(deps: {
  dataDir: string;
  gymId: GymId;
  zone: string;
  /** English where nothing is said. */
  language?: Language;
  clock: Clock;
  newId: NewId;
  log: Log;
}): Store {
  const { dataDir, gymId, zone, language = 'en', clock, newId, log } = deps;
  const db = openDatabase(join(dataDir, 'kiosk.db'), clock.nowMs());
  const mark = createHighWaterMark(join(dataDir, HIGH_WATER_FILE));
  const identity = settleIdentity(db, mark.read(), {
    gymId,
    beside: readIdentityFile(dataDir),
    newKioskId: newId as () => KioskId,
    nowMs: clock.nowMs(),
    log,
  });
  writeIdentityFile(dataDir, identity);
  const changed = createChangedMembers();
  const factLog = createFactLog({ identity, zone, newId, nowMs: clock.nowMs });
  return {
    db,
    identity,
    gym: { zone, language },
    nowMs: clock.nowMs,
    monotonicMs: clock.monotonicMs,
    log,
    ...createWriter({ db, dataDir, factLog, mark, changed, log }),
    noteChange: changed.note,
    onChange: changed.listen,
    close() {
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      mark.close();
    },
    abandon() {
      for (const letGo of [() => db.close(), () => mark.close()]) {
        try {
          letGo();
        } catch {
          // What the disk does not take now, the next start finds missing and deals with.
        }
      }
    },
  };
}

/** Writes what belongs together, and what goes with it: the mark beside the database, and who hears of it. */
function createWriter(deps: {
  db: ReadableDb;
  dataDir: string;
  factLog: FactLog;
  mark: HighWaterMark;
  changed: ChangedMembers;
  log: Log;
}): Pick<Store, 'facts' | 'write' | 'isFailing'> {
  const { db, dataDir, factLog, mark, changed, log } = deps;
  let lastAppended: FactKey | null = null;
  let isFailing = false;
  /** The transaction stands whatever becomes of its mark: a mark that lags detects less, and loses nothing. */
  const noteAppended = (key: FactKey): void => {
    try {
      mark.note(key);
    } catch (error) {
      log.error({ err: error }, 'the high-water mark could not be written');
    }
  };
  return {
    facts: {
      append(tx, draft) {
        lastAppended = factLog.append(tx, draft);
        changed.noteFact(draft);
        return lastAppended;
      },
    },
    write(work) {
      lastAppended = null;
      changed.begin();
      try {
        const value = mapStorageErrors(dataDir, () => write(db, work));
        isFailing = false;
        if (lastAppended !== null) noteAppended(lastAppended);
        changed.emit();
        return value;
      } catch (error) {
        isFailing ||= error instanceof StorageFailed;
        throw error;
      }
    },
    isFailing: () => isFailing,
  };
}

function settleIdentity(
  db: ReadableDb,
  remembered: FactKey | null,
  deps: {
    gymId: GymId;
    /** What the file beside the database says. */
    beside: KioskIdentity | null;
    newKioskId: () => KioskId;
    nowMs: number;
    log: Log;
  },
): KioskIdentity {
  const found = findKioskIdentity(db);
  if (found === null) {
    // A store that lost even its identity must not reuse an epoch it may have signed facts in.
    const { beside, gymId } = deps;
    const known = beside?.gymId === gymId ? beside : null;
    const epoch = Math.max(remembered?.epoch ?? 0, known?.epoch ?? 0) + 1;
    const identity = { kioskId: known?.kioskId ?? deps.newKioskId(), gymId, epoch };
    write(db, (tx) => saveKioskIdentity(tx, identity));
    return identity;
  }
  const headSeq = findHead(db, found.epoch)?.seq ?? 0;
  const { beside } = deps;
  const besideEpoch = beside?.kioskId === found.kioskId ? beside.epoch : 0;
  const latestEpoch = Math.max(remembered?.epoch ?? 0, besideEpoch, found.epoch);
  const isShort =
    latestEpoch > found.epoch || (remembered?.epoch === found.epoch && remembered.seq > headSeq);
  if (!isShort) return found;
  const identity = { ...found, epoch: latestEpoch + 1 };
  write(db, (tx) => saveKioskIdentity(tx, identity));
  deps.log.error(
    { remembered, headSeq, epoch: identity.epoch },
    'the fact log is shorter than remembered: new epoch',
  );
  return identity;
}

function mapStorageErrors<Value>(dataDir: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      if (error.code === 'SQLITE_FULL') throw new StorageFailed('disk_full', error);
      if (damageOf(error) !== null) {
        markSuspect(dataDir, error.code);
        throw new StorageFailed('damaged', error);
      }
      if (BROKEN_DISK.test(error.code)) throw new StorageFailed('io_error', error);
    }
    throw error;
  }
}
