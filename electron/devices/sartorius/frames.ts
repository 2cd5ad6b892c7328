import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

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
export function encodeSartorius(display: ScaleDisplay): string {
  if (display.condition === 'overload') return '      High    \r\n';
  if (display.condition === 'underload') return '      Low     \r\n';
  if (display.condition === 'error') return '    Err 54    \r\n';
  return `+${display.kg.toFixed(2).padStart(9)} ${display.steady ? 'kg ' : '   '}\r\n`;
}
