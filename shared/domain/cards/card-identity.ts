import { canonicalCardCode, cardCodeOfNumber, numberOfCode, numberOfJoinedPair } from './card-code.ts';

/**
 * Which stored cards a scanned text may be. Readers write one tag in many ways, and a text that looks
 * like one of them may as well be a barcode of the gym's own. So there are two degrees:
 *
 *   same      the same digits, zeros in front aside; or the very same text
 *   possible  one of the two says a tag's number for certain, and the other is a text that may spell
 *             it: hex digits, facility and card without a comma, a tag's twelve digits whose check
 *             value fits. Or both spell the same bytes of a tag in hex.
 *
 * Two texts that may spell one number are not one card for that: DE00012345 and BE00012345 end in the
 * same 32 bits, and are two barcodes. A card that is the same goes before one that is possible, but for
 * digits that mean two numbers by themselves: there both count. Two owners in what counts are a refusal.
 */

/** Longest digits that may have lost zeros in front: GTIN-14. */
const LONGEST_PADDED = 14;
const LAST_TAG_NUMBER = 0xffff_ffff;
const TAG_HEX = /^(?:[0-9a-f]{2})?[0-9a-f]{8}$/i;
/** The last three bytes, where a reader types no more. */
const SHORT_TAG_HEX = /^[0-9a-f]{6}$/i;
/** Five bytes in decimal: ten digits to thirteen, which is more than a number has. */
const WIDE_DECIMAL = /^\d{10,13}$/;
const ALL_NUMBERS = LAST_TAG_NUMBER + 1;
const LAST_VERSION = 0xff;
const CHECKED_TAG_HEX = /^[0-9a-f]{12}$/i;

/**
 * The bytes of a tag that a canonical code spells in hex, upper case, or null: four, five with the
 * version byte, or five and a check value that fits; three mean that the fourth is 0. Without a check value a text
 * with no letter is decimal digits: those of five bytes, where it is too large for four.
 */
function tagHexOf(code: string): string | null {
  const checked = /^\d{11}$/.test(code) ? `0${code}` : code;
  if (CHECKED_TAG_HEX.test(checked)) {
    const check = (checked.match(/../g) ?? []).reduce((sum, byte) => sum ^ Number.parseInt(byte, 16), 0);
    if (check === 0) return checked.slice(0, 10).toUpperCase();
  }
  if (WIDE_DECIMAL.test(code)) return wideTagHex(Number(code));
  if (!/[a-f]/i.test(code)) return null;
  if (SHORT_TAG_HEX.test(code)) return `00${code.toUpperCase()}`;
  return TAG_HEX.test(code) ? code.toUpperCase() : null;
}

/** Five bytes in hex, or null where it takes fewer or more. */
function wideTagHex(number: number): string | null {
  const version = Math.floor(number / ALL_NUMBERS);
  return version === 0 || version > LAST_VERSION ? null : number.toString(16).toUpperCase().padStart(10, '0');
}

/** Every number that a canonical code may mean without saying so. */
function possibleNumbers(code: string): number[] {
  const hex = tagHexOf(code);
  if (hex !== null) return [Number.parseInt(hex.slice(-8), 16)];
  const pair = isTwoNumbers(code) ? numberOfJoinedPair(code) : null;
  return pair === null ? [] : [pair];
}

/** Digits that are a facility and a card as well as a number. */
function isTwoNumbers(code: string): boolean {
  return code.length <= 8 && /^\d+$/.test(code);
}

/** The number that a canonical code says by itself, or null. */
function saidNumber(code: string): number | null {
  return isTwoNumbers(code) ? Number(code) : numberOfCode(code);
}

/** Spellings of the same digits: cards are stored as canonical, and by older versions as they were given. */
function sameDigits(code: string): string[] {
  const digits = code.replace(/^0+(?=\d)/, '');
  const spellings = [digits];
  while (digits.length + spellings.length <= LONGEST_PADDED)
    spellings.push('0'.repeat(spellings.length) + digits);
  return spellings;
}

