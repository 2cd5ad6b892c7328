import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import { decodeHeaderLine } from '../scale/header-line.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';

/**
 * # A&D standard format
 *
 * EJ, EK, HV, SV and GX-M balances and AD-4400 indicators. Wiring: RS-232, 2400 7E1 as delivered (often set to 9600),
 * CR LF. A balance in stream mode speaks by itself; otherwise it is asked with `Q` every 500 ms.
 *
 * | line                | means                                                         |
 * | ------------------- | ------------------------------------------------------------- |
 * | `ST,+00123.45  g`   | stable weight: header, nine characters of data, three of unit |
 * | `US,…`              | still moving                                                  |
 * | `ST,+0000058.01  g` | GX-M class: up to eleven characters of data                   |
 * | `OL,+99999999 kg`   | `overload`; with `-`, `underload`                             |
 * | `QT,+00012345 PC`   | a count: `unit`                                               |
 * | `ST,GS,+0012345kg`  | AD-4400 indicators                                            |
 * | ACK, `EC,E01`       | done, refused                                                 |
 *
 * A two-field line must be 15 to 17 characters long: one that lost a digit is refused instead of read as a lighter person.
 *
 * Provenance: A&D EJ (p 26), EK-L and EK-AEP (p 30) manuals; lines of a GX-M from the tests of a public scale agent.
 * Commands other than `Q` are not used.
 */

/**
 * Header, comma, 9 to 11 characters of data, 3 of unit: 15 (standard), 16 or 17 (GX-M class). A line
 * of another length lost or gained a character, so its number cannot be trusted.
 */
const STANDARD_LINE = /^(?:ST|US|QT|OL),[+-].{11,13}$/;
/** Weighing indicators (AD-4400 series) put gross or net in between. */
const INDICATOR_LINE = /^(?:ST|US|OL|UL),(?:GS|NT|TR),/;
/** Answers to Z, T and the like (AK), and to a command the balance refuses (EC). */
const ACKNOWLEDGED = '\u0006';

/** Decodes one A&D line (without CR LF). */
export function decodeAnd(line: string): ScaleMessage {
  if (line === ACKNOWLEDGED) return { type: 'reply', reply: 'done' };
  if (/^EC,E\d\d$/.test(line)) return { type: 'reply', reply: 'refused' };
  return STANDARD_LINE.test(line) || INDICATOR_LINE.test(line) ? decodeHeaderLine(line) : nothing('framing');
}

/** One line as a balance writes it: nine characters of data, CR LF included. */
function encodeAnd(display: ScaleDisplay): string {
  if (display.condition === 'ok') {
    return `${display.steady ? 'ST' : 'US'},+${display.kg.toFixed(2).padStart(8, '0')} kg\r\n`;
  }
  return `OL,${display.condition === 'underload' ? '-' : '+'}99999999 kg\r\n`;
}

/** A balance in stream mode speaks by itself; one in command or key mode is asked with `Q` (weight at once). */
const AND_ASK: AskPlan = { requests: [{ command: 'Q\r\n', everyMs: 500 }], patienceMs: 1_500 };

/** A&D standard format. */
const AND: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF], sevenBit: true }),
  decode: decodeAnd,
  ask: AND_ASK,
};

/** A balance in command mode. */
const SIMULATED_AND: SimulatedScaleProtocol = {
  encode: encodeAnd,
  answers: { Q: 'weight', SIR: 'stream', Z: { text: '\u0006\r\n' } },
  unknown: 'EC,E01\r\n',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'fixed-width data', /^(?=.{15,17}$)(?:ST|US|QT|OL),[+-][\d.]{7,10} +[A-Za-z%]{1,3}$/),
  sign(0.9, 'refusal', /^EC,E\d\d$/),
  sign(0.3, 'header with loose data', /^(?:ST|US|OL),[+-] *[\d.]+ ?[A-Za-z]{1,3}$/),
];

export const and = serialScaleFamily({
  family: 'and',
  title: 'A&D standard format',
  models: ['EJ', 'EK-L', 'EK-AEP', 'GX-M', 'HV-G', 'SV', 'AD-4400 indicators'],
  serial: { baud_rate: 2_400, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
  // Balances for laboratories and indicators are set to 9600, some of them with eight bits.
  otherSerial: [
    { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
    { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  ],
  provenance: 'A&D EJ and EK manuals; lines of a GX-M',
  signatures: SIGNATURES,
  protocol: AND,
  simulated: SIMULATED_AND,
});
