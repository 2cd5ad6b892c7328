import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { CR, ETX, LF, STX, createLineFramer } from '../framing/line-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, MASS, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { type WeightUnit, findWeightUnit } from '../scale/weight-units.ts';

/**
 * # Rice Lake
 *
 * Tracer AV, 480, 482, 680 and 880 indicators in continuous stream mode. Wiring: RS-232, 9600 8N1. Nothing is sent.
 *
 * STX, polarity, seven columns of weight, unit letter, gross or net, status, CR LF (or CR):
 *
 * | field    | values                                                                                            |
 * | -------- | ------------------------------------------------------------------------------------------------- |
 * | polarity | blank or `+`, `-`, `^` (`overload`), `]` (`underload`)                                            |
 * | unit     | `L` lb, `K` kg, `G` g, `O` oz; blank is none, and `T` (tons, long or short) is no unit here       |
 * | status   | blank valid, `Z` center of zero, `M` motion, `O` out of range (`overload`), `I` invalid (`fault`) |
 *
 * A weight of carets is an overload. Lines in words (`A 1234.00 lb` in answer to an addressed command, `GROSS 82.7 kg`)
 * are read too; they carry no stability mark. A line in words that begins with `T` or `TARE` is `unsupported`.
 *
 * Provenance: Tracer AV (p 38), 480 Legend (p 64), 482 (p 33), 680 (p 63) and 880 (p 105) manuals. The 880's example,
 * 1234 lb, is 560 kg and therefore `implausible`.
 */

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
function encodeRiceLake(display: ScaleDisplay): string {
  if (display.condition === 'overload') return '\u0002^^^^^^^^KGO\r\n';
  if (display.condition === 'underload') return '\u0002]      0KGO\r\n';
  if (display.condition === 'error') return '\u0002       0KGI\r\n';
  const zero = display.kg === 0 ? 'Z' : ' ';
  return `\u0002 ${display.kg.toFixed(2).padStart(7)}KG${display.steady ? zero : 'M'}\r\n`;
}

/** Rice Lake continuous stream. */
const RICE_LAKE: LineScaleProtocol = {
  createFramer: () => createLineFramer({ starts: [STX], ends: [CR, LF, ETX] }),
  decode: decodeRiceLake,
  ask: null,
};

/** An indicator in continuous stream mode. */
const SIMULATED_RICE_LAKE: SimulatedScaleProtocol = {
  encode: encodeRiceLake,
  answers: {},
  unknown: '',
  streams: true,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'stream', /^␂?[ ^\]-][ \d.^-]{7}[A-Z ][GN][ IMOZ]$/),
  sign(0.9, 'addressed reply', `^␂[A-Z] +-?[\\d.]+ ${MASS}$`),
];

export const riceLake = serialScaleFamily({
  family: 'rice-lake',
  title: 'Rice Lake stream',
  models: ['Tracer AV', '480 Legend', '482', '680 Synergy', '880 Performance'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Rice Lake Tracer AV, 480, 680 and 880 manuals',
  makers: /rice lake/i,
  signatures: SIGNATURES,
  protocol: RICE_LAKE,
  simulated: SIMULATED_RICE_LAKE,
});
