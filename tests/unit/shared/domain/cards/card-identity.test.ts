import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCardCode } from '../../../../../shared/domain/cards/card-code.ts';
import {
  cardQuery,
  type CardQuery,
  isSameCard,
  mayBeSameCard,
  ownerOfCard,
} from '../../../../../shared/domain/cards/card-identity.ts';

const whose = (scan: string, cards: Readonly<Record<string, string>>) => {
  const found = ownerOfCard(
    scan,
    Object.entries(cards).map(([code, owner]) => ({ code: canonicalCardCode(code), owner })),
  );
  return found.found === 'owner' ? found.owner : found.found;
};

describe('a card', () => {
  it.each([
    // nfc-reader#35, pyzkaccess#3: zeros lost on either side.
    ['0123456789', '123456789'],
    ['123456789', '0123456789'],
    ['0004711', '4711'],
    // hc-backend#240: an EM code that begins with zero.
    ['0012345678', '012345678'],
    // jp112sdl/HB-UNI-Sen-RFID-RC#3: card 6572982, tag 1F 00 64 4B B6 and its check value 86; card 0004086814, tag 78 00 3E 5C 1E.
    ['0004086814', '78003E5C1E'],
    ['6572982', '0006572982'],
    ['6572982', '1F00644BB686'],
    ['1F00644BB686', '0006572982'],
    ['1f00644bb686', '1F00644BB6'],
    ['123,14706', '12314706'],
    // ssieb/esphome_components#34: facility 1, card 11572, as one number 77108.
    ['001:11572', '77108'],
    ['1,11572', '0000077108'],
    ['12314706', '123,14706'],
    ['12314706', '0008075634'],
    ['0008075634', '12314706'],
    ['099,59822', '9959822'],
    ['09959822', '0006547886'],
    ['007B3972', '0008075634'],
    ['6F007B3972', '8075634'],
    ['0008075634', '6f007b3972'],
    // One tag in every format of the 09A-EMID-6H10D reader: zgznk.com/product/product49_en.html.
    ['0040856634', '01026F6C3A'],
    ['0040856634', '004335823930'],
    ['004335823930', '40856634'],
    ['4335823930', '01026F6C3A'],
    ['0040856634', '00623,27706'],
    ['00623,27706', '026f6c3a'],
    ['111,27706', '6F6C3A'],
    ['6f6c3a', '07302202'],
    // Thirteen digits of an EMC-1 card (Roger): 0004329479323 014, 40091.
    ['0034512027', '0004329479323'],
    ['0004329479323', '0034512027'],
    ['0004329479323 014, 40091', '01020E9C9B'],
    ['6F:00:7B:39:72', '0008075634'],
    ['0008075634', '6F 00 7B 39 72'],
    ['0008075634', '0x6F007B3972'],
    ['0x007b3972', '8075634'],
    ['6F007B3972h', '0008075634'],
    ['0305419896', '0x12345678'],
    // Keyboard readers set to the marks of a magnetic stripe.
    ['0008075634', ';0008075634?'],
    [';123,14706?', '0008075634'],
    ['%6F007B3972?', '8075634'],
    // Eleven digits of five bytes whose value fits as a check value too, which says nothing.
    ['0011633513', '17191502697'],
    ['17191502697', '0011633513'],
    ['0011633513', '0017191502697'],
    // Hex happens to have no letter: of cards with 0 as their first byte, one in sixteen.
    ['0305419896', '12345678'],
    ['12345678', '0305419896'],
    ['0001193046', '123456'],
    ['0001193046', '00123456'],
    ['0001193046', '0400123456'],
    ['0400123456', '00018,13398'],
    // Five bytes and their check value, all digits, in front of which the zeros are lost.
    ['0305419896', '001234567808'],
    ['0305419896', '1234567808'],
    ['1234567808', '0305419896'],
    // Two readers, neither of which says the number itself.
    ['12314706', '6F007B3972'],
    ['476749445490', '12314706'],
    ['007B3972', '476749445490'],
  ])('enrolled as %s is found by %s', (card, scan) => {
    expect(whose(scan, { [card]: 'Ada' })).toBe('Ada');
  });

  it.each([
    // BinaryEye#445, NYPL circulation#797: the same last digits are not the same code.
    ['DE00012345', 'BE00012345'],
    ['A12345678A', 'A22345678A'],
    ['AB123456', 'CDAB123456'],
    ['MEMBER-1', 'member-1'],
    // 82345678 is a facility and a card that there are not.
    ['0123456789', '123456780'],
    ['1F00644BB687', '6572982'],
    // Two tags of one batch whose printed numbers follow each other (HB-UNI-Sen-RFID-RC#3).
    ['0004086814', '0004086815'],
    ['10:30', '656390'],
    // The same number in tags of two versions, told in full; and an article's number too large for a tag.
    ['4335823930', '8630791226'],
    ['5901234123457', '0000000001'],
    ['6F6C3A', '016F6C3A'],
    // A stripe with more on it than a number; a word that ends in h; a date; a telephone number.
    [';8075634=2612?', '8075634'],
    ['0xHELLO', 'HELLO'],
    ['beach', 'beac'],
    ['12-34-56', '123456'],
    ['123-14706', '8075634'],
    // Numbers of the gym's own, each in as few digits: 0x100 is 256.
    ['256', '100'],
    ['74565', '12345'],
  ])('enrolled as %s is not %s', (card, scan) => {
    expect(whose(scan, { [card]: 'Ada' })).toBe('nobody');
  });

  it('of a barcode is told from one that differs in its first letters', () => {
    const cards = { DE00012345: 'Ada', BE00012345: 'Bruno', A12345678A: 'Carla', A22345678A: 'Dora' };
    for (const [code, owner] of Object.entries(cards)) expect(whose(code, cards)).toBe(owner);
  });

  it('is its own text before it is a number that the text may spell', () => {
    const cards = { DE00012345: 'Ada', '0000074565': 'Bruno' };
    expect([whose('DE00012345', cards), whose('74565', cards)]).toEqual(['Ada', 'Bruno']);
  });

  it('is nobody’s to guess where digits are one number for one person and another for the next', () => {
    const cards = { '123,14706': 'Ada', '0012314706': 'Bruno' };
    expect(whose('12314706', cards)).toBe('ambiguous');
    expect([whose('0008075634', cards), whose('0012314706', cards)]).toEqual(['Ada', 'Bruno']);
    expect(whose('12314706', { '123,14706': 'Ada', '12314706': 'Ada' })).toBe('Ada');
  });

  it('is nobody’s to guess where twelve digits are a code for one person and check as the tag of another', () => {
    const cards = { '1234567808': 'Ada', '0305419896': 'Bruno' };
    expect([whose('001234567808', cards), whose('1234567808', cards)]).toEqual(['ambiguous', 'Ada']);
    expect(whose('0305419896', cards)).toBe('Bruno');
  });

  it('is nobody’s to guess where digits are five bytes of one tag and a checked tag of another', () => {
    const cards = { '0011633513': 'Ada', '1905348646': 'Bruno' };
    expect(whose('17191502697', cards)).toBe('ambiguous');
  });

  it('is ambiguous where an older version let two people have one number', () => {
    const stored = [
      { code: '0012345', owner: 'Ada' },
      { code: '12345', owner: 'Bruno' },
    ];
    expect(ownerOfCard('0000012345', stored)).toEqual({ found: 'ambiguous' });
  });
});

