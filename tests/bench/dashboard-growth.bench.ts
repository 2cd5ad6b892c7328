import { rmSync, writeFileSync } from 'node:fs';
import { openDashboard, readDashboard } from '../../electron/core/progress/open-dashboard.ts';
import { trackProgress } from '../../electron/core/progress/track-progress.ts';
import type { Store } from '../../electron/core/store/store.ts';
import { TIMETABLE_AHEAD_MS } from '../../shared/domain/dashboard/dashboard-limits.ts';
import { DEMO_NOW_MS } from '../support/numbers/demo-gyms.ts';
import { createGrownStore, HEAVY_MEMBER, openGrownStore } from '../support/numbers/grown-store.ts';
import { formatRatio, ratioOf } from './pairs.ts';
import { type BenchOptions, type BenchTable, percentile } from './report.ts';
import { growthExponent } from './timing.ts';

const SIZES = [250, 10_000, 100_000] as const;
const READS = 2_000;
/** Durable writes and builds from two thousand rows take milliseconds each. */
const SLOW_CALLS = 200;
const COLD_STARTS = 5;
/** Emptying the page cache takes root; without it the cold columns stay empty. */
const DROP_CACHES = '/proc/sys/vm/drop_caches';

/** Milliseconds of many calls. */
type Samples = readonly number[];

interface Measured {
  readonly members: number;
  readonly fresh: Samples;
  readonly kept: Samples;
  readonly opened: Samples;
  readonly floor: Samples;
  readonly cold: Samples;
  readonly coldFloor: Samples;
}

/**
 * One member's dashboard in stores of 250, 10,000 and 100,000 members: built from all 2,000 rows, read
 * from the kept review, opened with the note that it was, and read first after the page cache was
 * emptied. The floor is the bare SQL that the kept way needs: the review's row, the timetable and the
 * member's bookings, without anything done to them. With `--long` the others have a hundred rows each.
 */
export async function dashboardGrowth({ long }: BenchOptions): Promise<BenchTable> {
  const measured: Measured[] = [];
  for (const members of SIZES) {
    const dataDir = await createGrownStore(members, long ? 100 : 8);
    try {
      measured.push(measure(dataDir, members));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  const growth = (of: (one: Measured) => Samples): string => {
    const sized = measured.map((one) => [one.members, percentile(of(one), 0.5)] as const);
    return sized.some(([, time]) => Number.isNaN(time)) ? '' : `k ${growthExponent(sized).toFixed(3)}`;
  };
  const columns: Readonly<Record<string, (one: Measured) => Samples>> = {
    'built fresh': ({ fresh }) => fresh,
    'opened, noted': ({ opened }) => opened,
    'kept, read': ({ kept }) => kept,
    'bare SQL': ({ floor }) => floor,
    'first cold': ({ cold }) => cold,
    'cold SQL': ({ coldFloor }) => coldFloor,
  };
  return {
    title: `Dashboard of a member with 2,000 readings, ${long ? '100' : '8'} readings for every other`,
    note: 'Median / 99 of 100, ms. Aims: kept median at most 0.4, 99 of 100 at most 1, at most 3 times the bare SQL, k at most 0.05.',
    rows: [
      ...measured.map((one) => ({
        name: `${one.members.toLocaleString('en')} members`,
        values: {
          ...Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, medianAnd99(of(one))])),
          'kept / SQL': formatRatio(ratioOf(one.floor, one.kept)),
        },
      })),
      {
        name: 'growth exponent',
        values: Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, growth(of)])),
      },
    ],
  };
}

function measure(dataDir: string, members: number): Measured {
  const store = openGrownStore(dataDir);
  const forget = (): void => {
    store.write((tx) => {
      tx.prepare('DELETE FROM member_reviews WHERE user_id = ?').run(HEAVY_MEMBER.id);
    });
  };
  // The first conclusions write achievements and such; what is measured is a day like any other.
  store.write((tx) => trackProgress(tx, store, HEAVY_MEMBER.id, DEMO_NOW_MS));
  forget();
  const fresh = sample(SLOW_CALLS, () => readDashboard(store, HEAVY_MEMBER, DEMO_NOW_MS));
  store.write((tx) => trackProgress(tx, store, HEAVY_MEMBER.id, DEMO_NOW_MS));
  const kept: number[] = [];
  const floor: number[] = [];
  const bare = bareReads(store);
  sample(READS / 4, () => readDashboard(store, HEAVY_MEMBER, DEMO_NOW_MS));
  for (let call = 0; call < READS; call += 1) {
    kept.push(...sample(1, () => readDashboard(store, HEAVY_MEMBER, DEMO_NOW_MS)));
    floor.push(...sample(1, bare));
  }
  const opened = sample(SLOW_CALLS, () => openDashboard(store, HEAVY_MEMBER, DEMO_NOW_MS));
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
  const cold: number[] = [];
  const coldFloor: number[] = [];
  for (let start = 0; start < COLD_STARTS; start += 1) {
    cold.push(...afterCold(dataDir, (again) => () => readDashboard(again, HEAVY_MEMBER, DEMO_NOW_MS)));
    coldFloor.push(...afterCold(dataDir, bareReads));
  }
  return { members, fresh, kept, opened, floor, cold, coldFloor };
}

/** The statements behind a kept dashboard, prepared, and their rows as the driver gives them. */
function bareReads({ db }: Store): () => unknown {
  const review = db.prepare('SELECT document, points FROM member_reviews WHERE user_id = ?');
  const classes = db.prepare(
    'SELECT * FROM classes WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at',
  );
  const bookings = db.prepare(
    `SELECT b.* FROM bookings b JOIN classes c ON c.id = b.class_id WHERE b.user_id = ? AND c.starts_at >= ?`,
  );
  return () => [
    review.get(HEAVY_MEMBER.id),
    classes.all(DEMO_NOW_MS, DEMO_NOW_MS + TIMETABLE_AHEAD_MS),
    bookings.all(HEAVY_MEMBER.id, DEMO_NOW_MS),
  ];
}

/** First call on a store just opened, with nothing of its file in memory; no sample without the right to do that. */
function afterCold(dataDir: string, prepare: (store: Store) => () => unknown): Samples {
  try {
    writeFileSync(DROP_CACHES, '3');
  } catch {
    return [];
  }
  const store = openGrownStore(dataDir);
  try {
    return sample(1, prepare(store));
  } finally {
    store.close();
  }
}

function sample(calls: number, call: () => unknown): Samples {
  return Array.from({ length: calls }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
}

function medianAnd99(samples: Samples): string {
  if (samples.length === 0) return '';
  return `${percentile(samples, 0.5).toFixed(3)} / ${percentile(samples, 0.99).toFixed(3)}`;
}
