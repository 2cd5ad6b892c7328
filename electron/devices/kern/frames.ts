import { decodeHeaderLine } from '../scale/header-line.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * `M` (from memory) or blank, sign in its own column, value right aligned with blanks in between,
 * unit. G&G and PCB lines share the order and differ in width only. On an echoing line our own
 * request, which has no line end, stands in front.
 */
const WEIGHT_LINE = /^[wW]*M?\s*([+-]?)\s*(\d[\d.,]*)(?:\s+([A-Za-z%]{1,3}))?\s*$/;
const TWO_PART_LINE = new RegExp(String.raw`^[wW]*M?\s*(${TWO_PARTS})\s*$`);

/** Decodes one Kern or G&G line (without CR LF). */
export function decodeKern(line: string): ScaleMessage {
  if (/^(?:ST|US|OL|UL)[, ]/.test(line)) return decodeHeaderLine(line);
  const parts = TWO_PART_LINE.exec(line);
  if (parts !== null) return readTwoParts(parts[1]!, true);
  const found = WEIGHT_LINE.exec(line);
  if (found === null) return nothing(findStatusWord(line) ?? 'framing');
  const [, sign, value, unit] = found;
  const message = weightFromText(`${sign}${value}`, findWeightUnit(unit ?? ''), true);
  // The unit columns stay blank while the value is unstable.
  if (unit === undefined && message.type === 'nothing' && message.reason === 'unit')
    return nothing('unstable');
  return message;
}

/** One line of 18 characters as a Kern balance writes it, CR LF included. */
export function encodeKern(display: ScaleDisplay): string {
  if (display.condition !== 'ok') return '       Error\r\n';
  return `  ${display.kg.toFixed(2).padStart(10)} ${display.steady ? 'kg ' : '   '}\r\n`;
}
