import { decodeHeaderLine } from '../scale/header-line.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * The 22-byte form: status, gross/net, scale id, lamp byte, eight characters of data, blank, unit.
 * The id is 30 hex plus the scale's number, so number 10 is a colon. The lamp byte has bit 7 set, so
 * it can never be taken for CR, LF or a digit.
 */
const LAMP_LINE = /^(ST|US|OL),(GS|NT),([\u0030-\u007e])([\u0080-\u00ff]),(.{8}) (.{2})$/;
/** The stability lamp in the lamp byte (others: hold 10, printer 08, gross 04, tare 02, zero 01). */
const LAMP_STABLE = 0x40;

/** CBX and CBL balances (Shimadzu's "EB" form): status letter, sign, value, unit without a blank. */
const GLUED_LINE = /^([SU])([ +-])\s*(\d[\d.,]*)([A-Za-z]+)\s*$/;
/** Data and unit alone, as indicators with a decimal comma print; the ten-byte form has no unit at all. */
const BARE_LINE = /^(?=.{8}) *([+-]?\s*\d[\d.,]*)\s*([A-Za-z]*)\s*$/;
/** Either of them in two parts; status letter and sign may be missing. */
const TWO_PART_LINE = new RegExp(String.raw`^ *([SU](?=[ +-]))?\s*(${TWO_PARTS})\s*$`);

function decodeLampLine(found: RegExpExecArray): ScaleMessage {
  const [, status, , , lamp, data, unit] = found;
  if (status === 'OL') return nothing(data!.includes('-') ? 'underload' : 'overload');
  // Status and lamp say the same thing twice; only when both call it stable it is.
  const stable = status === 'ST' && (lamp!.charCodeAt(0) & LAMP_STABLE) !== 0;
  return weightFromText(data!, findWeightUnit(unit!), stable);
}

/** Decodes one CAS line (without CR LF): the 22-, 18- and 10-byte forms and the glued form. */
export function decodeCas(line: string): ScaleMessage {
  const lamp = LAMP_LINE.exec(line);
  if (lamp !== null) return decodeLampLine(lamp);
  const parts = TWO_PART_LINE.exec(line);
  if (parts !== null) return readTwoParts(parts[2]!, parts[1] === undefined ? null : parts[1] === 'S');
  const glued = GLUED_LINE.exec(line);
  if (glued !== null)
    return weightFromText(`${glued[2]}${glued[3]}`, findWeightUnit(glued[4]!), glued[1] === 'S');
  const bare = BARE_LINE.exec(line);
  if (bare !== null) return weightFromText(bare[1]!, findWeightUnit(bare[2]!), null);
  return decodeHeaderLine(line);
}

/** One 22-byte line as an indicator writes it, CR LF included. */
export function encodeCas(display: ScaleDisplay): string {
  if (display.condition !== 'ok') {
    return `OL,GS,1\u0084,${display.condition === 'underload' ? '-' : ' '}9999999 kg\r\n`;
  }
  const lamp = String.fromCharCode(0x84 | (display.steady ? LAMP_STABLE : 0));
  return `${display.steady ? 'ST' : 'US'},GS,1${lamp},${display.kg.toFixed(2).padStart(8)} kg\r\n`;
}
