import { createAntDriver } from '../../electron/devices/ant/driver.ts';
import { emptyTrailer, readTrailer } from '../../electron/devices/ant/frames.ts';
import { BeatIntervals } from '../../electron/devices/ant/beat-intervals.ts';
import { readBeat, type Beat } from '../../electron/devices/ant/heart-rate-profile.ts';
import { createAntFramer, type AntFrame } from '../../electron/devices/framing/ant-framer.ts';
import type { Framed } from '../../electron/devices/framing/framer.ts';
import { createIncyclistPeer } from '../support/devices/incyclist-peer.ts';
import { inChunks, joined, strapCorpus } from '../support/devices/strap-corpus.ts';
import { formatRatio, ratioOf } from './pairs.ts';
import { medianAndWorst, type BenchTable } from './report.ts';

const STRAPS = 60;
const FRAMES = 200_000;
/** As a serial port hands bytes over, and as much at once as a replayed recording. */
const LONGEST_CHUNKS = [64, 4_096];
const ROUNDS = 11;
/** Below this a loop copies faster than `set` starts. */
const SHORT_CHUNK_BYTES = 24;

type Decoder = (chunks: readonly Uint8Array[]) => number;

/**
 * Bounds: a decoder written for this one message and nothing else: find sync and LEN, XOR, resync.
 * @param perStrap also keep each strap's last beat, and work out the interval
 */
function tightDecoder(perStrap: boolean): Decoder {
  return (chunks) => {
    const held = new Uint8Array(8_192);
    const lastCount = new Uint8Array(65_536);
    const lastTime = new Uint16Array(65_536);
    let start = 0;
    let end = 0;
    let frames = 0;
    let intervals = 0;
    for (const chunk of chunks) {
      if (end + chunk.length > held.length) {
        held.copyWithin(0, start, end);
        end -= start;
        start = 0;
      }
      if (chunk.length > SHORT_CHUNK_BYTES) held.set(chunk, end);
      else for (let index = 0; index < chunk.length; index += 1) held[end + index] = chunk[index]!;
      end += chunk.length;
      while (end - start >= 2) {
        if (held[start] !== 0xa4) {
          start += 1;
          continue;
        }
        const stop = start + held[start + 1]! + 4;
        if (stop > end) break;
        let check = 0;
        for (let index = start; index < stop; index += 1) check ^= held[index]!;
        if (check !== 0) {
          start += 1;
          continue;
        }
        if (perStrap) {
          const sensor = held[start + 13]! | (held[start + 14]! << 8);
          const time = held[start + 8]! | (held[start + 9]! << 8);
          const count = held[start + 10]!;
          if (((count - lastCount[sensor]!) & 0xff) === 1) intervals += (time - lastTime[sensor]!) & 0xffff;
          lastCount[sensor] = count;
          lastTime[sensor] = time;
        }
        frames += 1;
        start = stop;
      }
    }
    // Used, so that the work above is not optimised away.
    return intervals < 0 ? 0 : frames;
  };
}

/** The same work with the product's parts: framer, sender, beat, and the interval of each strap. */
const ourParts: Decoder = (chunks) => {
  const framer = createAntFramer();
  const trailer = emptyTrailer();
  const beat: Beat = { eventTime: 0, count: 0, bpm: 0 };
  const straps = new Map<number, BeatIntervals>();
  let frames = 0;
  const onFramed = (item: Framed<AntFrame>): void => {
    if (item.type !== 'frame' || !readTrailer(item.frame, trailer)) return;
    const at = item.frame.start + 4;
    readBeat(item.frame.bytes, at, beat);
    let strap = straps.get(trailer.deviceNumber);
    if (strap === undefined) straps.set(trailer.deviceNumber, (strap = new BeatIntervals()));
    strap.next(beat, item.frame.bytes, at, 0);
    frames += 1;
  };
  for (const chunk of chunks) framer.push(chunk, onFramed);
  return frames;
};

/** The whole driver: framer, sender, plausibility, beat intervals, one reading object per message. */
const ourDriver: Decoder = (chunks) => {
  let readings = 0;
  const driver = createAntDriver(
    { id: 'bench', family: 'ant', transport: { type: 'simulated' }, options: {} },
    {
      send: () => undefined,
      reading: () => void (readings += 1),
      discarded: () => undefined,
      state: () => undefined,
      reopen: () => undefined,
      tune: () => undefined,
    },
  );
  driver.opened(0);
  for (const chunk of chunks) driver.received(chunk, 0);
  return readings;
};

/** Frames a second of each decoder in each round; they take turns, so that a busy machine slows all alike. */
function framesPerSecond(
  decoders: readonly (readonly [string, Decoder])[],
  chunks: readonly Uint8Array[],
): readonly (readonly number[])[] {
  const rates = decoders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, [, decode]] of decoders.entries()) {
      const startMs = performance.now();
      const frames = decode(chunks);
      rates[index]!.push((frames / (performance.now() - startMs)) * 1_000);
    }
  }
  return rates;
}

async function comparePace(longestChunk: number): Promise<BenchTable> {
  const bytes = joined(strapCorpus(STRAPS, FRAMES, 1).map((frame) => frame.bytes));
  const chunks = inChunks(bytes, longestChunk, 2);
  let heard = 0;
  const peer = await createIncyclistPeer(() => void (heard += 1));
  const peerDecoder: Decoder = (pieces) => {
    heard = 0;
    for (const piece of pieces) peer?.push(piece);
    return heard;
  };
  const decoders: (readonly [string, Decoder])[] = [
    ['bound: scan, XOR, resync, interval of each strap', tightDecoder(true)],
    ['bound: scan, XOR, resync', tightDecoder(false)],
    ['our framer, sender and intervals', ourParts],
    ['our whole driver, a reading a message', ourDriver],
    ...(peer === null ? [] : [['incyclist-ant-plus 0.3.6', peerDecoder] as const]),
  ];
  const rates = framesPerSecond(decoders, chunks);
  const rows = decoders.map(([name], index) => {
    const { median } = medianAndWorst(rates[index]!);
    return {
      name,
      values: {
        'M frames/s': (median / 1e6).toFixed(2),
        'slowest round': (Math.min(...rates[index]!) / 1e6).toFixed(2),
        'of bound': formatRatio(ratioOf(rates[0]!, rates[index]!)),
        ...(peer === null ? {} : { 'of incyclist': formatRatio(ratioOf(rates.at(-1)!, rates[index]!)) }),
      },
    };
  });
  return {
    title: `ANT messages decoded: ${STRAPS} straps, 23-byte messages, chunks of 1-${longestChunk} bytes`,
    note: `Median of ${ROUNDS} rounds of ${FRAMES} messages in turn. The bound knows nothing but this one message.`,
    rows,
  };
}

/** How quickly ANT messages are decoded, beside bounds and a peer on the same bytes in the same run. */
export async function antDecode(): Promise<readonly BenchTable[]> {
  const tables: BenchTable[] = [];
  for (const longestChunk of LONGEST_CHUNKS) tables.push(await comparePace(longestChunk));
  return tables;
}
