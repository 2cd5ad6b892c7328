import { createAntDriver } from '../../electron/devices/ant/driver.ts';
import { createIncyclistPeer } from '../support/devices/incyclist-peer.ts';
import { inChunks, strapCorpus, type CorpusFrame } from '../support/devices/strap-corpus.ts';
import {
  changeBytes,
  dropBytes,
  flipBits,
  insertBytes,
  type Damage,
  type DamagedStream,
} from '../support/devices/strap-damage.ts';
import type { BenchOptions, BenchTable } from './report.ts';
import { seededRandom } from '../support/seeded-random.ts';

const STRAPS = 60;
const FRAMES = 10_000;
const SEEDS = 5;
const LONG_SEEDS = 100;
const LONGEST_CHUNK = 64;
/** Messages of the streams that are cut at every byte. */
const CUT_FRAMES = 100;
/** 60 straps speak 244 times a second, in chunks of 32 bytes on average. */
const CHUNK_INTERVAL_MS = 6;

/** The first four are the corpus of the targets; a byte that "flips" becomes any other. The last is far beyond any line. */
const DAMAGES: readonly (readonly [name: string, damage: Damage])[] = [
  ['0.1 % of bytes changed', changeBytes(0.001)],
  ['0.1 % of bytes lost', dropBytes(0.001)],
  ['0.1 % junk bytes', insertBytes(0.001)],
  ['1 % of bytes changed', changeBytes(0.01)],
  ['1 % of bits flipped', flipBits(0.01)],
];
/** Damage of the corpus, which must lose nothing. */
const CORPUS_DAMAGES = 4;

interface Outcome {
  /** What was read, as `messageKey` spells it. */
  readonly readings: readonly string[];
  readonly threw: number;
}

/** What a reading says, as text to compare with what a strap said. */
function messageKey(sensor: number, beatCount: number, bpm: number): string {
  return `${sensor} ${beatCount} ${bpm}`;
}

function ours(chunks: readonly Uint8Array[]): Outcome {
  const readings: string[] = [];
  const driver = createAntDriver(
    { id: 'bench', family: 'ant', transport: { type: 'simulated' }, options: {} },
    {
      send: () => undefined,
      reading: (reading) => {
        if (reading.kind === 'heart_rate')
          readings.push(messageKey(Number(reading.sensor), reading.beat_count, reading.bpm));
      },
      discarded: () => undefined,
      state: () => undefined,
      reopen: () => undefined,
      tune: () => undefined,
    },
  );
  driver.opened(0);
  for (const [index, chunk] of chunks.entries()) driver.received(chunk, index * CHUNK_INTERVAL_MS);
  driver.tick(chunks.length * CHUNK_INTERVAL_MS + 10_000);
  return { readings, threw: 0 };
}

async function incyclist(chunks: readonly Uint8Array[]): Promise<Outcome | null> {
  const readings: string[] = [];
  const peer = await createIncyclistPeer(
    (sensor, beatCount, bpm) => void readings.push(messageKey(sensor, beatCount, bpm)),
  );
  if (peer === null) return null;
  let threw = 0;
  for (const chunk of chunks) {
    try {
      peer.push(chunk);
    } catch {
      threw += 1;
    }
  }
  return { readings, threw };
}

