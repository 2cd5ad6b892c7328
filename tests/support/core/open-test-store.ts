import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { GymId, MemberId, NewId } from '../../../shared/base/ids.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import { fakeTime, type FakeTime } from '../devices/fake-time.ts';
import { countedIds } from './counted-ids.ts';
import { recordedLog, type RecordedLog } from './recorded-log.ts';
import { putCard, putMember } from './put-rows.ts';

export const ZONE = 'Europe/Berlin';
/** Wednesday 18 February 2026, noon UTC, on a whole minute. */
export const NOON = Date.parse('2026-02-18T12:00:00Z');

/** A kiosk's store on a real file, with time and ids that the test owns. */
export interface TestStore {
  readonly store: Store;
  readonly dataDir: string;
  readonly time: FakeTime;
  readonly newId: NewId;
  readonly log: RecordedLog;
}

/** A folder for one test, removed after it. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Opens a new store, or the one that is in `dataDir` already; closed after the test. */
export function openTestStore(dataDir: string = temporaryDir()): TestStore {
  const time = fakeTime(NOON);
  const newId = countedIds();
  const log = recordedLog();
  const store = openStore({ dataDir, gymId: 'gym-1' as GymId, zone: ZONE, clock: time, newId, log });
  onTestFinished(() => {
    if (store.db.open) store.close();
  });
  return { store, dataDir, time, newId, log };
}

/** A member of the test gym; `changes` says what the test is about. */
export function testMember(number: number, changes: Partial<Member> = {}): Member {
  return {
    id: `member-${number}` as MemberId,
    memberNumber: String(number),
    firstName: `First${number}`,
    lastName: `Last${number}`,
    alias: `Alias ${number}`,
    sex: 'female',
    birthDate: '1990-05-17',
    heightCm: null,
    membershipStatus: 'active',
    joinedAtMs: NOON - 86_400_000,
    maxHeartRateBpm: null,
    measuredMaxHeartRateBpm: null,
    restingHeartRateBpm: null,
    boardPrivacy: 'alias',
    ...changes,
  };
}

/** The card that `addMember` gives out. */
export function cardOf(number: number): string {
  return String(number).padStart(10, '0');
}

/** Enrols a member with a card, without facts: as if central had sent them. */
export function addMember(store: Store, number: number, changes: Partial<Member> = {}): Member {
  const member = testMember(number, changes);
  store.write((tx) => {
    putMember(tx, member);
    putCard(tx, { code: cardOf(number), memberId: member.id, enrolledAtMs: NOON });
  });
  return member;
}
