import { createToledoContinuousFramer, toledoCheck } from '../framing/toledo-continuous-framer.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { textToBytes } from '../scale/text-bytes.ts';
import type { WeightUnit } from '../scale/weight-units.ts';

/**
 * # Mettler Toledo continuous output
 *
 * Floor scales and indicators that send their display all the time: Wildcat, IND and ICS terminals set to "TOLEDO Continuous",
 * and many other makers' "Toledo" format. Wiring: RS-232, 9600 7E1 unless set otherwise (4800 7E1 and 9600 8N1 are common).
 * Nothing is sent to the scale.
 *
 * | characters | means                                                                                                      |
 * | ---------- | ---------------------------------------------------------------------------------------------------------- |
 * | STX        | start                                                                                                      |
 * | A          | bits 0 to 2: decimals plus two; bits 3 and 4: the last digit counts in 1, 2 or 5                           |
 * | B          | bit 0 net, 1 negative, 2 out of range, 3 moving, 4 kilograms (else pounds), 6 not zeroed since switched on |
 * | C          | bits 0 to 2: 0 as B says, 1 grams, 2 tonnes; bit 3 print request; bit 4 expanded display                   |
 * | six digits | weight, without sign and point, leading zeros or blanks                                                    |
 * | six digits | tare; missing in the short form (Cardinal "SHORT")                                                         |
 * | CR         | end                                                                                                        |
 * | check      | optional: two's complement of the seven low bits of the sum of all characters before it                    |
 *
 * - Out of range is `overload`, with the sign `underload`. Other units of C are `unit`.
 * - An expanded display (ten times finer than the point says) and displays in tens or hundreds are `unsupported`: the sources
 *   disagree about what the digits then are, and no person scale has them.
 * - A weight that does not fit its own increment is `implausible`.
 * - Bit 6 of B is set in every frame of the recording and "always" in some manuals, so it is not looked at.
 * - Check characters are found out: one that does not fit is `checksum`, and on a line that has them a frame without one is
 *   damaged, until eight in a row came without. A check character may be any of 128, STX and CR included, so frames are found
 *   by their form. The short form counts unchecked only where the frame before was short too.
 *
 * Provenance: Mettler Toledo Wildcat technical manual (pp 6-4 and 6-5), ICS425 (p 50) and Kern FTC (p 42) manuals, Cardinal 225
 * manual (p 118: short form), Fairbanks FB3000 (p 55) and Triner TS-700 (p 13: C) manuals; marcodpt/Toledo, `tests/test.dat`:
 * recorded with parity bits, with the weights told beside it.
 */

/** Status word A: where the point stands (2 is behind the last digit), and what the last digit counts in. */
const POINT = 0x07;
const NO_DECIMALS = 2;
/** Bits 3 and 4: 1, 2 or 5. */
const INCREMENTS: readonly (1 | 2 | 5 | null)[] = [null, 1, 2, 5];
/** Set in word A of every scale that tells its increment as Mettler Toledo does. */
const USUAL_A = 0x20;

/** Status word B. Bit 6 ("not zeroed since it was switched on") is always set at some copies, so it says nothing. */
const STATUS_B = {
  net: 0x01,
  negative: 0x02,
  outOfRange: 0x04,
  motion: 0x08,
  kilograms: 0x10,
  always: 0x20,
} as const;

/** Status word C: another unit than word B's, and an expanded display. */
const OTHER_UNIT = 0x07;
const EXPANDED = 0x10;
const OTHER_UNITS: readonly (WeightUnit | null)[] = [null, 'g', 't', null, null, null, null, null];
const ALWAYS_C = 0x20;

/** After three status words; six digits of tare follow but in the short form. */
const WEIGHT = /^ *\d+$/;
const SHORT_LENGTH = 9;
const FULL_LENGTH = 15;

function findUnit(b: number, c: number): WeightUnit | null {
  if ((c & OTHER_UNIT) !== 0) return OTHER_UNITS[c & OTHER_UNIT]!;
  return (b & STATUS_B.kilograms) !== 0 ? 'kg' : 'lb';
}

