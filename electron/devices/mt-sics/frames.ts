import { nothing, reply, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

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
export function encodeMtSicsWeight(display: ScaleDisplay): string {
  if (display.condition === 'overload') return 'S +\r\n';
  if (display.condition === 'underload') return 'S -\r\n';
  if (display.condition === 'error') return 'S I\r\n';
  return `S ${display.steady ? 'S' : 'D'} ${display.kg.toFixed(2).padStart(WEIGHT_COLUMNS)} kg\r\n`;
}
