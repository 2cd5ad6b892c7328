import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRdm6300Framer } from '../../../../../electron/devices/framing/rdm6300-framer.ts';
import { tagFrame } from '../../../../../electron/devices/rdm6300/simulator.ts';
import { bytesOf, collect } from '../../../../support/devices/framing.ts';

const framed = (...chunks: (Uint8Array | 'idle')[]) =>
  collect(createRdm6300Framer(), chunks, ({ tag }) => Buffer.from(tag).toString('hex'));

// Cards whose printed number is known: EEVblog, Arduino forum 251993 and 1072597.
const CARD = bytesOf('0236463030374233393732354603');
const OTHER = bytesOf('0230313030363345394145323503');
const ID12 = bytesOf('023646303037423339373235460d0a03');
const PARALLAX = bytesOf('0a304630313834463037410d');

describe('cutting tags out of what a reader sends', () => {
  it.each([
    ['RDM6300', CARD, '6f007b3972'],
    ['RDM6300, another card', OTHER, '010063e9ae'],
    ['RDM6300 in a working sketch', bytesOf('0235393030423437423446443903'), '5900b47b4f'],
    ['ID-12', ID12, '6f007b3972'],
    ['Parallax', PARALLAX, '0f0184f07a'],
  ])('reads a tag of a %s', (_name, bytes, tag) => {
    expect(framed(bytes)).toEqual({ frames: [tag], discarded: {} });
  });

  it('tells how many bytes each reader sends for a tag', () => {
    const lengths = collect(createRdm6300Framer(), [CARD, ID12, PARALLAX], ({ bytes }) => bytes).frames;
    expect(lengths).toEqual([14, 16, 12]);
  });

  it('finds the same tag wherever the bytes are split', () => {
    for (const bytes of [CARD, ID12, PARALLAX]) {
      for (let cut = 1; cut < bytes.length; cut += 1) {
        expect(framed(bytes.subarray(0, cut), bytes.subarray(cut)).frames).toHaveLength(1);
      }
    }
  });

  it('finds two tags in one chunk', () => {
    expect(framed(Uint8Array.from([...CARD, ...OTHER])).frames).toEqual(['6f007b3972', '010063e9ae']);
  });

  it('refuses a tag whose check value does not fit, as once published with a typing error', () => {
    expect(framed(bytesOf('0231303030323646343434323603'))).toEqual({
      frames: [],
      discarded: { checksum: 14 },
    });
  });

  it('drops noise before a tag', () => {
    expect(framed(bytesOf('ff4142'), CARD)).toEqual({ frames: ['6f007b3972'], discarded: { framing: 3 } });
  });

  it('drops a tag that is interrupted by the next', () => {
    expect(framed(CARD.subarray(0, 7), OTHER)).toEqual({ frames: ['010063e9ae'], discarded: { framing: 7 } });
  });

  it('gives up half a tag when the line falls silent', () => {
    expect(framed(CARD.subarray(0, 9), 'idle', OTHER)).toEqual({
      frames: ['010063e9ae'],
      discarded: { timeout: 9 },
    });
  });

  it('finds a tag behind any noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        // Noise that ends like the beginning of a tag takes the first one with it, never the second.
        expect(framed(noise, OTHER, CARD).frames.at(-1)).toBe('6f007b3972');
      }),
    );
  });

  it('reads any tag, and no tag with one changed digit', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff_ffff),
        fc.nat(255),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 15 }),
        (number, version, place, change) => {
          const frame = tagFrame(String(number).padStart(10, '0'), version, '');
          expect(framed(frame).frames).toHaveLength(1);
          const digit = (Number.parseInt(String.fromCharCode(frame[place]!), 16) + change) % 16;
          frame[place] = digit.toString(16).toUpperCase().charCodeAt(0);
          expect(framed(frame).frames).toEqual([]);
        },
      ),
    );
  });

  it('holds no more than one frame of a megabyte that never ends', () => {
    const framer = createRdm6300Framer();
    let dropped = 0;
    framer.push(new Uint8Array(1_000_000).fill(0x41), (item) => {
      if (item.type === 'discarded') dropped += item.bytes;
    });
    expect(dropped).toBe(1_000_000);
    expect(framer.held).toBe(0);
  });
});

