import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAntMessage } from '../../../../../electron/devices/ant/frames.ts';
import { createAntFramer } from '../../../../../electron/devices/framing/ant-framer.ts';
import { inChunks, joined, strapCorpus } from '../../../../support/devices/strap-corpus.ts';
import { bytesOf, collect } from '../../../../support/devices/framing.ts';
import type { AntFrame } from '../../../../../electron/devices/framing/ant-framer.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

const hexOf = (frame: AntFrame): string =>
  Buffer.from(frame.bytes.subarray(frame.start, frame.start + frame.length + 4)).toString('hex');

/** What the framer makes of these chunks: frames as hex, and what it dropped. */
const framed = (...chunks: Uint8Array[]) => collect(createAntFramer(), chunks, hexOf);
const framedWithSilence = (before: Uint8Array, after: Uint8Array) =>
  collect(createAntFramer(), [before, 'idle', after], hexOf);
const hex = (text: string): Uint8Array => bytesOf(text);

// Recorded from a Garmin strap, thisisant.com viewthread/7385.
const STRAP = 'a40e4e0284ffa5e2a5e6ca3c8052627871d6';
const STRAP_NEXT = 'a40e4e0204ffa5e6a5eacb3c80526278715f';
// Two replies in one read, recorded by antifier issue 3.
const TWO_EVENTS = 'a40340010103e4a40340000103e5';