const number = fc.integer({ min: 1, max: 0xffff_fffe });
const text = fc.oneof(
  number.map(String),
  fc.stringMatching(/^\d{3,14}$/),
  fc.stringMatching(/^\d{1,3},\d{1,5}$/),
  fc.stringMatching(/^[0-9a-fA-F]{6,12}$/),
  fc.integer({ min: 2 ** 32, max: 2 ** 40 - 1 }).map(String),
  fc.string({ minLength: 1, maxLength: 20 }),
);

/** Every form that a reader or a printer has for a tag. */
function spellingsOf(card: number, version: number): { decimal: string[]; hex: string[] } {
  const code = String(card).padStart(10, '0');
  const [facility, number16] = [(card >>> 16) & 0xff, card & 0xffff];
  const facilityCard = `${String(facility).padStart(3, '0')},${String(number16).padStart(5, '0')}`;
  const number = card.toString(16).toUpperCase().padStart(8, '0');
  const bytes = [version, card >>> 24, (card >>> 16) & 0xff, (card >>> 8) & 0xff, card & 0xff];
  const check = bytes.reduce((sum, byte) => sum ^ byte, 0);
  const tag = Buffer.from([...bytes, check])
    .toString('hex')
    .toUpperCase();
  const decimal = [code, String(card)];
  const hex = [number, tag.slice(0, 10), tag];
  if (card <= 0xff_ffff) {
    decimal.push(facilityCard, facilityCard.replace(',', ''));
    hex.push(number.slice(2));
  }
  const wide = version * 2 ** 32 + card;
  if (version > 0) decimal.push(String(wide), String(wide).padStart(13, '0'));
  return { decimal, hex };
}

