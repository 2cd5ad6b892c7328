import anyAscii from 'any-ascii';

/**
 * Names in one script found by what is typed in another: the screen's keyboard has Latin letters only,
 * and there are many ways to write Щербаков, Χρήστος or محمد with them. Both sides become keys of how
 * they may sound: consonants that are written for one another are one, so are vowels, and where a letter
 * has several readings there is a key for each. Arabic and Hebrew leave short vowels out, so those count
 * only at the beginning there.
 */

/** Names without a letter of another script for certain, which nearly all are: a fifth of the time. */
const PLAINLY_LATIN = /^[\u0020-\u02ff\u1e00-\u1eff]*$/;
const OTHER_SCRIPT = /(?![\p{sc=Latin}\p{sc=Common}])\p{L}/u;
const WITHOUT_VOWELS = /[\p{sc=Arab}\p{sc=Hebr}]/u;
/** Vowel points and stress marks. */
const POINTS = /[\p{sc=Inherited}\p{Cf}\u0591-\u05c7]/gu;
/** Greek pairs that are one sound; any-ascii goes letter by letter. */
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ο[υύ]/gu, 'ou'],
  [/[εέ]ι|[εέ]ί/gu, 'i'],
  [/αυ|αύ/gu, 'av'],
  [/ευ|εύ/gu, 'ev'],
  [/^μπ/u, 'b'],
  [/^ντ/u, 'd'],
];
/** Letters that are written in several ways with Latin ones, beside the one that they are spelled in. */
const ALSO_WRITTEN: readonly (readonly [letters: string, others: readonly string[]])[] = [
  ['ё', ['йо']],
  ['μπ', ['mb', 'b']],
  ['ντ', ['nd', 'd']],
  ['γγ', ['ng']],
  ['γκ', ['ng']],
  ['γχ', ['nch']],
];
/** Alif carries the vowel that a word begins with, which any-ascii leaves out with the long ones. */
const FIRST_ALIF = /^[\u0622\u0623\u0625\u0627\u0671]/u;
const ARTICLE = /^ال/u;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;
/** Sounds of several letters, before those of one. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/shch|tsch|dsch|sch|tch|dzh|dj|sh|zh|ts|tz|cz/g, 'S'],
  [/ph/g, 'V'],
  [/th/g, 'T'],
  [/dh/g, 'D'],
  [/kh|gh/g, 'K'],
];
/** Letters, or pairs, that are read in several ways; the whole word is read in one of them. */
const READINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ch|c/g, ['S', 'K']],
  [/x/g, ['KS', 'K']],
  [/^gi(?=[aou])/g, ['Ki', 'i']],
  [/j/g, ['i', 'S', 'K']],
  [/w/g, ['V', 'u']],
  [/h/g, ['K', '']],
  [/oi/g, ['oi', 'i']],
  [/ai/g, ['ai', 'e']],
];
const CLASSES: Readonly<Record<string, string>> = {
  s: 'S',
  z: 'S',
  k: 'K',
  q: 'K',
  g: 'K',
  t: 'T',
  d: 'D',
  b: 'B',
  p: 'P',
  v: 'V',
  f: 'V',
  i: 'e',
  y: 'e',
  u: 'o',
};
/** Signs for letters that Latin has not, such as alif and ayin: they carry a vowel in front, and are silent behind. */
const FIRST_SIGN = /^['`]/;
const CLASSED = /[a-z]/g;

/** The words of a name, each alone and with those that follow it; Arabic ones without their article too. */
function beginningsOf(name: string): string[] {
  const words = name.replace(BETWEEN_WORDS, ' ').trim().split(' ');
  const joined = words.map((_word, index) => words.slice(index).join(''));
  return [...joined, ...joined.filter((word) => ARTICLE.test(word)).map((word) => word.replace(ARTICLE, ''))];
}

/** Whether a word has letters of another script than Latin. */
function isOfOtherScript(word: string): boolean {
  return !PLAINLY_LATIN.test(word) && OTHER_SCRIPT.test(word);
}

/** A word in Latin letters, in each of the ways in which its letters are written. */
function latinOf(word: string): string[] {
  const bare = word.toLowerCase().normalize('NFC').replace(POINTS, '').replace(FIRST_ALIF, '`');
  const paired = GREEK_PAIRS.reduce((text, [pair, sound]) => text.replace(pair, sound), bare);
  const forms = ALSO_WRITTEN.reduce<string[]>(
    (known, [letters, others]) =>
      paired.includes(letters)
        ? known.flatMap((form) => [form, ...others.map((other) => form.replaceAll(letters, other))])
        : known,
    [paired],
  );
  return forms.map((form) => anyAscii(form).toLowerCase());
}

function classesOf(latin: string, hasVowels: boolean): string {
  const classes = latin
    .replace(FIRST_SIGN, 'a')
    .replace(CLASSED, (letter) => CLASSES[letter] ?? letter)
    .replace(/[^a-zA-Z]/g, '');
  const kept = hasVowels
    ? classes.replace(/(?<=^e)e/g, '')
    : classes.replace(/^[aeo]+/, 'A').replace(/[aeo]/g, '');
  return kept.replace(/(.)\1+/g, '$1');
}

/** How a word may sound. */
function soundKeys(word: string, hasVowels: boolean): string[] {
  const sounded = latinOf(word).map((latin) =>
    SOUNDS.reduce((text, [letters, sound]) => text.replace(letters, sound), latin),
  );
  const readings = READINGS.reduce(
    (forms, [letters, sounds]) =>
      forms.flatMap((form) =>
        form.search(letters) >= 0 ? sounds.map((sound) => form.replace(letters, sound)) : [form],
      ),
    sounded,
  );
  return [...new Set(readings.map((form) => classesOf(form, hasVowels)))].filter((key) => key !== '');
}

/** Whoever types asks for the same names with every letter. */
const kept = new Map<string, readonly string[]>();
const MOST_KEPT = 20_000;

/** How each of a name's words may sound. */
function keysOfName(name: string, hasVowels: boolean): readonly string[] {
  const place = `${name} ${hasVowels}`;
  const known = kept.get(place);
  if (known !== undefined) return known;
  const keys = beginningsOf(name).flatMap((part) => soundKeys(part, hasVowels));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(place, keys);
  return keys;
}

/**
 * Who is meant by a word that was typed in another script.
 * @param word without blanks
 * @returns whether a name of another script than the word's sounds as if the word began it, or began one of
 *   its words
 */
export function soundMatcher(word: string): (name: string) => boolean {
  const isForeign = isOfOtherScript(word);
  const isShort = WITHOUT_VOWELS.test(word);
  const wanted = new Map<boolean, string[]>();
  const keysOfWord = (hasVowels: boolean): string[] => {
    const known = wanted.get(hasVowels) ?? soundKeys(word, hasVowels);
    wanted.set(hasVowels, known);
    return known;
  };
  return (name) => {
    if (isOfOtherScript(name) === isForeign) return false;
    const hasVowels = !isShort && !WITHOUT_VOWELS.test(name);
    const keys = keysOfWord(hasVowels);
    return keysOfName(name, hasVowels).some((sound) => keys.some((key) => sound.startsWith(key)));
  };
}
