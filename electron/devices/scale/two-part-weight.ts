import { readDecimal } from './decimal-text.ts';
import { nothing, type ScaleMessage } from './scale-message.ts';
import { poundsAndOuncesToKilograms, stonesAndPoundsToKilograms } from './weight-units.ts';

/**
 * A weight said in two parts: `5 lb 3.2 oz`, `12 st 4.5 lb`, `12:07.50 lb:oz`. It is their sum or nothing: either part
 * alone is another weight.
 */
type TwoParts = 'lb:oz' | 'st:lb';

/** How many of the smaller unit make one of the larger. */
const PER_WHOLE: Readonly<Record<TwoParts, number>> = { 'lb:oz': 16, 'st:lb': 14 };
const TO_KILOGRAMS = { 'lb:oz': poundsAndOuncesToKilograms, 'st:lb': stonesAndPoundsToKilograms } as const;

const WHOLE = String.raw`\d{1,4}`;
const REST = String.raw`\d{1,2}(?:[.,]\d{1,4})?`;
const LB = '(?:lbs?|LBS?|Lbs?)';
const OZ = '(?:oz|OZ)';
const ST = '(?:st|ST)';

const WORDED: readonly (readonly [TwoParts, RegExp])[] = [
  ['lb:oz', new RegExp(String.raw`^([+-]?)\s*(${WHOLE})\s*${LB}[\s,:]*(${REST})\s*${OZ}$`)],
  ['st:lb', new RegExp(String.raw`^([+-]?)\s*(${WHOLE})\s*${ST}[\s,:]*(${REST})\s*${LB}$`)],
  ['lb:oz', new RegExp(String.raw`^([+-]?)\s*(${WHOLE}):(${REST})\s*lb:oz$`)],
  ['st:lb', new RegExp(String.raw`^([+-]?)\s*(${WHOLE}):(${REST})\s*st:lb$`)],
];

/** The text of two parts that each name their unit, for a place in a pattern. Has no groups of its own. */
export const TWO_WORDED_PARTS = String.raw`[+-]?\s*${WHOLE}\s*(?:${LB}|${ST})[\s,:]*${REST}\s*(?:${OZ}|${LB})`;
/** As well as those in front of one unit, with a colon between them. */
export const TWO_PARTS = String.raw`(?:${TWO_WORDED_PARTS}|[+-]?\s*${WHOLE}:${REST}\s*(?:lb:oz|st:lb))`;

/**
 * Reads a weight in two parts.
 * @param stable what the line says of stability, null when it says nothing
 */
export function readTwoParts(text: string, stable: boolean | null): ScaleMessage {
  for (const [unit, pattern] of WORDED) {
    const found = pattern.exec(text.trim());
    if (found === null) continue;
    const [, sign, whole, restText] = found;
    const rest = readDecimal(restText!);
    if (rest === null || Number(rest.digits) >= PER_WHOLE[unit]) return nothing('framing');
    return {
      type: 'weight',
      value: `${whole}:${rest.digits}`,
      unit,
      negative: sign === '-',
      kg: TO_KILOGRAMS[unit](Number(whole), rest),
      stable,
    };
  }
  return nothing('framing');
}