/** Whether a store is asked for a code when a text is scanned. */
function isAskedFor(query: CardQuery, stored: string): boolean {
  const tagHex = { 10: stored.slice(2), 11: stored.slice(1, 9), 12: stored.slice(2, 10) }[stored.length];
  return (
    [...query.same, ...query.possible].includes(stored) ||
    (tagHex !== undefined && query.tagHexes.includes(tagHex.toUpperCase()))
  );
}

describe('any card', () => {
  it('is found in every form that its readers and its print have, whichever of them it was enrolled in', () => {
    const whole = fc.integer({ min: 0x10_0000, max: 0xffff_fffe });
    const ofThreeBytes = fc.integer({ min: 0x10_0000, max: 0xff_fffe });
    fc.assert(
      fc.property(fc.oneof(whole, ofThreeBytes), fc.nat(255), (card, version) => {
        const { decimal, hex } = spellingsOf(card, version);
        const queries = new Map([...decimal, ...hex].map((form) => [form, cardQuery(form)]));
        for (const form of queries.keys()) {
          for (const number of decimal) {
            expect({ form, number, may: mayBeSameCard(form, number) }).toEqual({ form, number, may: true });
            expect([whose(form, { [number]: 'Ada' }), whose(number, { [form]: 'Ada' })]).toEqual([
              'Ada',
              'Ada',
            ]);
            expect(isAskedFor(queries.get(form)!, canonicalCardCode(number))).toBe(true);
            expect(isAskedFor(queries.get(number)!, canonicalCardCode(form))).toBe(true);
          }
        }
      }),
    );
  });

  it('is the same in both directions, and is itself', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(mayBeSameCard(one, other)).toBe(mayBeSameCard(other, one));
        expect(isSameCard(one, one)).toBe(true);
        expect(!isSameCard(one, other) || mayBeSameCard(one, other)).toBe(true);
        expect(isSameCard(one, canonicalCardCode(one))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is among what a store is asked for', () => {
    const related = fc.tuple(text, fc.nat(300)).map(([one, change]) => {
      const hex = Number.isSafeInteger(Number(one)) ? Number(one).toString(16).padStart(8, '0') : one;
      return [
        one,
        [one, `0${one}`, hex, `${change.toString(16).padStart(2, '0')}${hex}`][change % 4]!,
      ] as const;
    });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(text, text), related), ([one, other]) => {
        const stored = canonicalCardCode(other);
        fc.pre(mayBeSameCard(one, stored));
        const isAsked = isAskedFor(cardQuery(one), stored);
        expect({ one, stored, isAsked }).toEqual({ one, stored, isAsked: true });
      }),
      { numRuns: 5_000 },
    );
  });
});
