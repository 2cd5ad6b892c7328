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
    expect(canonicalCardCode(' 0008075634\r')).toBe('0008075634');
  });

  it('leaves barcodes as they are', () => {
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
