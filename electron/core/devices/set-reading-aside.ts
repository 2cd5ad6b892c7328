import type { NewId } from '../../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import type { WritableDb } from '../store/database.ts';
import { isAgainstRule } from '../store/disk-trouble.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import {
  deleteSetAside,
  findSetAside,
  insertSetAside,
  listBeyond,
  type Place,
  type SetAside,
  type SetAsideCode,
  type SetAsideReading,
} from '../store/tables/set-aside-readings.ts';
import { findMember } from '../store/tables/users.ts';
import { admit, checkIn } from '../check-in/check-in.ts';
import { fileUnclaimed } from '../weigh-in/unclaimed-readings.ts';

/** More than staff can look through; the oldest makes room, with its fact. */
export const MAX_SET_ASIDE = 200;

/** Why a reading's commit failed, as far as staff can do something with it. */
export function setAsideCodeOf(error: unknown): SetAsideCode {
  return isAgainstRule(error) ? 'storage_rule' : 'internal';
}

/**
 * Keeps a reading whose commit failed for a reason of its own, with its place in the stream, so that it is not
 * sent again and the next one is answered.
 * @throws StorageFailed when the disk did not take it
 */
export function setReadingAside(store: Store, reading: Reading, cursor: Place, code: SetAsideCode): void {
  keepAside(store, reading, cursor, code, (tx) => saveDeviceCursor(tx, cursor));
}

/**
 * Keeps something that came in and could not be stored. A fact tells central, unless it is the facts that fail.
 * @param alsoWrite joins the transaction
 * @throws StorageFailed when the disk did not take it
 */
export function keepAside(
  store: Store,
  reading: SetAside,
  place: Place,
  code: SetAsideCode,
  alsoWrite: (tx: WritableDb) => void,
): void {
  const keep = (tx: WritableDb): void => {
    alsoWrite(tx);
    insertSetAside(tx, place, reading, code);
  };
  try {
    store.write((tx) => {
      keep(tx);
      const { device, kind } = reading;
      store.facts.append(tx, {
        kind: 'reading.set_aside',
        memberId: null,
        happenedAtMs: reading.at,
        payload: { device, kind, code },
      });
      for (const old of listBeyond(tx, MAX_SET_ASIDE)) settle(tx, store, old, null, 'dropped');
    });
  } catch (error) {
    if (error instanceof StorageFailed) throw error;
    store.log.error({ err: error }, 'a reading that was set aside could not be told of');
    store.write(keep);
  }
}

function settle(
  tx: WritableDb,
  store: Store,
  { id, code, reading: { device, kind } }: SetAsideReading,
  staff: string | null,
  outcome: 'stored' | 'dismissed' | 'dropped',
): void {
  deleteSetAside(tx, id);
  store.facts.append(tx, {
    kind: 'reading.settled',
    memberId: null,
    happenedAtMs: store.nowMs(),
    payload: { staff, device, kind, code, outcome },
  });
}

/** Staff put a reading away that could not be stored. @returns `not_found` for one that is not there (any more) */
export function dismissSetAside(store: Store, staff: string, id: number): Result<void, 'not_found'> {
  return store.write((tx) => {
    const found = findSetAside(tx, id);
    if (found === null) return fail('not_found');
    settle(tx, store, found, staff, 'dismissed');
    return ok(undefined);
  });
}

/**
 * Staff have a reading tried again: a card checks in at its own time, a weight goes into the tray. Heart rate
 * belongs to a session that went on without it, and cannot.
 * @returns `still_refused` where the reason is still there; it stays set aside then
 * @throws StorageFailed
 */
export function retrySetAside(
  { store, newId }: { store: Store; newId: NewId },
  staff: string,
  id: number,
): Result<void, 'not_found' | 'still_refused'> {
  const found = findSetAside(store.db, id);
  if (found === null) return fail('not_found');
  const { reading } = found;
  const done = (tx: WritableDb): void => settle(tx, store, found, staff, 'stored');
  try {
    return actAgain({ store, newId }, reading, id, done) ? ok(undefined) : fail('still_refused');
  } catch (error) {
    if (error instanceof StorageFailed) throw error;
    store.log.error({ err: error, id }, 'a reading that was set aside is still refused');
    return fail('still_refused');
  }
}

/** @returns false for what cannot be tried again */
function actAgain(
  deps: { store: Store; newId: NewId },
  reading: SetAside,
  id: number,
  done: (tx: WritableDb) => void,
): boolean {
  const { store } = deps;
  if (reading.kind === 'card') {
    checkIn(deps, { code: reading.code, device: reading.device, atMs: reading.at }, done);
    return true;
  }
  if (reading.kind === 'weight' || reading.kind === 'body_composition') {
    store.write((tx) => {
      done(tx);
      fileUnclaimed(tx, store, weighingOf(reading, id), []);
    });
    return true;
  }
  const member =
    reading.kind === 'pin' && reading.member_id !== null ? findMember(store.db, reading.member_id) : null;
  if (member === null) return false;
  const { device, at: atMs } = reading;
  store.write((tx) => {
    done(tx);
    admit(tx, deps, member, { device, atMs });
  });
  return true;
}

function weighingOf(reading: Extract<Reading, { kind: 'weight' | 'body_composition' }>, id: number) {
  const { device, kg, at: atMs } = reading;
  const common = { id: `set-aside:${id}`, device, kg, atMs };
  return reading.kind === 'weight'
    ? { ...common, sent: { value: reading.value, unit: reading.unit }, fields: null }
    : { ...common, sent: null, fields: reading.fields };
}