/** What a reader may put around a tag: opener, check value, end. */
const hexOf = (tag: readonly number[]): string => Buffer.from(tag).toString('hex').toUpperCase();
const checkOf = (tag: readonly number[]): number => tag.reduce((sum, byte) => sum ^ byte, 0);
const written = (tag: readonly number[]): string => hexOf([checkOf(tag)]);
const raw = (tag: readonly number[]): string => String.fromCharCode(checkOf(tag));
const frameOf = (
  tag: readonly number[],
  check: (tag: readonly number[]) => string,
  [opener, end]: readonly [opener: string, end: string],
): Uint8Array => Uint8Array.from(Buffer.from(opener + hexOf(tag) + check(tag) + end, 'latin1'));
const tagWith = (check: number, number = 0x00_12_34_56): readonly number[] => {
  const bytes = [number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
  return [checkOf(bytes) ^ check, ...bytes];
};
const ENVELOPES = [
  ['\x02', '\x03'],
  ['\x02', '\r\n\x03'],
  ['\x02', '\r\x03'],
  ['\x02', '\n\x03'],
  ['\n', '\r'],
] as const;
const lower = (check: typeof raw) => (tag: readonly number[]) => check(tag).toLowerCase();

describe('a check value of one raw byte', () => {
  it('is read from the reader of esphome/issues#3610: tag 0114AE3BBC, check byte 3C', () => {
    expect(framed(bytesOf('02303131344145334242433C03'))).toEqual({
      frames: ['0114ae3bbc'],
      discarded: {},
    });
  });

  it('is refused where it does not fit', () => {
    expect(framed(bytesOf('02303131344145334242433D03'))).toEqual({
      frames: [],
      discarded: { checksum: 13 },
    });
  });

  it('may be any of the 256, also those that open and end frames and those that are digits', () => {
    for (let check = 0; check < 256; check += 1) {
      const tag = tagWith(check);
      for (const envelope of ENVELOPES.slice(0, 4)) {
        const bytes = frameOf(tag, raw, envelope);
        expect({ check, ...framed(bytes, bytes) }).toEqual({
          check,
          frames: [hexOf(tag).toLowerCase(), hexOf(tag).toLowerCase()],
          discarded: {},
        });
      }
    }
  });

  it('is any on a reader that opens with LF; where it is CR itself, the frame has ended there already', () => {
    for (let check = 0; check < 256; check += 1) {
      const { frames, discarded } = framed(frameOf(tagWith(check), raw, ['\n', '\r']));
      expect(frames).toEqual([hexOf(tagWith(check)).toLowerCase()]);
      expect(discarded).toEqual(check === 0x0d ? { framing: 1 } : {});
    }
  });

  it('is a frame wherever the bytes are split', () => {
    for (const check of [0x02, 0x03, 0x0a, 0x0d, 0x30, 0x41, 0x66, 0xff]) {
      const bytes = frameOf(tagWith(check), raw, ['\x02', '\r\n\x03']);
      for (let cut = 1; cut < bytes.length; cut += 1)
        expect(framed(bytes.subarray(0, cut), bytes.subarray(cut)).frames).toHaveLength(1);
    }
  });

  it.each([
    ['the next frame opens where it should be', 'torn before the check value'],
    ['and its value is the opener’s', 'torn where the check value would be 02'],
  ])('is not made of a frame that is torn: %s', (_what, name) => {
    const tag = name.endsWith('02') ? tagWith(0x02) : tagWith(0x77);
    const torn = frameOf(tag, () => '', ['\x02', '']);
    expect(framed(torn, CARD)).toEqual({ frames: ['6f007b3972'], discarded: { framing: 11 } });
  });
});

describe('every checked form', () => {
  const tag = fc.array(fc.nat(255), { minLength: 5, maxLength: 5 });
  const form = fc
    .record({
      tag,
      check: fc.constantFrom(written, raw, lower(written)),
      envelope: fc.constantFrom(...ENVELOPES),
    })
    // A raw CR behind LF is the end of a frame that has no check value: nothing can be checked there.
    .filter(({ tag: bytes, check, envelope }) => !(envelope[0] === '\n' && check(bytes) === '\r'));

  it('is one tag each, however many follow each other and however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(form, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 20 }),
        (forms, size) => {
          const bytes = Buffer.concat(forms.map(({ tag, check, envelope }) => frameOf(tag, check, envelope)));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            Uint8Array.from(bytes.subarray(index * size, (index + 1) * size)),
          );
          expect(framed(...chunks)).toEqual({
            frames: forms.map(({ tag }) => hexOf(tag).toLowerCase()),
            discarded: {},
          });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is refused with any one bit of its digits wrong', () => {
    fc.assert(
      fc.property(
        form,
        fc.integer({ min: 1, max: 10 }),
        fc.nat(7),
        ({ tag, check, envelope }, place, bit) => {
          const bytes = frameOf(tag, check, envelope);
          const before = Number.parseInt(String.fromCharCode(bytes[place]!), 16);
          bytes[place]! ^= 1 << bit;
          const isSameDigit = Number.parseInt(String.fromCharCode(bytes[place]!), 16) === before;
          expect(framed(bytes, 'idle').frames).toHaveLength(isSameDigit ? 1 : 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('accounts for every byte that was no tag', () => {
    const piece = fc.oneof(
      form.map(({ tag, check, envelope }) => [...frameOf(tag, check, envelope)]),
      fc.array(fc.constantFrom(0x02, 0x03, 0x0a, 0x0d, 0x30, 0x41, 0xff), { maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const bytes = Uint8Array.from(pieces.flat());
        const { frames, discarded } = collect(createRdm6300Framer(), [bytes, 'idle'], (frame) => frame.bytes);
        const dropped = Object.values(discarded).reduce((sum, count) => sum + count, 0);
        expect(frames.reduce((sum, count) => sum + count, 0) + dropped).toBe(bytes.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
