import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId, NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { PreparingStep } from '../../shared/contract/kiosk-api.ts';
import type { Settings } from './host/read-settings.ts';
import { diskTroubleOf } from './store/disk-trouble.ts';
import { damageOf } from './store/examine-database.ts';
import { DatabaseFromTheFuture, MigrationChanged } from './store/migrate.ts';
import { prepareStore } from './store/prepare-store.ts';
import { isOwnerLeaving, takeStoreLock } from './store/store-lock.ts';
import { openStore, StorageFailed, type Store } from './store/store.ts';
import { markSuspect } from './store/suspicion.ts';
import { openKioskKey, type KioskKey, type KeyState } from './sync/kiosk-key.ts';

/** How often a disk that took nothing is tried again. */
const TRY_DISK_EVERY_MS = 500;
/** How often is looked whether the other process has let go. */
const TRY_LOCK_EVERY_MS = 50;
/** A process that is on its way out sends what it can first. */
const LEAVES_WITHIN_MS = 15 * SECOND_MS;
/** The system lets go of a dead process's lock at once; this is for a slow one. */
const LETS_GO_WITHIN_MS = SECOND_MS;
/** Longest that one piece of opening (a migration, a check of everything) may take without a word. */
const LONGEST_PIECE_MS = 300 * SECOND_MS;
/** So often the store is found damaged in a row before core gives up and is started anew. */
const MOST_REPAIRS = 3;

export interface OpenedStore {
  readonly store: Store;
  readonly key: KioskKey;
  readonly keyState: KeyState;
  /** False where only a sample of a large database was looked at. */
  readonly isCheckedWhole: boolean;
  /** Lets go of the data folder, once the store is closed. */
  release(): void;
}

export type OpenFailure =
  'data_in_use' | 'bad_config' | DatabaseFromTheFuture['code'] | MigrationChanged['code'];

export interface OpenRequest {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Makes a demo gym where there is no store yet. @returns why it cannot be made */
  readonly seed: (() => Promise<Result<unknown>>) | null;
  /** First writes, which show that the disk takes any. */
  readonly begin: (store: Store) => void;
  /** What is under way. Called again and again while it is. */
  readonly onStep: (step: PreparingStep, share: number) => void;
  /** The disk takes nothing, and core waits. Called once. */
  readonly onWaiting: (code: string) => void;
  /** One piece of work may hold this process up for so long. */
  readonly onWorking: (forMs: number) => void;
}

/**
 * Opens the store: takes the data folder for this process, sees that what is in it can be trusted, and waits
 * for as long as the disk takes nothing.
 */
export async function openWhenPossible(request: OpenRequest): Promise<Result<OpenedStore, OpenFailure>> {
  const { settings, log } = request;
  let isWaiting = false;
  for (let repairs = 0; ;) {
    try {
      return await openOnce(request);
    } catch (error) {
      if (error instanceof DatabaseFromTheFuture || error instanceof MigrationChanged)
        return fail(error.code, `${join(settings.dataDir, 'kiosk.db')}: ${error.message}`);
      const damage = error instanceof StorageFailed ? damageOf(error.cause) : damageOf(error);
      if (damage !== null && repairs < MOST_REPAIRS) {
        repairs += 1;
        log.error({ code: damage }, 'the store is damaged; all of it is looked at');
        markSuspect(settings.dataDir, damage);
        continue;
      }
      const code = diskTroubleOf(error);
      if (code === null) throw error;
      if (!isWaiting) {
        log.error({ code }, 'the disk takes nothing; waiting for it');
        request.onWaiting(code);
      }
      isWaiting = true;
      request.onStep('waiting_for_disk', 0);
      await delay(TRY_DISK_EVERY_MS);
    }
  }
}

async function openOnce(request: OpenRequest): Promise<Result<OpenedStore, OpenFailure>> {
  const { settings, clock, newId, log, onStep, onWorking } = request;
  const { dataDir, config } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = await waitForLock(dataDir, clock);
  if (lock === null) return fail('data_in_use', `${dataDir}: another kiosk is at work in this folder`);
  let store: Store | null = null;
  try {
    const gymId = config.gym_id as GymId;
    onWorking(LONGEST_PIECE_MS);
    const { isCheckedWhole } = await prepareStore({
      dataDir,
      gymId,
      newId,
      nowMs: clock.nowMs(),
      isSeeded: request.seed !== null,
      onProgress(share) {
        onStep('recovering', share);
        onWorking(LONGEST_PIECE_MS);
      },
    });
    const seeded = await request.seed?.();
    if (seeded?.ok === false) {
      lock.release();
      return fail('bad_config', `demo: ${seeded.code}`);
    }
    const { key, state: keyState } = await openKioskKey(join(dataDir, 'kiosk-key.json'), { newId });
    onWorking(LONGEST_PIECE_MS);
    store = openStore({ dataDir, gymId, zone: config.timezone, language: config.locale, clock, newId, log });
    request.begin(store);
    return ok({ store, key, keyState, isCheckedWhole, release: lock.release });
  } catch (error) {
    store?.abandon();
    lock.release();
    throw error;
  }
}

/** @returns null where another kiosk has the folder and stays */
async function waitForLock(dataDir: string, clock: Clock): Promise<ReturnType<typeof takeStoreLock>> {
  const startedAt = clock.monotonicMs();
  for (;;) {
    const lock = takeStoreLock(dataDir);
    if (lock !== null) return lock;
    const limitMs = isOwnerLeaving(dataDir) ? LEAVES_WITHIN_MS : LETS_GO_WITHIN_MS;
    if (clock.monotonicMs() - startedAt > limitMs) return null;
    await delay(TRY_LOCK_EVERY_MS);
  }
}
