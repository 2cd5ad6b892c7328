import { CR, ETX, LF, STX, createLineFramer } from '../framing/line-framer.ts';
import { decodeHeaderLine } from '../scale/header-line.ts';
import { xorCheck } from '../scale/line-check.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, MASS, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';
import { type AmountLabel, type Field, readFields } from './fields.ts';

/**
 * # Text lines with a unit
 *
 * The last resort for a scale nobody describes: anything that prints "number unit" lines. Wiring as the scale says; 9600
 * 8N1 unless configured. Nothing is sent.
 *
 * The last amount with a unit of mass in a line counts, where every other field of the line can be named: a gross, net or
 * tare label, a date, a time, a known mark. Several amounts must each have their label; a tare, a preset or a capacity at the
 * end makes it `unsupported`. A field without a name, or a number beside the weight, ends the reading.
 *
 * Pounds and ounces, and stones and pounds, are read as their sum (`5 lb 3.2 oz`, `12 st 4.5 lb`). The words and fillings of
 * overload, underload and error are known.
 *
 * There is no stability mark, so two equal lines in a row are needed; `US`, `SD`, `?`, `*`, `M`, `MOTION` and their like keep
 * a line unstable. Lines with A&D's status word (`ST,GS,…`) are taken at their word.
 *
 * Of a gross and a net weight the net one counts, wherever it stands. Dini Argeo lines may have their address in front
 * (`01ST,GS,…`); its longer lines count where the tare is zero, because the manuals do not agree which weight they tell
 * beside one.
 *
 * A line of nine characters, unit and two hex digits is a Yaohua XK3190-A12(E)'s (`WG004.139kg3D`): the digits are the
 * exclusive or of the eleven characters before them, and where they are not, or are missing, the line is `checksum`.
 *
 * A number without a unit is never a weight: `+ 0000.0003` of a Denver MSeries gives `unit`. Set the scale to print it.
 *
 * Provenance: XK3190-A12(E) manual (p 13); a Steinberg's `SD` (OpenTrickler PR 49); recorded from a Sterling 7600, echo characters lost on the wire included, and a Denver MSeries (mdpnp issue
 * 19); Dini Argeo 3590 EBOX (p 65) and DGT4X (p 52) manuals, Adam CBC manual (p 18); decimal-comma lines from a public weighbridge's tests.
 */

const LONE_NUMBER = /^\s*[+-]?\s*\d+(?:[.,]\d+)?\s*$/;
/** A count, a share: the line ends in a number of something that is no mass. */
const NUMBER_OF_SOMETHING = /\d\s*([A-Za-z%]+)\s*$/;

/** Lines with A&D's status word are so widely copied that their marks are taken at their word. */
const STATUS_WORD = /^(?:\d{2})?(?:\d,)?(?:ST|US|OL|UL|QT)[, ]/;

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
function labelled(fields: readonly Field[]): readonly (readonly [Amount, AmountLabel | null])[] {
  const amounts: [Amount, AmountLabel | null][] = [];
  let label: AmountLabel | null = null;
  for (const field of fields) {
    // `TARE WEIGHT`, `NET WEIGHT`: the second word takes nothing back.
    if (field.type === 'label') label = label === 'tare' || label === 'net' ? label : field.of;
    if (field.type !== 'amount') continue;
    amounts.push([field, label]);
    label = null;
  }
  const last = amounts.at(-1);
  if (label !== null && last !== undefined) last[1] ??= label;
  return amounts;
}

/** The one net weight, else the last of the amounts, where every field of the line can be named. */
function decodeFields(line: string): ScaleMessage {
  const fields = readFields(line);
  if (fields === null) return nothing(isOfNoMass(line) ? 'unit' : 'framing');
  const amounts = labelled(fields);
  const nets = amounts.filter(([, each]) => each === 'net');
  const meant = nets.length === 1 ? nets[0] : amounts.at(-1);
  const hasNumber = fields.some(({ type }) => type === 'number');
  if (meant === undefined) return nothing(hasNumber ? 'unit' : 'framing');
  const [amount, label] = meant;
  // Of a gross weight and its tare it is not said what the scale counts as the person.
  if (label === 'tare') return nothing('unsupported');
  if (findWeightUnit(amount.unit) === null && amount.unit !== '') return nothing('unit');
  // A number beside the weight, or two weights of which nothing says what they are.
  if (hasNumber || nets.length > 1 || (amounts.length > 1 && amounts.some(([, each]) => each === null)))
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
function encodeTextScale(display: ScaleDisplay): string {
  const word = { ok: null, overload: 'OVERLOAD', underload: 'UNDERLOAD', error: 'Err 4' }[display.condition];
  if (word !== null) return `${word}\r\n`;
  return `Gross ${display.kg.toFixed(2).padStart(8)} kg${display.steady ? '' : ' ?'}\r\n`;
}

/** Any scale that prints "number unit" lines; the last resort. */
const TEXT_SCALE: LineScaleProtocol = {
  createFramer: () => createLineFramer({ starts: [STX], ends: [CR, LF, ETX] }),
  decode: decodeTextScale,
  ask: null,
};

/** An indicator in continuous print mode. */
const SIMULATED_TEXT_SCALE: SimulatedScaleProtocol = {
  encode: encodeTextScale,
  answers: {},
  unknown: '',
  streams: true,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(0.8, 'value after a word', /(?:Gross|Net|Tare|Count) +-?[\d.]+ [A-Za-z]+(?: \?)?$/),
  sign(1, 'eleven characters and their check', /^(?:W[GN][ \d.-]{7}kg| {9}(?:OL|LO))[\dA-F]{2}$/),
  sign(0.3, 'value and unit', `^(?![A-Z]{2},).*\\d ?${MASS}\\b`),
];

export const textScale = serialScaleFamily({
  family: 'text-scale',
  title: 'Text lines with a unit',
  models: ['Sterling 7600', 'Denver MSeries with unit', 'scales and indicators with a ticket printer port'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'lines recorded from a Sterling 7600 and a Denver MSeries; decimal-comma indicators',
  signatures: SIGNATURES,
  protocol: TEXT_SCALE,
  simulated: SIMULATED_TEXT_SCALE,
});