function counted(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

interface Score {
  recovered: number;
  wrong: number;
  threw: number;
}

/**
 * Compares what was read with what was sent. An intact message counts as recovered when it was
 * read; a reading is wrong when no strap said that, or not as often.
 */
function judge(sent: readonly CorpusFrame[], damaged: DamagedStream, { readings, threw }: Outcome): Score {
  const keyOf = (frame: CorpusFrame): string => messageKey(frame.sensor, frame.bytes[10]!, frame.bpm);
  const said = counted(sent.map(keyOf));
  const intact = counted(damaged.intact.map(keyOf));
  const score: Score = { recovered: 0, wrong: 0, threw };
  for (const [key, times] of counted(readings)) {
    score.recovered += Math.min(times, intact.get(key) ?? 0);
    score.wrong += Math.max(0, times - (said.get(key) ?? 0));
  }
  return score;
}

interface Tally {
  intact: number;
  damaged: number;
  readonly scores: Map<string, Score>;
}

async function inflict(damage: Damage, seeds: number): Promise<Tally> {
  const tally: Tally = { intact: 0, damaged: 0, scores: new Map() };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const sent = strapCorpus(STRAPS, FRAMES, seed);
    const stream = damage(sent, seededRandom(seed * 977));
    tally.intact += stream.intact.length;
    tally.damaged += stream.damagedFrames;
    const chunks = inChunks(stream.bytes, LONGEST_CHUNK, seed);
    const outcomes: [string, Outcome | null][] = [
      ['ours', ours(chunks)],
      ['incyclist-ant-plus 0.3.6', await incyclist(chunks)],
    ];
    for (const [decoder, outcome] of outcomes) {
      if (outcome === null) continue;
      const sum = tally.scores.get(decoder) ?? { recovered: 0, wrong: 0, threw: 0 };
      const score = judge(sent, stream, outcome);
      sum.recovered += score.recovered;
      sum.wrong += score.wrong;
      sum.threw += score.threw;
      tally.scores.set(decoder, sum);
    }
  }
  return tally;
}

async function damagedStreams(seeds: number): Promise<BenchTable> {
  const rows: BenchTable['rows'][number][] = [];
  const broken: string[] = [];
  for (const [index, [name, damage]] of DAMAGES.entries()) {
    const { intact, damaged, scores } = await inflict(damage, seeds);
    for (const [decoder, { recovered, wrong, threw }] of scores) {
      rows.push({
        name: `${name}: ${decoder}`,
        values: {
          intact,
          lost: intact - recovered,
          recovered: `${((recovered / intact) * 100).toFixed(4)} %`,
          damaged,
          wrong,
          'one in': wrong === 0 ? '∞' : Math.round(damaged / wrong),
          throws: threw,
        },
      });
      if (decoder === 'ours' && index < CORPUS_DAMAGES && recovered / intact < 0.999_99)
        broken.push(`${name}: ${intact - recovered} of ${intact} intact messages were lost`);
    }
  }
  return {
    title: `Damaged ANT streams: ${seeds} seeds of ${FRAMES} messages of ${STRAPS} straps, chunks of 1-${LONGEST_CHUNK} bytes`,
    note: 'Wrong: a sensor, beat count or rate that nobody sent. The check byte alone lets one damaged message in 256 pass.',
    rows,
    broken,
  };
}

/** Readings that differ when the same stream is cut in two, at every place. */
function cutsThatMatter(bytes: Uint8Array): number {
  const read = (...chunks: Uint8Array[]): string => ours(chunks).readings.join();
  const whole = read(bytes);
  let differing = 0;
  for (let cut = 1; cut < bytes.length; cut += 1)
    if (read(bytes.subarray(0, cut), bytes.subarray(cut)) !== whole) differing += 1;
  return differing;
}

function cutAnywhere(seeds: number): BenchTable {
  const rows = DAMAGES.map(([name, damage]) => {
    let cuts = 0;
    let differing = 0;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { bytes } = damage(strapCorpus(STRAPS, CUT_FRAMES, seed), seededRandom(seed * 991));
      cuts += bytes.length - 1;
      differing += cutsThatMatter(bytes);
    }
    return { name, values: { streams: seeds, cuts, 'read differently': differing } };
  });
  return {
    title: `The same streams cut at every byte (${CUT_FRAMES} messages each)`,
    note: 'A cut between two bytes must change nothing.',
    rows,
    broken: rows.flatMap(({ name, values }) =>
      values['read differently'] === 0 ? [] : [`${name}: ${values['read differently']} cuts matter`],
    ),
  };
}

/**
 * What becomes of a damaged stream: how many of the intact messages are read, and how many readings
 * nobody sent. The same bytes go to our driver and to a public library. Long: a hundred seeds.
 */
export async function antIntegrity({ long }: BenchOptions): Promise<readonly BenchTable[]> {
  const seeds = long ? LONG_SEEDS : SEEDS;
  return [await damagedStreams(seeds), cutAnywhere(seeds)];
}