/** The digits with their point; a zero goes before a point that would stand in front. */
function withPoint(digits: string, decimals: number): string {
  if (decimals === 0) return digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function fitsIncrement(a: number, digits: string): boolean {
  const increment = INCREMENTS[(a >> 3) & 3];
  if ((a & USUAL_A) === 0 || increment == null) return true;
  return Number(digits) % increment === 0;
}

/** Decodes the text between STX and CR, bit 7 already cleared. */
export function decodeToledoContinuous(text: string): ScaleMessage {
  if (text.length !== SHORT_LENGTH && text.length !== FULL_LENGTH) return nothing('framing');
  const found = WEIGHT.exec(text.slice(3, 9));
  const [a, b, c] = Array.from(text.slice(0, 3), (word) => word.charCodeAt(0)) as [number, number, number];
  if ((b & STATUS_B.outOfRange) !== 0) {
    return nothing((b & STATUS_B.negative) === 0 ? 'overload' : 'underload');
  }
  if (found === null) return nothing('framing');
  const digits = found[0].trim();
  const decimals = (a & POINT) - NO_DECIMALS;
  // Ten times finer than the point says, or tens and hundreds of which sources disagree whether their zeros are sent.
  if ((c & EXPANDED) !== 0 || decimals < 0) return nothing('unsupported');
  if (!fitsIncrement(a, digits)) return nothing('implausible');
  const sign = (b & STATUS_B.negative) === 0 ? '' : '-';
  return weightFromText(`${sign}${withPoint(digits, decimals)}`, findUnit(b, c), (b & STATUS_B.motion) === 0);
}

/** One frame as an indicator in kilograms with steps of 50 g writes it, STX to check character. */
function encodeToledoContinuous(display: ScaleDisplay): string {
  const a = 0x20 | (3 << 3) | (NO_DECIMALS + 2);
  const b =
    STATUS_B.always |
    STATUS_B.kilograms |
    (display.steady ? 0 : STATUS_B.motion) |
    (display.condition === 'ok' ? 0 : STATUS_B.outOfRange) |
    (display.condition === 'underload' ? STATUS_B.negative : 0);
  const digits = String(Math.round(display.kg * 100)).padStart(6, '0');
  const frame = `\u0002${String.fromCharCode(a, b, ALWAYS_C)}${digits}000000\r`;
  return `${frame}${String.fromCharCode(toledoCheck(textToBytes(frame)))}`;
}

/** Mettler Toledo's continuous output, which many indicators of other makers have too. */
const TOLEDO_CONTINUOUS: LineScaleProtocol = {
  createFramer: createToledoContinuousFramer,
  decode: decodeToledoContinuous,
  ask: null,
};

/** An indicator that sends its display all the time, with check characters. */
const SIMULATED_TOLEDO_CONTINUOUS: SimulatedScaleProtocol = {
  encode: encodeToledoContinuous,
  answers: {},
  unknown: '',
  streams: true,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'status words, weight and tare', /^␂[ -\u007f].[ -\u007f][ \d]{5}\d[ \d]{5}\d$/),
  sign(0.9, 'status words and weight', /^␂[ -\u007f].[ -\u007f][ \d]{5}\d$/),
];

export const toledoContinuous = serialScaleFamily({
  family: 'toledo-continuous',
  title: 'Mettler Toledo continuous output',
  models: [
    'Wildcat',
    'IND and ICS terminals set to "TOLEDO Continuous"',
    'Kern FTC',
    'Cardinal 225 ("Toledo")',
    'Fairbanks FB2550 and FB3000 ("Toledo")',
  ],
  serial: { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
  otherSerial: [
    { baud_rate: 4_800, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
    { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  ],
  provenance:
    'Mettler Toledo Wildcat, Kern FTC, Cardinal 225 and Fairbanks FB3000 manuals; a recording of marcodpt/Toledo',
  signatures: SIGNATURES,
  protocol: TOLEDO_CONTINUOUS,
  simulated: SIMULATED_TOLEDO_CONTINUOUS,
});