describe('cutting what an ANT stick sends into messages', () => {
  it('finds two messages in one chunk', () => {
    expect(framed(hex(TWO_EVENTS))).toEqual({ frames: ['a40340010103e4', 'a40340000103e5'], discarded: {} });
  });

  it('finds the same message wherever the bytes are split', () => {
    const bytes = hex(STRAP);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(framed(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual({ frames: [STRAP], discarded: {} });
    }
  });

  it('takes a check byte that arrives alone', () => {
    const bytes = hex(STRAP);
    const framer = createAntFramer();
    expect(collect(framer, [bytes.subarray(0, -1)], hexOf).frames).toEqual([]);
    expect(framer.held).toBe(bytes.length - 1);
    expect(collect(framer, [bytes.subarray(-1)], hexOf).frames).toEqual([STRAP]);
    expect(framer.held).toBe(0);
  });

  it('goes by the length and not by sync bytes inside a message', () => {
    // Capabilities whose check byte is A4 (from a Rust codec's tests), then a reply.
    expect(framed(hex('a40754080800ba3600dfa4'), hex('a40340000103e5')).frames).toEqual([
      'a40754080800ba3600dfa4',
      'a40340000103e5',
    ]);
    // A message whose data hold the sync byte.
    expect(framed(hex('a40340014200a4')).frames).toEqual(['a40340014200a4']);
  });

  it('drops noise before a message and says how much', () => {
    expect(framed(hex('12345678'), hex(STRAP))).toEqual({ frames: [STRAP], discarded: { framing: 4 } });
  });

  it('drops a message with a wrong check byte whole, and finds the one behind it', () => {
    const damaged = hex(STRAP);
    damaged[11] = 0x3d;
    expect(framed(damaged, hex(STRAP_NEXT))).toEqual({
      frames: [STRAP_NEXT],
      discarded: { checksum: damaged.length },
    });
  });

  it('drops a message with a byte too many', () => {
    // LEN 2 makes byte 5 the check byte; hand-derived negative vector of an ANT dongle firmware.
    expect(framed(hex('a4024d005400bf'))).toEqual({ frames: [], discarded: { checksum: 7 } });
  });

  it('does not take the other sync byte, which USB sticks never send', () => {
    expect(framed(hex('a5024d0054be')).frames).toEqual([]);
  });

  it('does not wait when the length is beyond any message', () => {
    expect(framed(hex('a4de'), hex(STRAP))).toEqual({ frames: [STRAP], discarded: { framing: 2 } });
    expect(framed(hex('a400'), hex(STRAP)).frames).toEqual([STRAP]);
  });

  it('does not wait for bytes that a data message cannot have', () => {
    // 0x26 is a legal length, but not of a broadcast.
    expect(framed(hex('a4264e'), hex(STRAP)).frames).toEqual([STRAP]);
  });

  it('looks again at what a lying length swallowed', () => {
    // An unknown message that claims 38 bytes holds the strap's message and some more.
    const lying = joined([hex('a42699'), hex(STRAP), new Uint8Array(23)]);
    expect(framed(lying).frames).toEqual([STRAP]);
  });

  /** A message that lost its last byte and still checks, because the next one's sync byte is the right check byte. */
  const cutShort = (): Uint8Array => {
    const message = encodeAntMessage(0x4e, hex('0284ffa5e2a5e6ca3c805262787100'));
    const lacking = encodeAntMessage(0x4e, [...message.subarray(3, -2), message.at(-1)! ^ 0xa4]);
    expect(lacking.at(-1)).toBe(0xa4);
    return lacking.subarray(0, -1);
  };

  it('finds the message whose sync byte a shortened one took for its check byte', () => {
    const bytes = joined([cutShort(), hex(STRAP), hex(STRAP_NEXT)]);
    const expected = [`${Buffer.from(cutShort()).toString('hex')}a4`, STRAP, STRAP_NEXT];
    expect(framed(bytes)).toEqual({ frames: expected, discarded: {} });
    for (let cut = 1; cut < bytes.length; cut += 1)
      expect(framed(bytes.subarray(0, cut), bytes.subarray(cut)).frames).toEqual(expected);
  });

  it('finds the message that a false one swallowed together with padding', () => {
    // LEN 3 makes the strap's message id the check byte; the channel number behind it, 0, looks like padding.
    const strap = encodeAntMessage(0x4e, hex('0084ffa5e2a5e6ca3c'));
    const unchecked = [0xa4, 3, 0x30, 0, ...strap.subarray(0, 3)];
    const first = unchecked.reduce((check, byte) => check ^ byte);
    const bytes = joined([Uint8Array.of(0xa4, 3, 0x30, first), strap]);
    expect(framed(bytes).frames).toEqual([
      Buffer.from(bytes.subarray(0, 7)).toString('hex'),
      Buffer.from(strap).toString('hex'),
    ]);
  });

  it('looks back no further once the line was silent', () => {
    const bytes = joined([cutShort(), hex(STRAP)]);
    const cut = cutShort().length + 1;
    const found = framedWithSilence(bytes.subarray(0, cut), bytes.subarray(cut));
    expect(found.frames).toHaveLength(1);
  });

  it('gives up on a half message when the line falls silent, and finds what it held', () => {
    const framer = createAntFramer();
    expect(collect(framer, [joined([hex('a42699'), hex(STRAP)])], hexOf).frames).toEqual([]);
    expect(collect(framer, ['idle'], hexOf)).toEqual({ frames: [STRAP], discarded: { timeout: 3 } });
    expect(framer.held).toBe(0);
  });

  it('takes zero bytes between messages as padding', () => {
    expect(framed(hex(STRAP), new Uint8Array(2), hex(STRAP_NEXT), new Uint8Array(2))).toEqual({
      frames: [STRAP, STRAP_NEXT],
      discarded: {},
    });
  });

  it('holds no more than one message however much noise comes', () => {
    const framer = createAntFramer();
    const megabyte = new Uint8Array(1_000_000).fill(0xa4);
    for (let round = 0; round < 10; round += 1) {
      collect(framer, [megabyte], hexOf);
      expect(framer.held).toBeLessThanOrEqual(42);
    }
    collect(framer, ['idle'], hexOf);
    expect(framer.held).toBe(0);
  });

  it('accounts for every byte of ten megabytes without a message', () => {
    const random = seededRandom(3);
    // No sync byte, no zero: nothing that could begin a message or be padding.
    const noise = Uint8Array.from({ length: 65_536 }, () => 1 + Math.floor(random() * 0xa3));
    const framer = createAntFramer();
    let dropped = 0;
    for (let round = 0; round < 160; round += 1) {
      framer.push(noise, (item) => {
        if (item.type === 'discarded') dropped += item.bytes;
      });
    }
    expect(dropped).toBe(160 * noise.length);
    expect(framer.held).toBe(0);
  });

  it('gives the same messages however a busy floor is cut into chunks', () => {
    const corpus = strapCorpus(8, 400, 5);
    const bytes = joined(corpus.map((frame) => frame.bytes));
    const expected = corpus.map((frame) => Buffer.from(frame.bytes).toString('hex'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (longest, seed) => {
        expect(framed(...inChunks(bytes, longest, seed)).frames).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('never loses an intact message behind noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        // Long enough that every candidate in the noise is decided before the end.
        const found = framed(noise, hex(STRAP), new Uint8Array(64));
        // The noise may happen to make a message of its own, over a LEN that reaches into the strap's.
        expect(found.frames).toContain(STRAP);
      }),
      { numRuns: 500 },
    );
  });

  it('takes any message of any legal length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 9, maxLength: 20 }), (data) => {
        const message = encodeAntMessage(0x4e, data);
        expect(framed(message).frames).toEqual([Buffer.from(message).toString('hex')]);
      }),
    );
  });
});
