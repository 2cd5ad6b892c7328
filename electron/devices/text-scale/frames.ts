import { decodeHeaderLine } from '../scale/header-line.ts';
import { xorCheck } from '../scale/line-check.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';
import { readFields, type Field } from './fields.ts';

const LONE_NUMBER = /^\s*[+-]?\s*\d+(?:[.,]\d+)?\s*$/;
/** A count, a share: the line ends in a number of something that is no mass. */
const NUMBER_OF_SOMETHING = /\d\s*([A-Za-z%]+)\s*$/;

/** Lines with A&D's status word are so widely copied that their marks are taken at their word. */
const STATUS_WORD = /^(?:ST|US|OL|UL|QT)[, ]/;

/**
 * Yaohua XK3190-A12E (manual, page 13): nine characters, unit or `OL`/`LO`, and the exclusive or of these eleven as
 * two hex digits. `LO` is below the zero range.
 */
const CHECKED_LINE = /^(.{9}(?:kg|lb|OL|LO))([\dA-Fa-f]{2})$/;
/** Whatever else begins so lost something of it: other indicators write their labels in small letters. */
const UNCHECKED_LINE = /^W[GN][ \d.-]/;
const BLANK_STATUS = /^ {9}(OL|LO)$/;

type Amount = Extract<Field, { type: 'amount' }>;

/** What an amount of the line is: by the label before it, else by one at the end of the line. */
function labelled(fields: readonly Field[]): readonly (readonly [Amount, 'load' | 'tare' | null])[] {
  const amounts: [Amount, 'load' | 'tare' | null][] = [];
  let label: 'load' | 'tare' | null = null;
  for (const field of fields) {
    // `TARE WEIGHT`: the second word takes nothing back.
    if (field.type === 'label') label = label === 'tare' ? 'tare' : field.of;
    if (field.type !== 'amount') continue;
    amounts.push([field, label]);
    label = null;
  }
  const last = amounts.at(-1);
  if (label !== null && last !== undefined) last[1] ??= label;
  return amounts;
}

/** The last of the amounts, where every field of the line can be named. */
function decodeFields(line: string): ScaleMessage {
  const fields = readFields(line);
  if (fields === null) return nothing(isOfNoMass(line) ? 'unit' : 'framing');
  const amounts = labelled(fields);
  const last = amounts.at(-1);
  const hasNumber = fields.some(({ type }) => type === 'number');
  if (last === undefined) return nothing(hasNumber ? 'unit' : 'framing');
  const [amount, label] = last;
  if (label === 'tare') return nothing('unsupported');
  if (findWeightUnit(amount.unit) === null && amount.unit !== '') return nothing('unit');
  // A number beside the weight, or two weights of which nothing says what they are.
  if (hasNumber || (amounts.length > 1 && amounts.some(([, each]) => each === null)))
    return nothing('framing');
  const stable = fields.some((field) => field.type === 'mark' && field.says === 'moving') ? false : null;
  if (amount.unit === '') return readTwoParts(amount.text, stable);
  return weightFromText(amount.number, findWeightUnit(amount.unit), stable);
}

function isOfNoMass(line: string): boolean {
  const found = NUMBER_OF_SOMETHING.exec(line);
  return found !== null && findWeightUnit(found[1]!) === null;
}

/** Decodes a line of an unknown scale: its last amount with a unit of mass, if every other field has a name too. */
export function decodeTextScale(line: string): ScaleMessage {
  const checked = CHECKED_LINE.exec(line);
  if (checked !== null) {
    const [, body, check] = checked;
    return xorCheck(body!) === check!.toUpperCase() ? decodeBody(body!) : nothing('checksum');
  }
  return UNCHECKED_LINE.test(line) ? nothing('checksum') : decodeBody(line);
}

function decodeBody(line: string): ScaleMessage {
  const status = BLANK_STATUS.exec(line);
  if (status !== null) return nothing(status[1] === 'OL' ? 'overload' : 'underload');
  if (STATUS_WORD.test(line)) {
    const message = decodeHeaderLine(line);
    if (message.type !== 'nothing' || message.reason !== 'framing') return message;
  }
  const word = findStatusWord(line);
  if (word !== null) return nothing(word);
  return LONE_NUMBER.test(line) ? nothing('unit') : decodeFields(line);
}

/** One line as a ticket printer's scale writes it, CR LF included. */
export function encodeTextScale(display: ScaleDisplay): string {
  const word = { ok: null, overload: 'OVERLOAD', underload: 'UNDERLOAD', error: 'Err 4' }[display.condition];
  if (word !== null) return `${word}\r\n`;
  return `Gross ${display.kg.toFixed(2).padStart(8)} kg${display.steady ? '' : ' ?'}\r\n`;
}
