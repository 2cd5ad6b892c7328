import { decodeHeaderLine } from '../scale/header-line.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * A number followed by a word, whatever stands around it. It must not continue another number, date,
 * time or sign on its left (`1:05 kg`, `12-5 kg`, `--5 kg`), nor the word go on (`lb:oz`).
 */
const AMOUNT = /(?<![\d.:/+-]|\d,|[+-]\s{1,8})([+-]?)\s*(\d[\d.,]*)\s*([A-Za-z%]+)(?![A-Za-z:/])/g;
const LONE_NUMBER = /^\s*[+-]?\s*\d+(?:[.,]\d+)?\s*$/;
/** Words before an amount that make it something else than what stands on the scale. */
const NOT_THE_LOAD = /(?:\b|[^A-Za-z])(?:T|TR|TW|PT|TARE|PRESET|MIN|MAX|CAPACITY)\s*[:=]?\s*$/i;
/** Marks of a weight that still moves, in the dialects of the other families. */
const MOVING = /^(?:US|UN)\b|^S?U\s|^S D |\?|\bMOTION\b|\bUNSTABLE\b/i;

/** Lines with A&D's status word are so widely copied that their marks are taken at their word. */
const STATUS_WORD = /^(?:ST|US|OL|QT)[, ]/;

/** A status word of the same shape that nobody documents: what it says of the weight is unknown. */
const UNKNOWN_STATUS_WORD = /^[A-Z]{2},/;

/** Decodes a line of an unknown scale: its last amount with a unit of mass. */
export function decodeTextScale(line: string): ScaleMessage {
  if (STATUS_WORD.test(line)) {
    const message = decodeHeaderLine(line);
    if (message.type !== 'nothing' || message.reason !== 'framing') return message;
  } else if (UNKNOWN_STATUS_WORD.test(line)) return nothing('framing');
  const word = findStatusWord(line);
  if (word !== null) return nothing(word);
  const last = [...line.matchAll(AMOUNT)].at(-1);
  if (last === undefined) return nothing(LONE_NUMBER.test(line) ? 'unit' : 'framing');
  if (NOT_THE_LOAD.test(line.slice(0, last.index))) return nothing('unsupported');
  const [, sign, number, unit] = last;
  return weightFromText(`${sign}${number}`, findWeightUnit(unit!), MOVING.test(line) ? false : null);
}

/** One line as a ticket printer's scale writes it, CR LF included. */
export function encodeTextScale(display: ScaleDisplay): string {
  const word = { ok: null, overload: 'OVERLOAD', underload: 'UNDERLOAD', error: 'Err 4' }[display.condition];
  if (word !== null) return `${word}\r\n`;
  return `Gross ${display.kg.toFixed(2).padStart(8)} kg${display.steady ? '' : ' ?'}\r\n`;
}
