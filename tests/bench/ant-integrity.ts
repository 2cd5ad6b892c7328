import { createAntDriver } from '../../electron/devices/ant/driver.ts';
import { createIncyclistPeer } from '../support/devices/incyclist-peer.ts';
import {
  inChunks,
  joined,
  seededRandom,
  strapCorpus,
  type CorpusFrame,
} from '../support/devices/strap-corpus.ts';

/**
 * What becomes of a damaged stream: how many of the intact messages are read, and how many readings
 * nobody sent. The same bytes go to our driver and to a public library.
 */
export interface IntegrityRow {
  readonly damage: string;
  readonly decoder: string;
  readonly intact: number;
  readonly damaged: number;
  /** Share of intact messages that were read, percent. */
  readonly recoveredPercent: number;
  readonly wrong: number;
  readonly threw: number;
}

const STRAPS = 60;
const FRAMES = 50_000;
const SEEDS = [1, 2, 3, 4, 5];
const LONGEST_CHUNK = 64;

interface Damaged {
  readonly bytes: Uint8Array;
  /** Messages that came through whole, in order. */
  readonly intact: readonly CorpusFrame[];
  readonly damagedFrames: number;
}

type Damage = (frames: readonly CorpusFrame[], random: () => number) => Damaged;

/** Flips each bit with the given probability. */
const flipBits =
  (probability: number): Damage =>
  (frames, random) => {
    const intact: CorpusFrame[] = [];
    const parts = frames.map((frame) => {
      const bytes = Uint8Array.from(frame.bytes);
      let touched = false;
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        if (random() >= probability) continue;
        bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
        touched = true;
      }
      if (!touched) intact.push(frame);
      return bytes;
    });
    return { bytes: joined(parts), intact, damagedFrames: frames.length - intact.length };
  };

/** Changes one byte in the given share of messages to another value. */
const changeBytes =
  (probability: number): Damage =>
  (frames, random) => {
    const intact: CorpusFrame[] = [];
    const parts = frames.map((frame) => {
      let touched = false;
      const bytes = frame.bytes.map((byte) => {
        if (random() >= probability) return byte;
        touched = true;
        return byte ^ (1 + Math.floor(random() * 255));
      });
      if (!touched) intact.push(frame);
      return bytes;
    });
    return { bytes: joined(parts), intact, damagedFrames: frames.length - intact.length };
  };

const dropBytes =
  (probability: number): Damage =>
  (frames, random) => {
    const intact: CorpusFrame[] = [];
    const parts = frames.map((frame) => {
      const bytes = frame.bytes.filter(() => random() >= probability);
      if (bytes.length === frame.bytes.length) intact.push(frame);
      return bytes;
    });
    return { bytes: joined(parts), intact, damagedFrames: frames.length - intact.length };
  };

/** Puts junk between messages, and inside some: those are the damaged ones. */
const insertBytes =
  (probability: number): Damage =>
  (frames, random) => {
    const intact: CorpusFrame[] = [];
    const parts = frames.map((frame) => {
      const bytes: number[] = [];
      let inside = false;
      for (const [index, byte] of frame.bytes.entries()) {
        if (random() < probability) {
          bytes.push(Math.floor(random() * 256));
          inside ||= index > 0;
        }
        bytes.push(byte);
      }
      if (!inside) intact.push(frame);
      return Uint8Array.from(bytes);
    });
    return { bytes: joined(parts), intact, damagedFrames: frames.length - intact.length };
  };

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
    },
  );
  driver.opened(0);
  // 60 straps speak 244 times a second, in chunks of 32 bytes on average.
  for (const [index, chunk] of chunks.entries()) driver.received(chunk, index * 6);
  driver.tick(chunks.length * 6 + 10_000);
  return { readings, threw: 0 };
}

async function peers(chunks: readonly Uint8Array[]): Promise<Outcome | null> {
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

/**
 * Compares what was read with what was sent. An intact message counts as recovered when it was
 * read; a reading is wrong when no strap said that, or not as often.
 */
function judge(
  sent: readonly CorpusFrame[],
  damaged: Damaged,
  outcome: Outcome,
): { recovered: number; wrong: number } {
  const keyOf = (frame: CorpusFrame): string => messageKey(frame.sensor, frame.bytes[10]!, frame.bpm);
  const said = counted(sent.map(keyOf));
  const intact = counted(damaged.intact.map(keyOf));
  let recovered = 0;
  let wrong = 0;
  for (const [key, times] of counted(outcome.readings)) {
    recovered += Math.min(times, intact.get(key) ?? 0);
    wrong += Math.max(0, times - (said.get(key) ?? 0));
  }
  return { recovered, wrong };
}

/** Runs every kind of damage over five seeds. */
export async function bench(): Promise<{ title: string; rows: IntegrityRow[] }> {
  const kinds: [string, Damage][] = [
    ['0.1 % of bytes changed', changeBytes(0.001)],
    ['1 % of bytes changed', changeBytes(0.01)],
    ['1 % of bits flipped', flipBits(0.01)],
    ['0.1 % of bytes lost', dropBytes(0.001)],
    ['0.1 % junk bytes', insertBytes(0.001)],
  ];
  const rows: IntegrityRow[] = [];
  for (const [damage, inflict] of kinds) {
    const sums = new Map<string, { recovered: number; wrong: number; threw: number }>();
    let intact = 0;
    let damagedFrames = 0;
    for (const seed of SEEDS) {
      const sent = strapCorpus(STRAPS, FRAMES, seed);
      const damaged = inflict(sent, seededRandom(seed * 977));
      intact += damaged.intact.length;
      damagedFrames += damaged.damagedFrames;
      const chunks = inChunks(damaged.bytes, LONGEST_CHUNK, seed);
      const outcomes: [string, Outcome | null][] = [
        ['ours', ours(chunks)],
        ['incyclist-ant-plus 0.3.6', await peers(chunks)],
      ];
      for (const [decoder, outcome] of outcomes) {
        if (outcome === null) continue;
        const sum = sums.get(decoder) ?? { recovered: 0, wrong: 0, threw: 0 };
        const { recovered, wrong } = judge(sent, damaged, outcome);
        sums.set(decoder, {
          recovered: sum.recovered + recovered,
          wrong: sum.wrong + wrong,
          threw: sum.threw + outcome.threw,
        });
      }
    }
    for (const [decoder, sum] of sums) {
      rows.push({
        damage,
        decoder,
        intact,
        damaged: damagedFrames,
        wrong: sum.wrong,
        threw: sum.threw,
        recoveredPercent: (sum.recovered / intact) * 100,
      });
    }
  }
  return { title: `Damaged ANT streams, ${SEEDS.length} × ${FRAMES} messages of ${STRAPS} straps`, rows };
}

if (import.meta.main) {
  const { title, rows } = await bench();
  console.log(title);
  for (const row of rows) {
    const share = row.damaged === 0 ? 0 : row.wrong / row.damaged;
    console.log(
      `  ${row.damage.padEnd(24)} ${row.decoder.padEnd(26)} ${row.recoveredPercent.toFixed(3)} % of ${row.intact} intact read, ` +
        `${row.wrong} wrong of ${row.damaged} damaged (1 in ${share === 0 ? '∞' : Math.round(1 / share)}), ${row.threw} throws`,
    );
  }
}
