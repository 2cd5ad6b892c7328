import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import { decodeHeaderLine } from '../scale/header-line.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # Kern and G&G
 *
 * FKB, PCB, SFB, KFB, GAB and the G&G PLC balances with the same line. Wiring: RS-232, 9600 8N1 (EW and EG models 1200
 * 8N2). Asked with `w`, or `W` where that stays unanswered, every 400 ms: a letter without CR LF.
 *
 * | line                    | means                                                  |
 * | ----------------------- | ------------------------------------------------------ |
 * | `       0.000 g  `      | `M` or blank, sign, ten columns, unit                  |
 * | `-    0.665 g `         | G&G: sign in the first column, blanks up to the digits |
 * | unit blank              | not stable yet: `unstable`                             |
 * | `ST,GS 1.000KG`, `US,…` | SFB, KFB, GAB: status word                             |
 * | `+ ~~~~~~~~GN`          | US Solid, too much on it: `overload`                   |
 * | `Error`                 | `fault`                                                |
 *
 * Models with the Kern Communication Protocol (KCP) speak MT-SICS: use `mt-sics`.
 *
 * Provenance: FKB (p 37), PCB (p 35), SFB (p 51), GAB-N (p 37) manuals; lines recorded from a Kern and a G&G PLC100BC
 * (OpenTrickler issue 15).
 */

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
function encodeKern(display: ScaleDisplay): string {
  if (display.condition !== 'ok') return '       Error\r\n';
  return `  ${display.kg.toFixed(2).padStart(10)} ${display.steady ? 'kg ' : '   '}\r\n`;
}

/** `w` (older models) or `W`: the weight now, stable or not. Kern wants the letter without CR LF. */
const KERN_ASK: AskPlan = {
  requests: [
    { command: 'w', everyMs: 400 },
    { command: 'W', everyMs: 400 },
  ],
  patienceMs: 1_500,
};

/** Kern & Sohn, and the G&G balances with the same line. */
const KERN: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeKern,
  ask: KERN_ASK,
};

/** A balance in remote-control mode. */
const SIMULATED_KERN: SimulatedScaleProtocol = {
  encode: encodeKern,
  answers: { w: 'weight', s: 'weight' },
  unknown: '',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(0.9, 'header, blank, value', /^(?:ST|US),(?:GS|NT) +[\d.]+KG$/),
  sign(0.8, 'sixteen columns', /^(?=.{16}$)[M ][ -] *\d[\d.]* [A-Za-z%]{1,3} *$/),
  sign(0.8, 'twelve columns (G&G)', /^[ -](?=[ \d.]{8} ) *\d[\d.]* (?:[A-Za-z] |[A-Za-z]{2})$/),
];

export const kern = serialScaleFamily({
  family: 'kern',
  title: 'Kern and G&G',
  models: ['FKB', 'PCB', 'KFB-TM', 'SFB', 'GAB-N', 'MPE', 'G&G PLC100BC'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Kern FKB, PCB, SFB and GAB-N manuals; lines recorded from a Kern and a G&G PLC100BC',
  makers: /\bkern\b/i,
  signatures: SIGNATURES,
  protocol: KERN,
  simulated: SIMULATED_KERN,
});
