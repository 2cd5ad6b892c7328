import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, MASS, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, reply, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # MT-SICS
 *
 * Mettler Toledo Standard Interface Command Set, levels 0 and 1: BC shipping scales, ICS and IND terminals, laboratory
 * balances. Wiring: RS-232, 9600 8N1, no handshake, CR LF both ways. On the scale: protocol "SICS" on the port in use.
 *
 * | line                          | means                                                                     |
 * | ----------------------------- | ------------------------------------------------------------------------- |
 * | `S S      89.2 kg`            | stable weight; `D` in place of the second `S`: still moving               |
 * | `S D 12:07.50 lb:oz`          | pounds and ounces; `unit` is `lb:oz`                                      |
 * | `S I`, `S +`, `S -`, `S L`    | `unstable` (busy or never stable), `overload`, `underload`, `fault`       |
 * | `ES`, `EL`                    | command refused: the next one of `machine.ts` is tried; `ET` is a `fault` |
 * | `I4 A "…"`                    | just switched on: asked anew                                              |
 * | ` 1    N    82.70 kg`         | PRINT key; no stability mark, so it has to repeat                         |
 * | `Z …`, `T …`, `TAC …`, `I2 …` | answers to other commands; a tare value is never a weight                 |
 *
 * Fields are split at blanks: shipping scales do not keep the manual's ten columns.
 *
 * The BC60 never says `S` through `SIR`. Until a scale has said it once, an unchanged `D` weight counts as stable after
 * half a second and three lines.
 *
 * Provenance: Mettler Toledo manuals; Atlantis-Software/mt-sics (MIT) and InstrumentKit tests; a BC60 recorded by an
 * Artisan user (artisan PR 2223). InstrumentKit has `T A 2.486 g` where the manual has `T S`: both are accepted.
 */

/** Column of the weight field: ten characters, right aligned. Short forms exist, so only writing uses it. */
const WEIGHT_COLUMNS = 10;
const TWO_PART_FIELDS = new RegExp(`^${TWO_PARTS}$`);

/** Replies of the S family that carry no weight, by status. */
const NO_WEIGHT: Readonly<Record<string, ScaleMessage>> = {
  // Busy with another command, or no stable weight within the scale's own time-out.
  I: nothing('unstable'),
  '+': nothing('overload'),
  '-': nothing('underload'),
  L: nothing('fault'),
};

/** The fields after `S`: split at blanks, because scales do not all pad to the manual's columns. */
function decodeWeightReply(fields: readonly string[]): ScaleMessage {
  const [status, value, unit, ...rest] = fields;
  if (status !== undefined && value === undefined && Object.hasOwn(NO_WEIGHT, status))
    return NO_WEIGHT[status]!;
  if ((status !== 'S' && status !== 'D') || value === undefined) return nothing('framing');
  // `S S Error 10b`: the number of the fault, and on some models a unit, follow.
  if (value === 'Error') return nothing('fault');
  const text = fields.slice(1).join(' ');
  if (TWO_PART_FIELDS.test(text)) return readTwoParts(text, status === 'S');
  if (rest.length > 0) return nothing('framing');
  return weightFromText(value, findWeightUnit(unit ?? ''), status === 'S');
}

/** A line the PRINT key pushed: optional line number, N(et) or G(ross) or T(are), value, unit; no stability mark. */
const PRINT_LINE = /^\s*(?:\d+\s+)?([NGT])\s+(-?[\d.]+)\s+(\S+)\s*$/;
const TWO_PART_PRINT_LINE = new RegExp(String.raw`^\s*(?:\d+\s+)?([NGT])\s+(${TWO_PARTS})\s*$`);
/** Answers to zero, tare, reset and identity commands: `Z A`, `ZI D`, `T S 2.486 g`, `I2 A "…"`. */
const OTHER_REPLY = /^(?:Z|ZI|T|TI|TA|TAC|I\d{1,2}|SIR|SR|@|DW|D|K|C\d?) [A-Z+-](?: |$)/;

/** Decodes one MT-SICS line (without CR LF). */
export function decodeMtSics(line: string): ScaleMessage {
  const text = line.trim();
  if (text === 'ES' || text === 'EL') return reply('refused');
  // The scale could not read our command: parity or baud rate; it is asked again in time.
  if (text === 'ET') return nothing('fault');
  if (text.startsWith('S ')) return decodeWeightReply(text.split(/\s+/).slice(1));
  // Sent unasked when the scale is switched on, and as the answer to a reset.
  if (text.startsWith('I4 A ')) return reply('restarted');
  if (OTHER_REPLY.test(text)) return reply('done');
  const printed = TWO_PART_PRINT_LINE.exec(line) ?? PRINT_LINE.exec(line);
  if (printed === null) return nothing('framing');
  if (printed[1] === 'T') return nothing('unsupported');
  if (printed[3] === undefined) return readTwoParts(printed[2]!, null);
  return weightFromText(printed[2]!, findWeightUnit(printed[3]), null);
}

/** One weight reply as a scale writes it, CR LF included. */
function encodeMtSicsWeight(display: ScaleDisplay): string {
  if (display.condition === 'overload') return 'S +\r\n';
  if (display.condition === 'underload') return 'S -\r\n';
  if (display.condition === 'error') return 'S I\r\n';
  return `S ${display.steady ? 'S' : 'D'} ${display.kg.toFixed(2).padStart(WEIGHT_COLUMNS)} kg\r\n`;
}

/**
 * `SIR` makes the scale send its weight at every update until another command comes; scales with the
 * level-0 command set only (reply `ES`) are polled with `SI` instead. A scale that was switched on
 * again says `I4 A "…"` and is asked anew at once; one that stops in mid-stream after two seconds.
 */
const MT_SICS_ASK: AskPlan = {
  requests: [
    { command: 'SIR\r\n', everyMs: null },
    { command: 'SI\r\n', everyMs: 250 },
  ],
  patienceMs: 2_000,
};

/** Mettler Toledo Standard Interface Command Set. */
const MT_SICS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeMtSics,
  ask: MT_SICS_ASK,
  // Shipping scales such as the BC60 never say S through SIR: half a second without change is their S.
  steady: { lines: 3, overMs: 500 },
  mayNeverMarkStable: true,
};

/** A bench of the level-1 command set, as Mettler Toledo's shipping and person scales have it. */
const SIMULATED_MT_SICS: SimulatedScaleProtocol = {
  encode: encodeMtSicsWeight,
  answers: {
    S: 'weight',
    SI: 'weight',
    SIR: 'stream',
    Z: { text: 'Z A\r\n' },
    T: { text: 'T S       0.00 kg\r\n' },
    '@': { text: 'I4 A "B021002593"\r\n' },
  },
  unknown: 'ES\r\n',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'weight reply', `^S [SD] +-?\\d[\\d.:]* (?:${MASS}|lb:oz)$`),
  sign(0.9, 'status reply', /^(?:S [+-]|E[LT]|Z [+-]|ZI [SD]|T(?:I|A|AC)? [ASD+-].*|I\d [AB] .+)$/),
  sign(0.5, 'reply that Radwag has too', /^(?:ES|[SZT] [AI])$/),
];

export const mtSics = serialScaleFamily({
  family: 'mt-sics',
  title: 'Mettler Toledo, MT-SICS',
  models: ['BC60', 'ICS4x9', 'IND2xx', 'MS', 'PBA', 'other MT-SICS level 0 and 1 scales'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Mettler Toledo manuals; recorded replies of a BC60 and an ICS469',
  makers: /mettler/i,
  signatures: SIGNATURES,
  protocol: MT_SICS,
  simulated: SIMULATED_MT_SICS,
});