/** Spellings of a number that do not say that they are one. */
function hiddenSpellings(number: number): string[] {
  const hex = number.toString(16).padStart(8, '0');
  const spellings = [hex, hex.toUpperCase()];
  for (let version = 1; version <= LAST_VERSION; version += 1)
    spellings.push(String(version * ALL_NUMBERS + number));
  if (number > 0xff_ffff) return spellings;
  spellings.push(hex.slice(2), hex.slice(2).toUpperCase());
  if (number <= 0xffff) return spellings;
  return [...spellings, ...sameDigits(`${number >>> 16}${String(number & 0xffff).padStart(5, '0')}`)];
}

/** What to look for in a store of cards. */
export interface CardQuery {
  readonly code: string;
  /** Stored codes that are this card. */
  readonly same: readonly string[];
  /** Stored codes to look at: `mayBeSameCard` decides which of them this card may be. */
  readonly possible: readonly string[];
  /** Eight hex digits, upper case: stored hex of five bytes of which these are the last four has to be looked at too. */
  readonly tagHex: string | null;
}

/** @param text as typed, printed or scanned */
export function cardQuery(text: string): CardQuery {
  const code = canonicalCardCode(text);
  const isNumber = /^\d+$/.test(code);
  const said = saidNumber(code);
  const hex = tagHexOf(code);
  const numbers = [said, ...possibleNumbers(code)].filter((number) => number !== null);
  return {
    code,
    same: isNumber ? [...new Set([...sameDigits(code), code])] : [code],
    possible: [
      ...possibleNumbers(code).flatMap((number) => sameDigits(cardCodeOfNumber(number))),
      ...numbers.flatMap((number) => (number <= LAST_TAG_NUMBER ? hiddenSpellings(number) : [])),
    ],
    tagHex:
      hex?.slice(-8) ??
      (said === null || said > LAST_TAG_NUMBER ? null : said.toString(16).toUpperCase().padStart(8, '0')),
  };
}

/** What the same card has in common, however it is spelled: its digits without zeros in front, or its text. */
export function cardKey(text: string): string {
  const code = canonicalCardCode(text);
  return /^\d+$/.test(code) ? code.replace(/^0+(?=\d)/, '') : code;
}

/** Whether two texts are the same card for certain. */
export function isSameCard(one: string, other: string): boolean {
  return cardKey(one) === cardKey(other);
}

/** Whether two texts may be one card. */
export function mayBeSameCard(one: string, other: string): boolean {
  if (isSameCard(one, other)) return true;
  const [a, b] = [canonicalCardCode(one), canonicalCardCode(other)];
  const hex = tagHexOf(a);
  if (hex !== null && hex === tagHexOf(b)) return true;
  const [saidA, saidB] = [saidNumber(a), saidNumber(b)];
  return (
    (saidA !== null && possibleNumbers(b).includes(saidA)) ||
    (saidB !== null && possibleNumbers(a).includes(saidB))
  );
}

/** A stored card and whose it is. */
export interface OwnedCard<Owner> {
  readonly code: string;
  readonly owner: Owner;
}

/** `isSure`: it is the same card and can be no other; another store's owner of a possible one need not be asked. */
export type CardOwner<Owner> =
  | { readonly found: 'owner'; readonly owner: Owner; readonly isSure: boolean }
  | { readonly found: 'nobody' }
  | { readonly found: 'ambiguous' };

/**
 * Whose card a scanned text is, of cards that it may be.
 * @param cards at least all that it may be
 */
export function ownerOfCard<Owner>(text: string, cards: readonly OwnedCard<Owner>[]): CardOwner<Owner> {
  const same = cards.filter(({ code }) => isSameCard(text, code));
  const counts =
    same.length > 0 && !isTwoNumbers(canonicalCardCode(text))
      ? same
      : cards.filter(({ code }) => mayBeSameCard(text, code));
  const owners = new Set(counts.map(({ owner }) => owner));
  if (owners.size > 1) return { found: 'ambiguous' };
  const [first] = counts;
  return first === undefined
    ? { found: 'nobody' }
    : { found: 'owner', owner: first.owner, isSure: counts === same };
}
