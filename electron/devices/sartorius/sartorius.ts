import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # Sartorius SBI
 *
 * LE, Entris, Cubis, Combics, WZA. Wiring: RS-232 or USB-COM; set 9600 8N1 or put the balance's own settings in the
 * configuration (older ones leave the factory with 1200 7O1). Asked with `ESC P` every 500 ms.
 *
 * | line                    | means                                                                     |
 * | ----------------------- | ------------------------------------------------------------------------- |
 * | `+    82.70 kg `        | 16 characters with CR LF: sign, blank, eight columns, blank, unit         |
 * | `N     +   123.56 g  `  | 22 characters: an identifier of six in front                              |
 * | unit blank              | not stable yet: `unstable`, because nothing says in which unit it will be |
 * | `High`, `Low`, `H`, `L` | `overload`, `underload`, with or without `Stat`                           |
 * | `Err ###`, `Cal.`, `C`  | `fault`                                                                   |
 * | `T1 …`                  | tare memory: `unsupported`                                                |
 *
 * Identifiers other than gross and net (a reference, a limit) end the reading. Digits in brackets (not verified) are digits. Bit 7 is cleared, for balances set to 7 data bits with parity.
 *
 * Provenance: LE (p 51), Entris II (p 3), WZA (p 24) manuals; a line recorded from a balance set to grains at 9600 7N1
 * (OpenTrickler PR 79). Sartorius Practum balances on USB are keyboards and cannot be read this way.
 */

/**
 * Optional identifier of six characters (22-character form), sign, blank, eight columns of value,
 * blank, unit. Some models leave out the blank after the sign or use it for a ninth column, and trim
 * blanks at the end. A last digit in brackets takes the column of the blank before the unit.
 */
const WEIGHT_LINE =
  /^(?:([A-Za-z#][A-Za-z#\d ]{5}))?([ +-])([ \d.,[\]]{8,9}|[ \d.,]{7}\[\d\])(?:(?: |(?<=\]))([A-Za-z%]{1,3}))? *$/;
/** Identifiers of what stands on the balance: gross and net, by number where there are several memories. */
const LOAD_ID = /^(?:[GN][#\d]?|Gross|Net)? *$/i;

/** Special codes take the place of the value: `H`, `High`, `L`, `Low`, `C`, `Cal.`, `Err 54`. */
const STATUS_LINE = /^(?:Stat)? *(High|HH?|Low|LL?|Cal\..*|C|--|(?:ERR|APP|DIS|PRT)\W.*)\s*$/i;

const STATUS_REASONS: Readonly<Record<string, DiscardReason>> = { H: 'overload', L: 'underload' };

/** Decodes one Sartorius line (without CR LF). */
export function decodeSartorius(line: string): ScaleMessage {
  const status = STATUS_LINE.exec(line);
  // Calibration and error codes both mean that the balance is not weighing.
  if (status !== null) return nothing(STATUS_REASONS[status[1]!.charAt(0).toUpperCase()] ?? 'fault');
  const found = WEIGHT_LINE.exec(line);
  if (found === null) return nothing('framing');
  const [, id, sign, value, unit] = found;
  // T1, T2: the tare memories. Digits in brackets are not verified, but are digits.
  if (id !== undefined && /^T\d? /.test(id)) return nothing('unsupported');
  // A reference, a limit, a mean: none of them stands on the balance.
  if (id !== undefined && !LOAD_ID.test(id)) return nothing('framing');
  const number = `${sign}${value!.replace(/[[\]]/g, '')}`;
  const message = weightFromText(number, findWeightUnit(unit ?? ''), true);
  // The unit column is blank until the balance is stable.
  if (unit === undefined && message.type === 'nothing' && message.reason === 'unit')
    return nothing('unstable');
  return message;
}

/** One line of 16 characters as a balance writes it, CR LF included. */
function encodeSartorius(display: ScaleDisplay): string {
  if (display.condition === 'overload') return '      High    \r\n';
  if (display.condition === 'underload') return '      Low     \r\n';
  if (display.condition === 'error') return '    Err 54    \r\n';
  return `+${display.kg.toFixed(2).padStart(9)} ${display.steady ? 'kg ' : '   '}\r\n`;
}

/** `ESC P` presses PRINT; whether the balance then waits for stability is set on the balance. */
const SARTORIUS_ASK: AskPlan = {
  requests: [{ command: '\u001bP\r\n', everyMs: 500 }],
  patienceMs: 2_000,
};

/** Sartorius SBI, 16 or 22 characters. */
const SARTORIUS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF], sevenBit: true }),
  decode: decodeSartorius,
  ask: SARTORIUS_ASK,
};

/** A balance that prints without waiting for stability. */
const SIMULATED_SARTORIUS: SimulatedScaleProtocol = {
  encode: encodeSartorius,
  answers: { '\u001bP': 'weight' },
  unknown: '',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(
    0.9,
    'sign, nine columns, unit',
    /^(?:[A-Za-z#].{5})?[+-](?=[ \d.]{9} ) *\d[\d.]* [A-Za-z]{1,3} {0,2}$/,
  ),
  sign(0.8, 'status', /^Stat +(?:High|Low|H|L|ERR.*|Err.*|Cal.*|C)$/),
];

export const sartorius = serialScaleFamily({
  family: 'sartorius',
  title: 'Sartorius SBI',
  models: ['LE', 'Entris', 'Entris II', 'Cubis', 'Combics', 'WZA'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  // What older balances leave the factory with.
  otherSerial: [{ baud_rate: 1_200, data_bits: 7, parity: 'odd', stop_bits: 1, rtscts: false }],
  provenance: 'Sartorius LE, Entris II and WZA manuals; a line recorded from a balance set to grains',
  makers: /sartorius/i,
  signatures: SIGNATURES,
  protocol: SARTORIUS,
  simulated: SIMULATED_SARTORIUS,
});
