/**
 * The number of a 125 kHz tag and the ways in which readers and printers write it. An EM4100 tag
 * holds five bytes: a version or customer byte and a 32-bit number. All of these are one card:
 *
 *   6F 00 7B 39 72   as a serial reader sends it
 *   0008075634       ten decimal digits of the last four bytes, as keyboard readers type it
 *   8075634          the same where somebody left the zeros in front away
 *   123,14706        facility and card, the last three bytes, as Wiegand-26 readers send it
 *   12314706         the same without its comma
 *   00123,14706      both halves of the last four bytes, five digits each
 *   6F:00:7B:39:72   bytes with colons or blanks between them
 *   0x6F007B3972     hex as programmers write it; also with a small h behind it
 *   ;0008075634?     between the marks of a magnetic stripe, as readers are set that replace one
 *   0008075634 123,14706   a number and its pair, as they are printed side by side
 *   007B3972         the last four bytes, as some cards are printed
 *
 * The product stores the ten decimal digits. What a text may mean besides is in `card-identity.ts`.
 */
export const TAG_BYTES = 5;
const TAG_DIGITS = 10;
const LAST_TAG_NUMBER = 0xffff_ffff;

/** Ten decimal digits of a tag's 32-bit number: the canonical card code. */
export function cardCodeOfNumber(number: number): string {
  return String(number >>> 0).padStart(TAG_DIGITS, '0');
}

/**
 * The canonical code of a tag.
 * @param tag the five bytes a reader sends, version byte first
 */
export function cardCodeOfTag(tag: ArrayLike<number>): string {
  if (tag.length !== TAG_BYTES) throw new RangeError(`a tag has ${TAG_BYTES} bytes, not ${tag.length}`);
  return cardCodeOfNumber(((tag[1]! << 24) | (tag[2]! << 16) | (tag[3]! << 8) | tag[4]!) >>> 0);
}

/** The number of a code that is one for certain: ten digits, or more that are a barcode. */
export function numberOfCode(code: string): number | null {
  return /^\d{10}$/.test(code) && Number(code) <= LAST_TAG_NUMBER ? Number(code) : null;
}

/** The 24 bits that a facility and a card number are, or null where either is too large. */
function facilityCardNumber(facility: number, card: number): number | null {
  return facility <= 0xff && card <= 0xffff ? facility * 0x1_0000 + card : null;
}

/**
 * The number that digits mean when they are facility and card without a comma: 12314706 is
 * 123,14706. At most eight digits; zeros in front may be missing. Null where they can be no such
 * pair, and where the pair is the same number as the digits themselves.
 */
export function numberOfJoinedPair(digits: string): number | null {
  const facility = Math.floor(Number(digits) / 100_000);
  if (digits.length > 8 || facility === 0) return null;
  return facilityCardNumber(facility, Number(digits) % 100_000);
}

const PAIR = /^(\d{1,3}), ?(\d{1,5})$/;
/** With a colon, as some readers write it, only in full: fewer digits around one are something else. */
const PAIR_OF_FULL_WIDTH = /^(\d{3}):(\d{5})$/;

/** Both halves of 32 bits, each in all its digits. */
const PAIR_OF_HALVES = /^(\d{5}), ?(\d{5})$/;
/** Four bytes of a number, or five of a tag. */
const SEPARATED_BYTES = /^[0-9a-f]{2}([: ])[0-9a-f]{2}(?:\1[0-9a-f]{2}){2,3}$/i;
/** Four bytes or five, said to be hex. */
const SAID_HEX = /^(?:0x([0-9a-f]{8}(?:[0-9a-f]{2})?)|([0-9a-f]{8}(?:[0-9a-f]{2})?)h)$/i;
/** Start and end of a track, with nothing between them that a stripe has besides a number. */
const BETWEEN_SENTINELS = /^[;%]([0-9a-f,: ]{4,})\?$/i;
/** Ten digits, or the thirteen of five bytes, and the pair beside them. */
const NUMBER_AND_PAIR = /^(\d{10}|\d{13})\s+(\d{1,3}), ?(\d{1,5})$/;
const ALL_NUMBERS = LAST_TAG_NUMBER + 1;

/** The number that a text of several parts says for certain, or null. */
function numberOfParts(text: string): number | null {
  const pair = PAIR.exec(text) ?? PAIR_OF_FULL_WIDTH.exec(text);
  if (pair !== null) return facilityCardNumber(Number(pair[1]), Number(pair[2]));
  const halves = PAIR_OF_HALVES.exec(text);
  if (halves !== null) {
    const [high, low] = [Number(halves[1]), Number(halves[2])];
    return high <= 0xffff && low <= 0xffff ? high * 0x1_0000 + low : null;
  }
  const printed = NUMBER_AND_PAIR.exec(text);
  if (printed === null) return null;
  const number = Number(printed[1]) % ALL_NUMBERS;
  // Beside another pair it is something else.
  return (number & 0xff_ffff) === facilityCardNumber(Number(printed[2]), Number(printed[3])) ? number : null;
}

/** Bytes without what stands between them. With no letter among them their digits would be taken for decimal ones. */
function withoutSeparators(text: string): string {
  const hex = text.replaceAll(/[: ]/g, '').toUpperCase();
  return /[A-F]/.test(hex) ? hex : cardCodeOfNumber(Number.parseInt(hex.slice(-8), 16));
}

/**
 * Brings a typed, printed or scanned card number to the spelling it is stored in. Digits lose and
 * gain zeros in front on their way through scanners and spreadsheets, so ten of them count, or more
 * where the number has more. Digits that are a facility and a card as well as a number stay as few
 * as they are: what they are is decided when they are looked up. `facility,card` carries three of
 * the four bytes; the fourth is taken as 0, as it is on nearly every tag. Any other text is a
 * barcode or QR code and stays as it is; which format it has is never guessed from its letters.
 * Blanks around it are not looked past; whoever takes typed text removes them.
 */
export function canonicalCardCode(written: string): string {
  const text = BETWEEN_SENTINELS.exec(written)?.[1] ?? written;
  const number = numberOfParts(text);
  if (number !== null) return cardCodeOfNumber(number);
  if (SEPARATED_BYTES.test(text)) return withoutSeparators(text);
  const hex = SAID_HEX.exec(text);
  if (hex !== null) return withoutSeparators(hex[1] ?? hex[2]!);
  if (!/^\d+$/.test(text)) return text;
  const digits = text.replace(/^0+(?=\d)/, '');
  return numberOfJoinedPair(digits) !== null && text.length <= 8 ? digits : digits.padStart(TAG_DIGITS, '0');
}
