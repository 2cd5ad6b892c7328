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
