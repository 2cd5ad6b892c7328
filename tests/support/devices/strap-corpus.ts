import { EXTENDED, encodeAntMessage } from '../../../electron/devices/ant/frames.ts';
import { seededRandom } from '../seeded-random.ts';

export interface CorpusFrame {
  readonly bytes: Uint8Array;
  readonly sensor: number;
  readonly bpm: number;
}

/** Message of one strap, as a stick in scan mode forwards it: channel id, three bytes of RSSI, time; 23 bytes. */
export function strapMessage(of: {
  readonly sensor: number;
  readonly page: readonly number[];
  readonly transmissionType?: number;
  readonly rssiDbm?: number;
  readonly timestamp?: number;
}): Uint8Array {
  const stamp = of.timestamp ?? 0;
  return encodeAntMessage(0x4e, [
    0,
    ...of.page,
    EXTENDED.channelId | EXTENDED.rssi | EXTENDED.timestamp,
    of.sensor & 0xff,
    of.sensor >> 8,
    0x78,
    of.transmissionType ?? 1,
    0x20,
    (of.rssiDbm ?? -60) & 0xff,
    0x80,
    stamp & 0xff,
    stamp >> 8,
  ]);
}

/** Page 4 of a strap: toggle, previous and last beat (1/1024 s), count, rate. */
export function pageFour(
  toggle: boolean,
  previous: number,
  last: number,
  count: number,
  bpm: number,
): number[] {
  return [
    toggle ? 0x84 : 0x04,
    0xff,
    previous & 0xff,
    (previous >> 8) & 0xff,
    last & 0xff,
    (last >> 8) & 0xff,
    count & 0xff,
    bpm,
  ];
}

/**
 * What a stick hears on a full floor: every strap four times a second in turn, hearts between 70
 * and 170 that drift, page 4 with its toggle bit.
 */
export function strapCorpus(straps: number, frames: number, seed: number): CorpusFrame[] {
  const random = seededRandom(seed);
  // Each from a range of its own, so that no two straps share a number.
  const range = Math.floor(64_000 / straps);
  const people = Array.from({ length: straps }, (_unused, index) => ({
    sensor: 1_000 + index * range + Math.floor(random() * range),
    bpm: 70 + random() * 100,
    last: Math.floor(random() * 65_536),
    previous: 0,
    nextS: random(),
    count: Math.floor(random() * 256),
    messages: 0,
  }));
  const corpus: CorpusFrame[] = [];
  for (let index = 0; index < frames; index += 1) {
    const person = people[index % straps]!;
    const nowS = Math.floor(index / straps) * (8_070 / 32_768);
    while (person.nextS <= nowS) {
      person.bpm = Math.min(185, Math.max(60, person.bpm + (random() - 0.5) * 2));
      const beatTicks = Math.round((60 / person.bpm) * 1_024);
      person.previous = person.last;
      person.last = (person.last + beatTicks) & 0xffff;
      person.count = (person.count + 1) & 0xff;
      person.nextS += beatTicks / 1_024;
    }
    const bpm = Math.round(person.bpm);
    const page = pageFour((person.messages & 4) !== 0, person.previous, person.last, person.count, bpm);
    person.messages += 1;
    const timestamp = Math.floor(nowS * 32_768) & 0xffff;
    corpus.push({
      sensor: person.sensor,
      bpm,
      bytes: strapMessage({
        sensor: person.sensor,
        page,
        timestamp,
        rssiDbm: -50 - Math.floor(random() * 30),
      }),
    });
  }
  return corpus;
}

/** Cuts bytes into chunks of 1 to `longest` bytes, as a serial port hands them over. */
export function inChunks(bytes: Uint8Array, longest: number, seed: number): Uint8Array[] {
  const random = seededRandom(seed);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = 1 + Math.floor(random() * longest);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

/** One stretch of bytes from many frames. */
export function joined(frames: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(frames));
}
