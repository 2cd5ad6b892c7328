import { existsSync, readFileSync } from 'node:fs';
import { pageFour, strapMessage } from './strap-corpus.ts';

/**
 * Heart rate once a second as people's watches recorded it from an ANT+ strap: dtcooper/python-fitparse,
 * tests/files, MIT. Where the recordings are not at hand, the first minute of the rowing session, kept
 * here, stands for them.
 */
const FOLDER = '../shared/devices/hr_recordings';
const FILES = {
  'indoor rowing': 'indoor_rowing_antplus_1hz.csv',
  'indoor cycling': 'indoor_trainer_antplus_1hz.csv',
  'a run': 'run_fenix2_1hz.csv',
} as const;
const FIRST_MINUTE = [
  80, 80, 80, 81, 81, 81, 81, 81, 81, 84, 91, 91, 99, 107, 107, 107, 107, 107, 107, 110, 118, 127, 128, 131,
  131, 136, 137, 137, 139, 141, 141, 145, 145, 146, 146, 146, 147, 147, 147, 148, 148, 148, 148, 149, 149,
  149, 150, 150, 150, 151, 151, 151, 151, 151, 152, 152, 152, 152, 152, 152,
];

/** A row of a recording. */
export interface RecordedSecond {
  readonly second: number;
  readonly bpm: number;
}

export interface RecordedWorkout {
  readonly name: string;
  readonly seconds: readonly RecordedSecond[];
}

/** Whether the recordings are at hand. */
export const areRecordingsAtHand = existsSync(FOLDER);

function readRows(file: string): RecordedSecond[] {
  const [, ...lines] = readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [second, bpm] = line.split(',').map(Number);
    return { second: second!, bpm: bpm! };
  });
}

/** The recordings, the rowing session first; or its first minute alone. */
export function recordedWorkouts(): readonly RecordedWorkout[] {
  if (!areRecordingsAtHand)
    return [
      {
        name: 'the first minute of indoor rowing (the recordings are not at hand)',
        seconds: FIRST_MINUTE.map((bpm, second) => ({ second, bpm })),
      },
    ];
  return Object.entries(FILES).map(([name, file]) => ({ name, seconds: readRows(file) }));
}

/** The strap's messages behind a recording: beats at the recorded pace, a message a row. */
export function messagesOf(seconds: readonly RecordedSecond[], sensor: number): Uint8Array[] {
  let ticks = 0;
  let previous = 0;
  let count = 0;
  return seconds.map(({ second, bpm }, index) => {
    while (ticks + (60 / bpm) * 1_024 <= second * 1_024) {
      previous = ticks;
      ticks += Math.round((60 / bpm) * 1_024);
      count += 1;
    }
    return strapMessage({
      sensor,
      transmissionType: 113,
      page: pageFour(index % 8 < 4, previous, ticks, count, bpm),
    });
  });
}

/** What a workout comes to, worked out from its rows alone. */
export interface WorkedOut {
  readonly averageBpm: number;
  readonly maximumBpm: number;
  /** Below zone 1, then zones 1 to 5. */
  readonly secondsPerZone: readonly number[];
  readonly kcal: number;
}

/** A short silence belongs to the rate before it. Seconds. */
const LONGEST_BRIDGED_SECONDS = 5;

/**
 * Straight from the definitions. Zones: tenths of the maximum from 50 % on (Myzone). Calories: Keytel
 * et al. 2005, J Sports Sci 23(3):289-297, men without VO2max, kJ a minute:
 * −55.0969 + 0.6309 bpm + 0.1988 kg + 0.2017 years; 1 kcal = 4.184 kJ.
 */
export function workOut(
  rows: readonly RecordedSecond[],
  man: { ageYears: number; weightKg: number; maximumBpm: number },
): WorkedOut {
  const secondsPerZone = [0, 0, 0, 0, 0, 0];
  let kilojoules = 0;
  for (const [index, { second, bpm }] of rows.entries()) {
    const silence = (rows[index + 1]?.second ?? second + 1) - second - 1;
    const stands = 1 + (silence <= LONGEST_BRIDGED_SECONDS ? silence : 0);
    const share = bpm / man.maximumBpm;
    secondsPerZone[[0.5, 0.6, 0.7, 0.8, 0.9].filter((bound) => share >= bound).length]! += stands;
    const perMinute = -55.0969 + 0.6309 * bpm + 0.1988 * man.weightKg + 0.2017 * man.ageYears;
    kilojoules += (Math.max(0, perMinute) / 60) * stands;
  }
  return {
    averageBpm: rows.reduce((sum, { bpm }) => sum + bpm, 0) / rows.length,
    maximumBpm: Math.max(...rows.map(({ bpm }) => bpm)),
    secondsPerZone,
    kcal: kilojoules / 4.184,
  };
}
