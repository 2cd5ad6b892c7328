/** Letters that are written from right to left: Hebrew, Arabic and their neighbours (Unicode Bidi classes R and AL). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A name as it may stand within a sentence: one that is written from right to left keeps its own order
 * and moves nothing around it (Unicode Standard Annex 9, 2.7). Any other name stays as it is.
 */
export function isolateText(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
}
