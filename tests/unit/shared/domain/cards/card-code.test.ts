import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalCardCode,
  cardCodeOfTag,
  cardForms,
  decodeWiegand26,
} from '../../../../../shared/domain/cards/card-code.ts';

describe('the number of a card', () => {
  it.each([
    // Serial reader bytes and what is printed on the card: EEVblog, Arduino forum 251993 and 1072597.
    [[0x6f, 0x00, 0x7b, 0x39, 0x72], '0008075634', '123,14706'],
    [[0x01, 0x00, 0x63, 0xe9, 0xae], '0006547886', '099,59822'],
    [[0x59, 0x00, 0xb4, 0x7b, 0x4f], '0011828047', '180,31567'],
  ])('of tag %j is the printed one in every form', (tag, code, facilityCard) => {
    expect(cardCodeOfTag(tag)).toBe(code);
    expect(cardForms(code)).toMatchObject({ ok: true, value: { code, facilityCard } });
    expect(canonicalCardCode(facilityCard)).toBe(code);
  });

  it('uses all 32 bits', () => {
    expect(cardCodeOfTag([0, 0xff, 0xff, 0xff, 0xff])).toBe('4294967295');
    expect(cardForms('4294967295')).toMatchObject({ ok: true, value: { hex: 'FFFFFFFF' } });
  });

  it('is no code with other digits or beyond 32 bits', () => {
    expect(cardForms('123')).toMatchObject({ ok: false, code: 'not_a_tag_code' });
    expect(cardForms('4294967296')).toMatchObject({ ok: false, code: 'not_a_tag_code' });
  });

  it('needs all five bytes of the tag', () => {
    expect(() => cardCodeOfTag([1, 2, 3, 4])).toThrow(RangeError);
  });

  it('is the same from a serial and from a keyboard reader', () => {
    expect(canonicalCardCode('6F007B3972')).toBe('0008075634');
    expect(canonicalCardCode('0008075634')).toBe('0008075634');
    expect(canonicalCardCode('007B3972')).toBe('0008075634');
    expect(canonicalCardCode('007b3972')).toBe('0008075634');
  });

  it('is known in every form that its readers and its print have', () => {
    fc.assert(
      fc.property(fc.nat(0xff_ffff), fc.nat(0xff), (number, version) => {
        const code = String(number).padStart(10, '0');
        const forms = cardForms(code);
        if (!forms.ok) throw new Error(forms.code);
        const tag = [version, 0, number >>> 16, (number >>> 8) & 0xff, number & 0xff];
        const hex = Buffer.from(tag).toString('hex').toUpperCase();
        expect(cardCodeOfTag(tag)).toBe(code);
        expect(canonicalCardCode(forms.value.facilityCard)).toBe(code);
        expect(canonicalCardCode(code)).toBe(code);
        // Hex without a letter could be decimal as well, and is left as it is.
        for (const text of [hex, forms.value.hex])
          expect(canonicalCardCode(text)).toBe(/[A-F]/.test(text) ? code : text);
      }),
    );
  });

  it('is settled: the canonical form of a canonical form is itself, whatever was scanned', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fA-F,]{4,12}$/)), (text) => {
        const code = canonicalCardCode(text);
        expect(canonicalCardCode(code)).toBe(code);
      }),
    );
  });

  it('is not told by facility and card alone where a tag uses its first number byte', () => {
    // A tag that BruceDevices/firmware issue 2014 recorded: 01 C8 F0 08 00.
    const code = cardCodeOfTag([0x01, 0xc8, 0xf0, 0x08, 0x00]);
    expect(code).toBe('3371173888');
    expect(cardForms(code)).toMatchObject({ ok: true, value: { facilityCard: '240,02048' } });
    expect(canonicalCardCode('240,02048')).not.toBe(code);
  });

  it('leaves barcodes as they are', () => {
    for (const barcode of ['40063813', '4006381333931', '12345678'])
      expect(canonicalCardCode(barcode)).toBe(barcode);
    expect(canonicalCardCode('MEMBER-0042')).toBe('MEMBER-0042');
    expect(canonicalCardCode('300,1')).toBe('300,1');
  });
});

describe('Wiegand-26', () => {
  it.each([
    // Unit tests of jessety/wiegand-encoder and of a Z9 reader library.
    ['00000000000000000000000001', 0, 0],
    ['00101101000000001010001000', 90, 324],
    ['10101101100000100110010111', 91, 1_227],
    ['10000111000000010110001111', 14, 711],
    ['00100010011110010110110101', 68, 62_170],
    ['10100010010111000010111101', 68, 47_198],
    ['10100010010110110000111011', 68, 46_621],
  ])('%s is facility %i, card %i', (bits, facility, card) => {
    expect(decodeWiegand26(bits)).toMatchObject({ ok: true, value: { facility, card } });
  });

  it('is the same card as its tag', () => {
    expect(decodeWiegand26('00111101100111001011100101')).toMatchObject({
      ok: true,
      value: { code: '0008075634' },
    });
  });

  it('refuses a wrong parity bit and a wrong length', () => {
    expect(decodeWiegand26('10101101000000001010001000')).toMatchObject({ ok: false, code: 'parity' });
    expect(decodeWiegand26('1010')).toMatchObject({ ok: false, code: 'length' });
  });

  it('notices every single wrong bit', () => {
    fc.assert(
      fc.property(fc.nat(25), (place) => {
        const bits = [...'00101101000000001010001000'];
        bits[place] = bits[place] === '1' ? '0' : '1';
        expect(decodeWiegand26(bits.join(''))).toMatchObject({ ok: false, code: 'parity' });
      }),
    );
  });
});
