import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { createHeartRateRecorder } from '../../electron/core/heart-rate/heart-rate-recorder.ts';
import { openStore, type Store } from '../../electron/core/store/store.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/base/clock.ts';
import type { GymId, MemberId } from '../../shared/base/ids.ts';
import { recordedLog } from '../support/core/recorded-log.ts';
import { readUsage } from '../support/process-usage.ts';
import { appendedRows, packedMinutes, rowsWithSums, type Keeper, type Workout } from './ingest-floors.ts';
import { formatRatio, ratioOf } from './pairs.ts';
import { medianAndWorst, type BenchOptions, type BenchTable } from './report.ts';
import { putMember } from '../support/core/put-rows.ts';

const STRAPS = 60;
const HOURS = 2;
const LONG_HOURS = 48;
const ROUNDS = 3;
const CLASS_SECONDS = 3_600;
const START_MS = Date.parse('2026-02-18T06:00:00Z');

/** Bytes written a sample that the product may need: twice the packed layout's measured 85. */
const MOST_WRITTEN_BYTES = 170;

function heartRates(seconds: number): Workout {
  return {
    straps: STRAPS,
    seconds,
    bpm: (strap, second) => 95 + ((strap * 7 + Math.floor(second / 3) * 5 + (second % 7)) % 70),
  };
}

function enrol(store: Store): MemberId[] {
  return store.write((tx) =>
    Array.from({ length: STRAPS }, (_unused, strap) => {
      const id = newId() as MemberId;
      putMember(tx, {
        id,
        memberNumber: String(strap),
        firstName: `Member${strap}`,
        lastName: '',
        alias: `M${strap}`,
        sex: strap % 2 === 0 ? 'female' : 'male',
        birthDate: '1990-05-17',
        heightCm: 175,
        membershipStatus: 'active',
        joinedAtMs: START_MS,
        maxHeartRateBpm: null,
        measuredMaxHeartRateBpm: null,
        restingHeartRateBpm: null,
        boardPrivacy: 'alias',
      });
      return id;
    }),
  );
}

/** The product's own way: recorder, minute blocks with a fact each, sessions of an hour with their summaries. */
const ourFlow: Keeper = (folder, { straps, seconds, bpm }) => {
  let nowMs = START_MS;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const log = recordedLog();
  const store = openStore({
    dataDir: folder,
    gymId: 'bench' as GymId,
    zone: 'Europe/Berlin',
    clock,
    newId,
    log,
  });
  const members = enrol(store);
  const recorder = createHeartRateRecorder({ store, newId, log, acknowledge: () => undefined });
  let seq = 0;
  for (let second = 0; second < seconds; second += 1) {
    nowMs = START_MS + second * SECOND_MS;
    if (second % CLASS_SECONDS === 0) {
      recorder.finishAll(nowMs);
      for (const [strap, memberId] of members.entries())
        recorder.start({ memberId, sensorId: String(strap + 1), device: 'stick', atMs: nowMs });
    }
    for (let strap = 0; strap < straps; strap += 1) {
      seq += 1;
      const sensor = String(strap + 1);
      recorder.onReading(
        {
          kind: 'heart_rate',
          device: 'stick',
          at: nowMs,
          sensor,
          sensor_id: sensor,
          bpm: bpm(strap, second),
          rr_ms: null,
          beat_count: 0,
          rssi_dbm: null,
          battery_percent: null,
        },
        { device: 'stick', runId: 'bench', seq },
      );
    }
    recorder.tick(nowMs);
  }
  recorder.finishAll(nowMs + MINUTE_MS);
  store.close();
};

interface Kept {
  readonly samplesPerSecond: number;
  readonly writtenBytes: number;
  readonly storedBytes: number;
}

/** Keeps a workout in a folder of its own; bytes are per sample, all checkpoints included. */
function keep(keeper: Keeper, workout: Workout): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  const samples = workout.straps * workout.seconds;
  try {
    const { writtenBytes } = readUsage(process.pid);
    const startedMs = performance.now();
    keeper(folder, workout);
    const seconds = (performance.now() - startedMs) / 1_000;
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    return {
      samplesPerSecond: samples / seconds,
      writtenBytes: (readUsage(process.pid).writtenBytes - writtenBytes) / samples,
      storedBytes: sizes.reduce((sum, size) => sum + size, 0) / samples,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Heart rate of 60 straps once a second, stored durably: samples a second and bytes a sample of the
 * product's own flow, beside SQLite alone. Long: 48 hours of a full floor, ten million samples.
 */
export async function ingest({ long }: BenchOptions): Promise<BenchTable> {
  const workout = heartRates((long ? LONG_HOURS : HOURS) * 3_600);
  const keepers: (readonly [string, Keeper])[] = [
    ['floor: a blob a minute, nothing else', packedMinutes],
    ['floor: a row a sample, weekly sums, outbox', rowsWithSums],
    ['bound: a row a sample, appended', appendedRows],
    ['ours: recorder, blocks, facts, summaries', ourFlow],
  ];
  const kept = keepers.map((): Kept[] => []);
  for (let round = 0; round < (long ? 1 : ROUNDS); round += 1)
    for (const [index, [, keeper]] of keepers.entries()) kept[index]!.push(keep(keeper, workout));
  const median = (of: readonly Kept[], value: (each: Kept) => number): number =>
    medianAndWorst(of.map(value)).median;
  const [packed, rows, bound] = kept as [Kept[], Kept[], Kept[], Kept[]];
  const paceOf = (of: readonly Kept[]): number => median(of, (each) => each.samplesPerSecond);
  const paces = (of: readonly Kept[]): number[] => of.map((each) => each.samplesPerSecond);
  const writtenOf = (of: readonly Kept[]): number => median(of, (each) => each.writtenBytes);
  const ours = kept.at(-1)!;
  const written = writtenOf(ours);
  return {
    title: `Heart rate stored durably: ${STRAPS} straps, ${workout.seconds / 3_600} h, ${STRAPS * workout.seconds} samples, synchronous=FULL`,
    note: `Targets: ≥ 0.8× the row floor and ≥ 0.25× the bound in samples/s, ≤ ${MOST_WRITTEN_BYTES} B written a sample. Ours keeps a hash-chained fact and a queue row for every minute and member, and a summary an hour.`,
    rows: keepers.map(([name], index) => ({
      name,
      values: {
        'samples/s': Math.round(paceOf(kept[index]!)),
        'of row floor': formatRatio(ratioOf(paces(rows), paces(kept[index]!))),
        'of bound': formatRatio(ratioOf(paces(bound), paces(kept[index]!))),
        'B written': writtenOf(kept[index]!).toFixed(1),
        'of packed floor': `${(writtenOf(kept[index]!) / writtenOf(packed)).toFixed(2)}×`,
        'B stored': median(kept[index]!, (each) => each.storedBytes).toFixed(1),
      },
    })),
    broken: written > MOST_WRITTEN_BYTES ? [`${written.toFixed(0)} B written a sample`] : [],
  };
}
