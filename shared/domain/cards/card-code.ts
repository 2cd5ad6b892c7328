import { fail, ok, type Result } from '../../base/result.ts';

/**
 * The number of a 125 kHz tag and the ways in which readers and printers write it. An EM4100 tag
 * holds five bytes: a version or customer byte and a 32-bit number. All of these are one card:
 *
 *   6F 00 7B 39 72   as a serial reader sends it
 *   0008075634       ten decimal digits of the last four bytes, as keyboard readers type it
 *   123,14706        facility and card, the last three bytes, as Wiegand-26 readers send it
 *   007B3972         the last four bytes, as some cards are printed
 *
 * The product stores the ten decimal digits.
 */
export const TAG_BYTES = 5;

/** Ten decimal digits of a tag's 32-bit number: the canonical card code. */
export function cardCodeOfNumber(number: number): string {
  return String(number >>> 0).padStart(10, '0');
}

/**
 * The canonical code of a tag.
 * @param tag the five bytes a reader sends, version byte first
 */
export function cardCodeOfTag(tag: ArrayLike<number>): string {
  if (tag.length !== TAG_BYTES) throw new RangeError(`a tag has ${TAG_BYTES} bytes, not ${tag.length}`);
  return cardCodeOfNumber(((tag[1]! << 24) | (tag[2]! << 16) | (tag[3]! << 8) | tag[4]!) >>> 0);
}

export interface CardForms {
  /** `0008075634` */
  readonly code: string;
  /** `123,14706`: three digits of facility, five of card. */
  readonly facilityCard: string;
  /** `007B3972` */
  readonly hex: string;
  readonly facility: number;
  readonly card: number;
}

/** Every printed form of a card. @param code canonical code, ten decimal digits below 2^32 */
export function cardForms(code: string): Result<CardForms, 'not_a_tag_code'> {
  if (!/^\d{10}$/.test(code) || Number(code) > 0xffff_ffff) return fail('not_a_tag_code');
  const number = Number(code);
  const facility = (number >>> 16) & 0xff;
  const card = number & 0xffff;
  return ok({
    code,
    facility,
    card,
    facilityCard: `${String(facility).padStart(3, '0')},${String(card).padStart(5, '0')}`,
    hex: number.toString(16).toUpperCase().padStart(8, '0'),
  });
}

/** Four bytes of a tag, or five with the version byte in front, as hex text. */
const TAG_HEX = /^(?:[0-9a-f]{2})?[0-9a-f]{8}$/i;

/**
 * Brings a typed, printed or scanned card number to its canonical code, so that the same card is
 * found whichever reader is plugged in. `facility,card` carries three of the four bytes; the fourth
 * is taken as 0, as it is on nearly every tag. A tag where it is not must be enrolled in the form in
 * which its reader gives it. Other text is a barcode or QR code and stays as it is, but for those
 * that read as a tag's hex digits: they are stored and looked up under that tag's number. Blanks
 * around it are not looked past; whoever takes typed text removes them.
 */
export function canonicalCardCode(text: string): string {
  const pair = /^(\d{1,3}),(\d{1,5})$/.exec(text);
  if (pair !== null && Number(pair[1]) <= 0xff && Number(pair[2]) <= 0xffff) {
    return cardCodeOfNumber(Number(pair[1]) * 0x1_0000 + Number(pair[2]));
  }
  // With no letter among them ten digits are the decimal form, and eight a barcode or a member's number.
  if (TAG_HEX.test(text) && /[a-f]/i.test(text)) {
    return cardCodeOfNumber(Number.parseInt(text.slice(-8), 16));
  }
  return text;
}

export interface Wiegand26 {
  readonly facility: number;
  readonly card: number;
  /** Canonical code of the 24 bits. */
  readonly code: string;
}

/**
 * Reads a Wiegand-26 (H10301) transmission: even parity over the first twelve data bits, eight bits
 * of facility, sixteen of card, odd parity over the last twelve data bits.
 * @param bits 26 characters `0` or `1` in the order on the wire
 */
export function decodeWiegand26(bits: string): Result<Wiegand26, 'length' | 'parity'> {
  if (!/^[01]{26}$/.test(bits)) return fail('length');
  const ones = (from: number, to: number): number => bits.slice(from, to).replaceAll('0', '').length;
  if (ones(0, 13) % 2 !== 0 || ones(13, 26) % 2 !== 1) return fail('parity');
  const data = Number.parseInt(bits.slice(1, 25), 2);
  return ok({ facility: data >>> 16, card: data & 0xffff, code: cardCodeOfNumber(data) });
}
