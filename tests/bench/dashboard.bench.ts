import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemoStore } from '../../electron/core/demo/seed-demo-store.ts';
import { readDashboard } from '../../electron/core/flows/open-dashboard.ts';
import { readReview, trackProgress } from '../../electron/core/flows/track-progress.ts';
import { write, type ReadableDb } from '../../electron/core/store/database.ts';
import { openStore, type Store } from '../../electron/core/store/store.ts';
import { saveReview } from '../../electron/core/store/tables/member-reviews.ts';
import { findMember, insertMember } from '../../electron/core/store/tables/users.ts';
import type { GymId, MemberId } from '../../shared/base/ids.ts';
import type { Member } from '../../shared/domain/members/member.ts';
import { percentile, type BenchOptions, type BenchTable } from './report.ts';
import { growthExponent } from './timing.ts';

const NOW_MS = Date.parse('2026-02-18T17:30:00Z');
const ZONE = 'Europe/Berlin';
/** Members with a life of their own; everybody else shares the findings about one of them. */
const LIVES = 60;
const SIZES = { quick: [1_000, 10_000], long: [1_000, 10_000, 100_000] } as const;
const MEMBERS_PER_TRANSACTION = 1_000;
const WARM_UP = 500;
const OPENINGS = 4_000;
const FRESH = 60;

/**
 * A dashboard read from the kept review, for members in no order, at gyms of growing size; beside the
 * bare look-up of the row it is read from, and beside drawing all conclusions anew.
 */
export async function dashboard({ long }: BenchOptions): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-dashboard-'));
  try {
    const request = {
      gymId: 'bench' as GymId,
      zone: ZONE,
      members: LIVES,
      days: 400,
      seed: 1,
      nowMs: NOW_MS,
    };
    await seedDemoStore(folder, request, () => undefined);
    const store = openGym(folder);
    const lives = reviewEverybody(store);
    const rows = [];
    const medians: (readonly [size: number, time: number])[] = [];
    for (const size of long ? SIZES.long : SIZES.quick) {
      growTo(store, size, lives);
      const members = listMembers(store.db, size);
      const next = inNoOrder(members.length);
      const someone = (): Member => members[next()]!;
      for (let i = 0; i < WARM_UP; i += 1) readDashboard(store, someone(), NOW_MS);
      const row = store.db.prepare('SELECT document, points FROM member_reviews WHERE user_id = ?');
      const floor = times(OPENINGS, () => row.get(someone().id));
      const kept = times(OPENINGS, () => readDashboard(store, someone(), NOW_MS));
      const fresh = times(FRESH, () =>
        readReview(store, lives[next() % lives.length]!, NOW_MS + DAY_LATER_MS),
      );
      medians.push([size, percentile(kept, 0.5)]);
      rows.push({
        name: `${size} members`,
        values: {
          'row only p50': shown(percentile(floor, 0.5)),
          'dashboard p50': shown(percentile(kept, 0.5)),
          p99: shown(percentile(kept, 0.99)),
          'of row only': `${(percentile(kept, 0.5) / percentile(floor, 0.5)).toFixed(1)}×`,
          'conclusions anew p50': shown(percentile(fresh, 0.5)),
        },
      });
    }
    store.close();
    return {
      title: 'Dashboard, review kept',
      note: `Time grows with members to the power of ${growthExponent(medians).toFixed(3)}. Conclusions anew: no review kept, as after midnight.`,
      rows,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reviews kept today hold no longer by then. */
const DAY_LATER_MS = 86_400_000;

function openGym(dataDir: string): Store {
  let ids = 0;
  return openStore({
    dataDir,
    gymId: 'bench' as GymId,
    zone: ZONE,
    clock: { nowMs: () => NOW_MS, monotonicMs: () => performance.now() },
    newId: () => `id-${(ids += 1)}`,
    log: { debug() {}, info() {}, warn() {}, error: console.error },
  });
}

/** The demo's own members, each with conclusions of today. */
function reviewEverybody(store: Store): readonly Member[] {
  const members = listMembers(store.db, LIVES);
  write(store.db, (tx) => {
    for (const { id } of members) trackProgress(tx, store, id, NOW_MS);
  });
  return members;
}

function growTo(store: Store, size: number, lives: readonly Member[]): void {
  const reviews = lives.map((member) => readReview(store, member, NOW_MS));
  const { length: before } = listMembers(store.db, size);
  for (let from = before; from < size; from += MEMBERS_PER_TRANSACTION) {
    write(store.db, (tx) => {
      for (let number = from; number < Math.min(size, from + MEMBERS_PER_TRANSACTION); number += 1) {
        const like = number % lives.length;
        const id = `member-${number}` as MemberId;
        insertMember(tx, { ...lives[like]!, id, memberNumber: `n${number}` });
        saveReview(tx, id, reviews[like]!);
      }
    });
  }
}

function listMembers(db: ReadableDb, limit: number): readonly Member[] {
  const ids = db.prepare('SELECT id FROM users ORDER BY rowid LIMIT ?').pluck().all(limit) as MemberId[];
  return ids.flatMap((id) => findMember(db, id) ?? []);
}

/** Steps through all of them far apart, so that neighbours on the disk are no neighbours in time. */
function inNoOrder(size: number): () => number {
  const step = Math.floor(size * 0.618) | 1;
  let at = 0;
  return () => {
    at = (at + step) % size;
    return at;
  };
}

function times(count: number, work: () => unknown): readonly number[] {
  return Array.from({ length: count }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

function shown(milliseconds: number): string {
  return `${milliseconds.toFixed(3)} ms`;
}
