import { soundMatcher } from './across-scripts.ts';
import { memberNumberKey } from './member-number.ts';

const PLAIN = /^[a-z ]*$/;
const MARKS = /[\p{M}\p{Cf}]/gu;
/** Letters that Unicode does not take apart, as they are typed without them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ȷ: 'j',
  ɨ: 'i',
  ŋ: 'n',
  ĸ: 'k',
  ƀ: 'b',
  ǥ: 'g',
  ə: 'e',
  ǝ: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ɓ: 'b',
  ɗ: 'd',
  ɖ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ς: 'σ',
  // Arabic letters that people write one for the other, and the stroke that only makes a word longer.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ٱ: 'ا',
  ـ: '',
};
const NOT_TAKEN_APART = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
/** How some languages write a letter that the keyboard lacks. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
  đ: 'dj',
};
const CAN_BE_WRITTEN_OUT = /[äöüøåđ]/gu;
const AS_WRITTEN_OUT = /ae|oe|ue|aa|dj/gu;
/** Letters that stand for an apostrophe, such as the ʻokina, and everything that is no letter and no digit. */
const BETWEEN = /[^\p{L}\p{N}]+|[\u02b0-\u02ff]+/gu;
/** Scripts whose family and given names are written without a blank between them. */
const WITHOUT_BLANK = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]/u;
/** Katakana, and how far behind hiragana it stands. */
const KATAKANA = /[\u30a1-\u30f6]/gu;
const BEHIND_HIRAGANA = 0x60;
/** More words than this in a query are not read together in every way. */
const MOST_WORDS_JOINED = 6;

/** A name as one types it in a hurry: small letters without marks; hyphens and apostrophes become blanks. */
function fold(name: string): string {
  const lower = name.toLowerCase();
  // Nearly all names are plain, and taking a name apart costs ten times as much.
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(NOT_TAKEN_APART, (letter) => LETTERS[letter]!)
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - BEHIND_HIRAGANA))
    .replace(BETWEEN, ' ');
}

/** The same with ä, ö, ü, ø, å and đ written as two letters. */
function foldWrittenOut(name: string): string {
  return fold(
    name
      .toLowerCase()
      .normalize('NFC')
      .replace(CAN_BE_WRITTEN_OUT, (letter) => WRITTEN_OUT[letter]!),
  );
}

function wordsOf(folded: string): string[] {
  return folded.split(' ').filter((word) => word !== '');
}

/** Everything a typed word may begin: each word of the name, alone and with those that follow it. */
function beginningsOf(folded: string): string[] {
  const words = wordsOf(folded);
  return words.map((_word, index) => words.slice(index).join(''));
}

/** Names that were written out when they were entered: Mueller is found by `muller` too. */
function withoutWritingOut(folded: string): string {
  return folded.replace(AS_WRITTEN_OUT, (pair) => pair[0]!);
}

function namesOf(name: string): string[] {
  const plain = fold(name);
  const forms = new Set([plain, foldWrittenOut(name), withoutWritingOut(plain)]);
  return [...forms].flatMap(beginningsOf);
}

/** Both names in one word, whichever comes first, where that is how they are written. */
function joinedNamesOf(firstName: string, lastName: string): string[] {
  if (!WITHOUT_BLANK.test(firstName) || !WITHOUT_BLANK.test(lastName)) return [];
  const [first, last] = [firstName, lastName].map((name) => wordsOf(fold(name)).join(''));
  return [`${last}${first}`, `${first}${last}`];
}

/** Ways to read words together: "o brien" is also "obrien". */
function readings(words: readonly string[]): string[][] {
  if (words.length < 2 || words.length > MOST_WORDS_JOINED) return [[...words]];
  const [first, ...rest] = words as [string, ...string[]];
  return readings(rest).flatMap((reading) => [
    [first, ...reading],
    [first + reading[0]!, ...reading.slice(1)],
  ]);
}

/** Whether a member is meant. */
export type MemberMatcher = (member: {
  readonly memberNumber: string;
  readonly firstName: string;
  readonly lastName: string;
}) => boolean;

/**
 * Who is meant by a few typed characters: the whole member number, or beginnings of names. Several
 * words must all begin one of the names, in any order: "os ad" is Ada Osei. Marks, hyphens and
 * apostrophes may be missing on either side: query and name go through the same function. A name of
 * another script is found by how it sounds.
 * @param query as typed; one without a character means nobody
 */
export function memberMatcher(query: string): MemberMatcher {
  const wanted = [...new Set([fold(query), foldWrittenOut(query)])].flatMap((form) =>
    readings(wordsOf(form)),
  );
  const heard = new Map([...new Set(wanted.flat())].map((word) => [word, soundMatcher(word)]));
  const number = memberNumberKey(query);
  if (number === '') return () => false;
  return ({ memberNumber, firstName, lastName }) => {
    if (memberNumberKey(memberNumber) === number) return true;
    if (wanted.every((words) => words.length === 0)) return false;
    const joined = joinedNamesOf(firstName, lastName);
    const names = [...namesOf(firstName), ...namesOf(lastName), ...joined];
    const isBegun = (word: string): boolean =>
      names.some((name) => name.startsWith(word)) ||
      [firstName, lastName, ...joined].some((name) => heard.get(word)!(name));
    return wanted.some((words) => words.every(isBegun));
  };
}
