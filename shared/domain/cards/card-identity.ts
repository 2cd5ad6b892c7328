import { canonicalCardCode, cardCodeOfNumber, numberOfCode } from './card-code.ts';
import {
  ALL_TAG_NUMBERS,
  isSameTag,
  LAST_TAG_NUMBER,
  LAST_VERSION,
  meansSeveral,
  readCard,
} from './card-readings.ts';

/**
 * Which stored cards a scanned text may be. Readers write one tag in many ways, and a text that looks
 * like one of them may as well be a barcode of the gym's own. So there are two degrees:
 *
 *   same      the same digits, zeros in front aside; or the very same text
 *   possible  one way of reading the one and one of reading the other are the same bytes of a tag, as
 *             far as both tell; two that are read as hex have to be the same in every byte
 *
 * So two barcodes that end alike are not one card for that: DE00012345 and BE00012345 share their last
 * 32 bits. A card that is the same goes before one that is possible, but for digits that mean several
 * numbers with the same right: there all count. Two owners in what counts are a refusal.
 */

/** Longest digits that may have lost zeros in front: GTIN-14. */
const LONGEST_PADDED = 14;

/** Spellings of the same digits: cards are stored as canonical, and by older versions as they were given. */
function sameDigits(code: string): string[] {
  const digits = code.replace(/^0+(?=\d)/, '');
  const spellings = [digits];
  while (digits.length + spellings.length <= LONGEST_PADDED)
    spellings.push('0'.repeat(spellings.length) + digits);
  return spellings;
}

/** Hex as it may be stored: in either case, or without zeros in front where it has no letter. */
function hexSpellings(hex: string): string[] {
  return /[a-f]/.test(hex) ? [hex, hex.toUpperCase()] : sameDigits(hex);
}

/** Every spelling of a tag's number but those that tell its version in hex. */
function spellingsOf(number: number): string[] {
  const hex = number.toString(16).padStart(8, '0');
  const check = (hex.match(/../g) ?? []).reduce((sum, byte) => sum ^ Number.parseInt(byte, 16), 0);
  const spellings = [
    ...sameDigits(cardCodeOfNumber(number)),
    ...hexSpellings(hex),
    ...hexSpellings(hex + check.toString(16).padStart(2, '0')),
  ];
  for (let version = 1; version <= LAST_VERSION; version += 1)
    spellings.push(String(version * ALL_TAG_NUMBERS + number));
  if (number > 0xff_ffff) return spellings;
  spellings.push(...hexSpellings(hex.slice(2)));
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
  /** Eight hex digits each, upper case: stored hex of five bytes of which these are the last four has to be looked at too. */
  readonly tagHexes: readonly string[];
}

/** @param text as typed, printed or scanned */
export function cardQuery(text: string): CardQuery {
  const code = canonicalCardCode(text);
  const numbers = cardNumbers(text).filter((number) => number <= LAST_TAG_NUMBER);
  return {
    code,
    same: /^\d+$/.test(code) ? [...new Set([...sameDigits(code), code])] : [code],
    possible: numbers.flatMap(spellingsOf),
    tagHexes: numbers.map((number) => number.toString(16).toUpperCase().padStart(8, '0')),
  };
}

/** The numbers that a text may mean, each once. Texts without one in common can only be one card by being the same. */
export function cardNumbers(text: string): number[] {
  return [...new Set(readCard(text).map(({ number }) => number))];
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
  const others = readCard(other);
  return readCard(one).some((reading) => others.some((another) => isSameTag(reading, another)));
}

/**
 * Whether two cards cannot be given to two people: they may be one, and not only by taking for hex the ten digits in
 * which a number is said.
 */
export function cannotBeTwoCards(one: string, other: string): boolean {
  const areNumbers = [one, other].every((text) => numberOfCode(canonicalCardCode(text)) !== null);
  return areNumbers ? isSameCard(one, other) : mayBeSameCard(one, other);
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
    same.length > 0 && !meansSeveral(text) ? same : cards.filter(({ code }) => mayBeSameCard(text, code));
  const owners = new Set(counts.map(({ owner }) => owner));
  if (owners.size > 1) return { found: 'ambiguous' };
  const [first] = counts;
  return first === undefined
    ? { found: 'nobody' }
    : { found: 'owner', owner: first.owner, isSure: counts === same };
}
