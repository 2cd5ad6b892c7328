import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlankCard } from '../../../../../shared/domain/cards/blank-card.ts';
import { cardCodeOfTag } from '../../../../../shared/domain/cards/card-code.ts';

describe('what a reader says with no card near', () => {
  it.each([
    // Three independent reports of serial readers: esp-rfid#411, Tasmota#9522, SB-RFID-HAT#2.
    ['twelve zeros of an RDM6300', '000000000000'],
    ['ten digits', '0000000000'],
    ['eight digits', '00000000'],
    ['facility and card', '000,00000'],
    ['hex of ones', 'FFFFFFFFFF'],
    ['small hex of ones', 'ffffffff'],
    ['bytes with colons', '00:00:00:00'],
    ['bytes with blanks', 'FF FF FF FF'],
    ['32 ones in decimal', '4294967295'],
    ['24 ones in decimal', '0016777215'],
    ['40 ones in decimal', '1099511627775'],
    ['24 ones as facility and card', '255,65535'],
    ['the same without its comma', '25565535'],
    ['both halves of ones', '65535,65535'],
    ['24 ones in two halves', '00255,65535'],
    ['ones that are said to be hex', '0xFFFFFFFF'],
    ['zeros between the marks of a stripe', ';0000000000?'],
    ['ones between the marks of a stripe', ';FFFFFFFFFF?'],
    // Microscan MS-9 manual, page 8-6; Honeywell 1300g manual, page 3-14, which names "Error" and "Bad Code" as well.
    ['a scanner’s default word', 'NOREAD'],
    ['the same with a blank', 'No Read'],
    ['two letters', 'NR'],
    ['a word that people set', 'Error'],
    ['two words that people set', 'Bad Code'],
    ['nothing', ''],
    ['blanks', '    '],
  ])('is no card: %s', (_form, text) => {
    expect(isBlankCard(text)).toBe(true);
  });

  it.each([
    '0000000001',
    '4294967294',
    '0016777214',
    'FFFFFFF0',
    '0004711',
    'F00D',
    '000A',
    '254,65535',
    'NOREADER',
    'ERROR-42',
  ])('is not %s', (text) => {
    expect(isBlankCard(text)).toBe(false);
  });

  it('is no tag but those of all zeros and all ones', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: 1, max: 0xffff_fffe }), (version, number) => {
        fc.pre(number !== 0xff_ffff);
        const tag = [version, number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
        expect(isBlankCard(cardCodeOfTag(tag))).toBe(false);
      }),
    );
  });
});
