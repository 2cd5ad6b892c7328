import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit, type WeightUnit } from '../scale/weight-units.ts';

/** Polarity, seven columns of weight, unit letter, gross/net, status: always eleven characters. */
const STREAM_LINE = /^([ +^\]-])(.{7})([A-Z ])([GN])([ EIMOUZ])$/;
/** The overload form fills the weight with carets. */
const OVERLOAD_LINE = /^.?\^{7}/;
/**
 * Replies and prints in words: optional address (`A`; other letters are other makers' marks), number, blank, unit,
 * optional gross/net mark. The blank keeps a stream line that lost a digit (`82.7KG `) from passing for one.
 */
const TEXT_LINE =
  /^(?:A |(?:GROSS|NET)(?: WEIGHT)?)?\s*([+-]?\s*\d[\d.,]*)\s+([A-Za-z]{1,3})(?:\s+(G|N|GR|NT|GROSS|NET))?\s*$/i;
const TWO_PART_LINE = new RegExp(
  String.raw`^(?:A |(?:GROSS|NET)(?: WEIGHT)?)?\s*(${TWO_PARTS})(?:\s+(?:G|N|GR|NT|GROSS|NET))?\s*$`,
);
/** A tare, whether `T` is the address of an indicator or not. */
const TARE_LINE = /^(?:T|TARE|PT)\b/i;

/** Unit letters of the stream. T (tons, long or short by country) names no mass that could be converted. */
const STREAM_UNITS: Readonly<Record<string, WeightUnit>> = { L: 'lb', K: 'kg', G: 'g', O: 'oz' };

/** Marks that mean "no weight": `^` over and `]` under range in the polarity column, I and O in the status column; rinstrum adds U and E. */
const NO_WEIGHT: Readonly<Record<string, DiscardReason>> = {
  '^': 'overload',
  ']': 'underload',
  I: 'fault',
  E: 'fault',
  O: 'overload',
  U: 'underload',
};

function decodeText(line: string): ScaleMessage {
  if (TARE_LINE.test(line)) return nothing('unsupported');
  const parts = TWO_PART_LINE.exec(line);
  if (parts !== null) return readTwoParts(parts[1]!, null);
  const text = TEXT_LINE.exec(line);
  return text === null ? nothing('framing') : weightFromText(text[1]!, findWeightUnit(text[2]!), null);
}

/** Decodes one line, STX and terminators already removed. */
export function decodeRiceLake(line: string): ScaleMessage {
  if (OVERLOAD_LINE.test(line)) return nothing('overload');
  const stream = STREAM_LINE.exec(line);
  if (stream === null) {
    return decodeText(line);
  }
  const [, polarity, weight, unit, , status] = stream;
  const reason = NO_WEIGHT[polarity!] ?? NO_WEIGHT[status!];
  if (reason !== undefined) return nothing(reason);
  return weightFromText(
    `${polarity === '-' ? '-' : ''}${weight}`,
    STREAM_UNITS[unit!] ?? null,
    status !== 'M',
  );
}

/** One line of the stream as an indicator writes it, STX and CR LF included. */
export function encodeRiceLake(display: ScaleDisplay): string {
  if (display.condition === 'overload') return '\u0002^^^^^^^^KGO\r\n';
  if (display.condition === 'underload') return '\u0002]      0KGO\r\n';
  if (display.condition === 'error') return '\u0002       0KGI\r\n';
  const zero = display.kg === 0 ? 'Z' : ' ';
  return `\u0002 ${display.kg.toFixed(2).padStart(7)}KG${display.steady ? zero : 'M'}\r\n`;
}
