import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import { decodeHeaderLine } from '../scale/header-line.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, MASS, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # CAS
 *
 * CI, NT and PDI indicators, CBL and CBX balances, and the comma-separated lines that many makers copied (Rongta,
 * weighbridge indicators). Wiring: RS-232, 9600 8N1. **Eight data bits are needed**: the lamp byte uses the eighth. The
 * indicator must stream; nothing is sent to it.
 *
 * | line                        | means                                                                                     |
 * | --------------------------- | ----------------------------------------------------------------------------------------- |
 * | `ST,GS,1<lamp>,000013.5 kg` | 22 bytes: status, gross or net, scale id (30 hex + number), lamps, eight characters, unit |
 * | `ST,GS,+  4.876kg`          | 18 bytes; `US` moving, `OL` overload                                                      |
 * | `ST,+  123.45 g`            | without gross or net                                                                      |
 * | `S  1.2345kg`, `U- 0.5kg`   | CBX and CBL ("EB" form): stable or unstable, sign, value and unit glued                   |
 * | `000012,5kg`                | data and unit alone, decimal comma; no stability mark                                     |
 * | `000013.5`                  | ten-byte form: no unit, never a reading                                                   |
 *
 * Lamp byte: bit 7 always, 6 stable, 4 hold, 3 printer, 2 gross, 1 tare, 0 zero. A weight is stable when status and lamp
 * both say so.
 *
 * A comma after letters separates fields, one between digits is a decimal comma, and a number with two of them is refused.
 *
 * Provenance: CI-600D (p 74), CI-150A (p 54), NT-200 (p 48), PDI (p 37) and CBL (p 31) manuals; a CBX-22KH and an
 * RLS1100C. Weights below zero and above 500 kg (a weighbridge's 25 400 kg) are decoded but give no reading.
 */

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
function encodeCas(display: ScaleDisplay): string {
  if (display.condition !== 'ok') {
    return `OL,GS,1\u0084,${display.condition === 'underload' ? '-' : ' '}9999999 kg\r\n`;
  }
  const lamp = String.fromCharCode(0x84 | (display.steady ? LAMP_STABLE : 0));
  return `${display.steady ? 'ST' : 'US'},GS,1${lamp},${display.kg.toFixed(2).padStart(8)} kg\r\n`;
}

/** CAS indicators and the comma-separated lines that many makers copied. */
const CAS: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeCas,
  ask: null,
};

/** An indicator in its 22-byte stream mode. */
const SIMULATED_CAS: SimulatedScaleProtocol = {
  encode: encodeCas,
  answers: {},
  unknown: '',
  streams: true,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(0.9, 'header with gross or net', /^(?:ST|US|OL),(?:GS|NT),[+\d-].*[a-z]{1,2}$/),
  sign(0.6, 'header with loose data', /^(?:ST|US|OL),[+-] *[\d.]+ ?[A-Za-z]{1,3}$/),
  sign(0.9, 'status, value and unit glued', `^[SU][ +-] *\\d[\\d.]*${MASS} *$`),
  sign(0.4, 'eight characters and a unit', `^[ \\d+-][ \\d.,]{7}${MASS}$`),
];

export const cas = serialScaleFamily({
  family: 'cas',
  title: 'CAS 22-byte, 18-byte and EB forms',
  models: ['CI-150A', 'CI-600D', 'NT-200', 'PDI', 'CBL', 'CBX', 'Rongta RLS1100'],
  // Eight data bits are needed: the lamp byte uses the eighth.
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'CAS CI-600D, CI-150A, NT-200, PDI and CBL manuals; lines of CBX-22KH and RLS1100C',
  makers: /\bcas corp/i,
  signatures: SIGNATURES,
  protocol: CAS,
  simulated: SIMULATED_CAS,
});
