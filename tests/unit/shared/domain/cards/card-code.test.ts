import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCardCode, cardCodeOfTag } from '../../../../../shared/domain/cards/card-code.ts';

describe('the number of a card', () => {
  it.each([
    // Serial reader bytes and what is printed on the card: EEVblog, Arduino forum 251993 and 1072597.
    [[0x6f, 0x00, 0x7b, 0x39, 0x72], '0008075634', '123,14706'],
    [[0x01, 0x00, 0x63, 0xe9, 0xae], '0006547886', '099,59822'],
    [[0x59, 0x00, 0xb4, 0x7b, 0x4f], '0011828047', '180,31567'],
  ])('of tag %j is the printed one in every form', (tag, code, facilityCard) => {
    expect(cardCodeOfTag(tag)).toBe(code);
    expect(canonicalCardCode(facilityCard)).toBe(code);
  });

  it('uses all 32 bits', () => {
    expect(cardCodeOfTag([0, 0xff, 0xff, 0xff, 0xff])).toBe('4294967295');
  });

  it('needs all five bytes of the tag', () => {
    expect(() => cardCodeOfTag([1, 2, 3, 4])).toThrow(RangeError);
  });

  it('is the same with its zeros in front lost or one too many', () => {
    // nfc-reader#35, pyzkaccess#3: spreadsheets and scanners take zeros away.
    for (const text of ['0008075634', '8075634', '08075634', '008075634', '00008075634', '0000008075634'])
      expect(canonicalCardCode(text)).toBe('0008075634');
    expect(canonicalCardCode('123456789')).toBe('0123456789');
    expect(canonicalCardCode('0004711')).toBe('0000004711');
  });

  it('stays open where digits are a number and a facility and a card as well', () => {
    expect(canonicalCardCode('12314706')).toBe('12314706');
    expect(canonicalCardCode('09959822')).toBe('9959822');
    // Ten digits say that they are a number; 65,72982 is no pair, and 0,04711 is the number 4711 itself.
    expect(canonicalCardCode('0012314706')).toBe('0012314706');
    expect(canonicalCardCode('6572982')).toBe('0006572982');
    expect(canonicalCardCode('00004711')).toBe('0000004711');
  });

  it('is one number in every form that its reader or its print has for certain', () => {
    // Formats of the 09A-EMID-6H10D reader, zgznk.com/product/product49_en.html: both halves, five digits each.
    expect(canonicalCardCode('00623,27706')).toBe('0040856634');
    expect(canonicalCardCode('00123,14706')).toBe('0008075634');
    expect(canonicalCardCode('65536,00001')).toBe('65536,00001');
    // Printed on an EMC-1 card (Roger, "Interpretation of numbers printed on the EMC-1 card"): 0004329479323 014, 40091.
    expect(canonicalCardCode('0004329479323 014, 40091')).toBe('0034512027');
    expect(canonicalCardCode('0008075634 123,14706')).toBe('0008075634');
    // Two that do not say the same are no card.
    expect(canonicalCardCode('0008075634 123,14707')).toBe('0008075634 123,14707');
  });

  it('is the same with blanks or colons between its bytes', () => {
    for (const text of ['6F 00 7B 39 72', '6f:00:7b:39:72'])
      expect(canonicalCardCode(text)).toBe('6F007B3972');
    expect(canonicalCardCode('00:7B:39:72')).toBe('007B3972');
    // Bytes without a letter are bytes all the same: 0x00123456.
    expect(canonicalCardCode('01 00 12 34 56')).toBe('0001193046');
    for (const other of ['10:30', '12:30:45', 'DE-00-01-23-45', '6F:00 7B:39', 'DE:00:01:23:45:67'])
      expect(canonicalCardCode(other)).toBe(other);
  });

  it('is settled: the canonical form of a canonical form is itself, whatever was scanned', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fA-F,: ]{4,18}$/)), (text) => {
        const code = canonicalCardCode(text);
        expect(canonicalCardCode(code)).toBe(code);
      }),
    );
  });

  it('is not told by facility and card alone where a tag uses its first number byte', () => {
    // A tag that BruceDevices/firmware issue 2014 recorded: 01 C8 F0 08 00.
    const code = cardCodeOfTag([0x01, 0xc8, 0xf0, 0x08, 0x00]);
    expect(code).toBe('3371173888');
    expect(canonicalCardCode('240,02048')).not.toBe(code);
  });

  it('is never guessed from the letters of a barcode', () => {
    // BinaryEye#445, NYPL circulation#797.
    for (const barcode of [
      'MEMBER-0042',
      '300,1',
      'DE00012345',
      'A12345678A',
      '007B3972',
      '6F007B3972',
      'de012345',
    ])
      expect(canonicalCardCode(barcode)).toBe(barcode);
    expect(canonicalCardCode('4006381333931')).toBe('4006381333931');
  });
});
