import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedWorkouts, workOut } from '../support/devices/recorded-workouts.ts';
import { replayWorkout, wearerAgeYears, type Wearer } from '../support/devices/replay-workout.ts';
import type { BenchRow, BenchTable } from './report.ts';

const BEN: Wearer = { weightKg: 82, maximumBpm: 188 };

function bothWays(name: string, rows: Parameters<typeof workOut>[0]): readonly BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-recording-'));
  try {
    const ours = replayWorkout(folder, rows, BEN);
    const plain = workOut(rows, { ...BEN, ageYears: wearerAgeYears(rows) });
    const values = (average: number, maximum: number, zones: readonly number[], kcal: number) => ({
      average: average.toFixed(4),
      maximum,
      'below and zones 1-5, s': zones.join(' '),
      kcal: kcal.toFixed(6),
    });
    return [
      {
        name: `${name}: product`,
        values: values(
          ours.average_bpm ?? Number.NaN,
          ours.maximum_bpm ?? Number.NaN,
          ours.seconds_per_zone,
          ours.calories_kcal ?? Number.NaN,
        ),
      },
      {
        name: `${name}: rows`,
        values: values(plain.averageBpm, plain.maximumBpm, plain.secondsPerZone, plain.kcal),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Recorded workouts replayed as a stick's bytes through driver, recorder and store, beside their rows worked out directly. */
export async function recording(): Promise<BenchTable> {
  const pairs = recordedWorkouts().map(({ name, seconds }) => bothWays(name, seconds));
  const differing = pairs.filter(
    ([ours, plain]) => JSON.stringify(ours!.values) !== JSON.stringify(plain!.values),
  );
  return {
    title: 'Recorded workouts, from the bytes to the summary',
    note: 'A man of 82 kg, born 1990, maximum 188 bpm. Zones: tenths of the maximum; calories: Keytel et al. 2005.',
    rows: pairs.flat(),
    broken: differing.map(([ours]) => `${ours!.name} differs from its rows`),
  };
}
