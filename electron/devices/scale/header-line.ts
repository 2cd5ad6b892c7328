import { nothing, weightFromText, type ScaleMessage } from './scale-message.ts';
import { readTwoParts, TWO_PARTS } from './two-part-weight.ts';
import { findWeightUnit } from './weight-units.ts';

/**
 * Lines that open with a status word: `ST,+0000058.01  g`, `US,GS,+  4.876kg`, `ST,GS 1.000KG`.
 * A&D began it; CAS, Kern and most indicators print a dialect. A comma after letters separates
 * fields, a comma between digits is a decimal comma.
 */
const HEADER_LINE =
  /^(ST|US|QT|OL)(?:,\s?(GS|GW|G|NT|N|TR|TW|PT)\s?)?[, ]\s*([+-]?\s*[\d.,]*\d)\s*,?\s*([A-Za-z%/:]*)\s*$/;
const TWO_PART_LINE = new RegExp(
  String.raw`^(ST|US|QT|OL)(?:,\s?(GS|GW|G|NT|N|TR|TW|PT)\s?)?[, ]\s*(${TWO_PARTS})\s*$`,
);
/** Dini Argeo's word for a load below zero; the figure behind it is not read. */
const UNDERLOAD_LINE = /^UL(?:,[A-Z]{1,2})?(?:[, ]|$)/;
const OVERLOAD_LINE = /^OL(?:,[A-Z]{1,2})?(?:[, ]\s*(-?)|$)/;

/** Decodes a line with a status word; anything else is `framing`. */
export function decodeHeaderLine(line: string): ScaleMessage {
  const overload = OVERLOAD_LINE.exec(line);
  if (overload !== null) return nothing(overload[1] === '-' ? 'underload' : 'overload');
  if (UNDERLOAD_LINE.test(line)) return nothing('underload');
  const found = HEADER_LINE.exec(line) ?? TWO_PART_LINE.exec(line);
  if (found === null) return nothing('framing');
  const [, status, mode, number, unit] = found;
  // QT is a stable count; the others of the mode field are the tare, not what stands on the scale.
  if (status === 'QT') return nothing('unit');
  if (mode === 'TR' || mode === 'TW' || mode === 'PT') return nothing('unsupported');
  if (unit === undefined) return readTwoParts(number!, status === 'ST');
  return weightFromText(number!, findWeightUnit(unit), status === 'ST');
}
