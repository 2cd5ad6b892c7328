import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';

/**
 * What text scales print in place of a number, across makers (Adam: nine `^` or `_`; Rice Lake: `^`; US Solid: `~`;
 * Ohaus and Kern: `Err…`; Sartorius: `High`, `Low`). Matched on the whole line, first row wins.
 */
const WORDS: readonly (readonly [RegExp, DiscardReason])[] = [
  [/\^{3,}|~{3,}|^[\s-]*(?:OL|OVER|OVERLOAD|OVER ?RANGE|HIGH)[\s-]*(?:kg|lb|g|oz)?\s*$/i, 'overload'],
  [/[_]{3,}|-{4,}|^[\s-]*(?:UL|LO|UNDER|UNDERLOAD|UNDER ?RANGE|LOW)[\s-]*(?:kg|lb|g|oz)?\s*$/i, 'underload'],
  [/\bERR(?:OR)?\b|\bERR[._ ]?\d/i, 'fault'],
];

/** Why a line shows no number, or null when it holds none of the known words. */
export function findStatusWord(line: string): DiscardReason | null {
  return WORDS.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}
