import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, MASS, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, reply, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # Ohaus
 *
 * Explorer, Adventurer, Scout, Defender, Ranger. Wiring: RS-232, 9600 8N1 (older models 2400 7N2). Asked with `IP`
 * (print now) every 400 ms; a scale set to print by itself is listened to.
 *
 * | line                             | means                                                    |
 * | -------------------------------- | -------------------------------------------------------- |
 * | `    192.21 g`                   | stable weight                                            |
 * | `      0.01 g ?`                 | still moving                                             |
 * | `    192.08 g   00:00:30`, `… N` | with a legend: time of an interval print, gross or net   |
 * | `     0.40       ?`              | a custom unit without a name: `unit`                     |
 * | `… T`, `… PT`                    | tare value: `unsupported`                                |
 * | `Err 8.3`, `Err 8.4`             | `overload`, `underload`; other `Err` lines are a `fault` |
 * | `OK!`, `ES`                      | done, refused                                            |
 *
 * Fields are split at blanks because models pad weight and unit differently. A legend that is none of these ends the reading.
 * Pounds and ounces, and stones and pounds, are read as their sum.
 *
 * Provenance: Ohaus Explorer manual EN-156 (p 158), its examples with the padding of the documented ten columns; a Scout's
 * wide form.
 */

/**
 * Weight (10 columns), unit (up to 5), `?` while unstable, legend: split at blanks, because models
 * pad differently. The legend is gross/net, a tare mark or the time of an interval print.
 */
const WEIGHT_LINE =
  /^\s*([+-]?\s*[\d.,]*\d)\s+([A-Za-z%:]{1,5})(?:\s+(\?))?(?:\s+([A-Za-z]{1,3}|[\d:]{5,8}))?\s*$/;
const TWO_PART_LINE = new RegExp(
  String.raw`^\s*(${TWO_PARTS})()(?:\s+(\?))?(?:\s+([A-Za-z]{1,3}|[\d:]{5,8}))?\s*$`,
);

/** What the legend of what stands on the scale may be: nothing, gross, net, or the time of an interval print. */
const LOAD_LEGEND = /^(?:|[GN]|NET|\d{1,2}:\d{2}(?::\d{2})?)$/;
const TARE_LEGEND = /^(?:T|PT)$/;

/** A number whose unit column is blank or holds the mark alone, as in a custom unit without a name. */
const UNITLESS_LINE = /^[+-]?\s*\d[\d.]*(?:\s+\?)?$/;

/** Ohaus numbers its faults: 8.3 is above the capacity, 8.4 below the platform's own weight. */
const NUMBERED_FAULT = /^Err(?:or)?\s*8\.([34])\b/i;

/** Decodes one Ohaus line (without CR LF). */
export function decodeOhaus(line: string): ScaleMessage {
  const text = line.trim();
  if (text === 'OK!' || text === 'OK') return reply('done');
  if (text === 'ES') return reply('refused');
  const found = TWO_PART_LINE.exec(line) ?? WEIGHT_LINE.exec(line);
  if (found === null) {
    const fault = NUMBERED_FAULT.exec(text);
    if (fault !== null) return nothing(fault[1] === '3' ? 'overload' : 'underload');
    const word = findStatusWord(line);
    if (word !== null) return nothing(word);
    return nothing(UNITLESS_LINE.test(text) ? 'unit' : 'framing');
  }
  const [, number, unit, unstable, legend = ''] = found;
  if (TARE_LEGEND.test(legend)) return nothing('unsupported');
  if (!LOAD_LEGEND.test(legend)) return nothing('framing');
  if (unit === '') return readTwoParts(number!, unstable === undefined);
  return weightFromText(number!, findWeightUnit(unit!), unstable === undefined);
}

/** One line as a scale writes it, CR LF included. */
function encodeOhaus(display: ScaleDisplay): string {
  if (display.condition !== 'ok') {
    return `Err ${{ overload: '8.3', underload: '8.4', error: '4.1' }[display.condition]}\r\n`;
  }
  return `${display.kg.toFixed(2).padStart(10)} kg${display.steady ? '' : ' ?'}\r\n`;
}

/** `IP` prints the displayed weight at once, stable or not; a scale set to print by itself is listened to. */
const OHAUS_ASK: AskPlan = { requests: [{ command: 'IP\r\n', everyMs: 400 }], patienceMs: 1_500 };

/** Ohaus print format. */
const OHAUS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeOhaus,
  ask: OHAUS_ASK,
};

/** A bench scale that prints when asked. */
const SIMULATED_OHAUS: SimulatedScaleProtocol = {
  encode: encodeOhaus,
  answers: { IP: 'weight', P: 'weight', CP: 'stream', Z: { text: 'OK!\r\n' } },
  unknown: 'ES\r\n',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(0.5, 'refusal that others have too', /^(?:ES|OK!)$/),
  sign(
    0.95,
    'weight, unit, question mark or legend',
    /^(?=[ \d.-]{10} ) *-?\d[\d.]* \S{1,5}(?: \?| {3,}\S+| \? \S+)$/,
  ),
  sign(0.7, 'ten columns and a unit', `^(?=[ \\d.-]{10} ) *-?\\d[\\d.]* ${MASS}$`),
];

export const ohaus = serialScaleFamily({
  family: 'ohaus',
  title: 'Ohaus print format',
  models: ['Explorer', 'Adventurer', 'Scout', 'Defender', 'Ranger'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  // What older scales leave the factory with.
  otherSerial: [{ baud_rate: 2_400, data_bits: 7, parity: 'none', stop_bits: 2, rtscts: false }],
  provenance: 'Ohaus Explorer manual',
  makers: /ohaus/i,
  signatures: SIGNATURES,
  protocol: OHAUS,
  simulated: SIMULATED_OHAUS,
});
