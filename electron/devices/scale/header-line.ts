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
/** Address of a Dini Argeo on a bus of several: `01ST,GS,   82.35,kg`. */
const ADDRESS = /^\d{2}(?=(?:ST|US|OL|UL),(?:GS|NT),)/;
/**
 * Dini Argeo's lines of a weight and its tare: `ST,1,     82.35kg,        0.00kg` (AF string), and the extended
 * `1,ST,   82.35,PT    0.00,       0,kg` with a count of pieces. Each may have the address in front.
 */
const WITH_TARE = [
  /^(?:\d{2})?(?<status>ST|US|OL|UL),\d,\s*(?<weight>[+-]?\s*[\d.]+)\s*(?<unit>[A-Za-z]{1,2}),(?:PT)?\s*(?<tare>[\d.]+)\s*[A-Za-z]{1,2}\s*$/,
  /^(?:\d{2})?\d,(?<status>ST|US|OL|UL),\s*(?<weight>[+-]?\s*[\d.]+),(?:PT)?\s*(?<tare>[\d.]+),\s*\d+,\s*(?<unit>[A-Za-z]{1,2})\s*$/,
];
/** Dini Argeo's word for a load below zero; the figure behind it is not read. */
const UNDERLOAD_LINE = /^UL(?:,[A-Z]{1,2})?(?:[, ]|$)/;
const OVERLOAD_LINE = /^OL(?:,[A-Z]{1,2})?(?:[, ]\s*(-?)|$)/;

/** A line of a weight and its tare, where it is one. With a tare the manuals do not agree which weight is told. */
function decodeWithTare(line: string): ScaleMessage | null {
  const fields = WITH_TARE.map((form) => form.exec(line)?.groups).find((found) => found !== undefined);
  if (fields === undefined) return null;
  const { status, weight, unit, tare } = fields;
  if (status === 'OL') return nothing('overload');
  if (status === 'UL') return nothing('underload');
  if (Number(tare) !== 0) return nothing('unsupported');
  return weightFromText(weight!, findWeightUnit(unit!), status === 'ST');
}

/** Decodes a line with a status word; anything else is `framing`. */
export function decodeHeaderLine(addressed: string): ScaleMessage {
  const line = addressed.replace(ADDRESS, '');
  const withTare = decodeWithTare(line);
  if (withTare !== null) return withTare;
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
