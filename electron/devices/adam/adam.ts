import { CR, ETX, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, MASS, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # Adam Equipment
 *
 * MDW physician scales, AZExtra, CPWplus. Wiring: RS-232, 4800 8N1. The scale sends when the weight changes; `P` asks for
 * the weight on the display every 500 ms.
 *
 * | line                        | means                                 |
 * | --------------------------- | ------------------------------------- |
 * | LF `    82.70 kg GR` CR ETX | MDW: nine columns, unit, gross or net |
 * | `82.7kg`                    | the form that Odoo's driver reads     |
 * | `ASNG/W + 82.70 kg`         | CPWplus: address, stable, no error    |
 * | `G/W: + 82.70 kg`           | CPWplus: a print; `N/W` is net        |
 * | nine `^`                    | `overload`                            |
 * | nine `_` or `-`             | `underload`                           |
 *
 * Only a CPWplus marks what is stable. Elsewhere two equal lines in a row count as stable.
 *
 * Provenance: Adam MDW-300L manual (p 12); CPWplus manual (section 11); Odoo's serial scale driver.
 */

/** Reading, unit (a blank before it on some models), then GR or NT on the MDW. */
const WEIGHT_LINE = /^\s*([+-]?\s*\d[\d.,]*)\s*([A-Za-z]{1,3}?)(?:\s*(GR|NT))?\s*$/;
const TWO_PART_LINE = new RegExp(String.raw`^\s*(${TWO_PARTS})(?:\s*(GR|NT))?\s*$`);
/** CPWplus: address, `S` for stable, `N` for no error; or the label of a print with its colon alone. */
const CPW_LINE = /^\s*(?:[A-Z]([A-Z])([A-Z]))?([GNT])\/W:?\s*([+-]?\s*\d[\d.,]*)\s*([A-Za-z]{1,3})\s*$/;
const UNITLESS_LINE = /^\s*[+-]?\s*\d[\d.]*\s*(?:GR|NT)?\s*$/;

function decodeCpwLine(found: RegExpExecArray): ScaleMessage {
  const [, stability, error, label, number, unit] = found;
  if (label === 'T') return nothing('unsupported');
  if (error !== undefined && error !== 'N') return nothing('fault');
  return weightFromText(number!, findWeightUnit(unit!), stability === undefined ? null : stability === 'S');
}

/** Decodes one Adam line; LF, CR and ETX are already removed. Most Adam scales have no stability mark. */
export function decodeAdam(line: string): ScaleMessage {
  if (UNITLESS_LINE.test(line)) return nothing('unit');
  const cpw = CPW_LINE.exec(line);
  if (cpw !== null) return decodeCpwLine(cpw);
  const parts = TWO_PART_LINE.exec(line);
  if (parts !== null) return readTwoParts(parts[1]!, null);
  const found = WEIGHT_LINE.exec(line);
  if (found === null) return nothing(findStatusWord(line) ?? 'framing');
  return weightFromText(found[1]!, findWeightUnit(found[2]!), null);
}

/** One line of an MDW as it writes it, LF to ETX. */
function encodeAdam(display: ScaleDisplay): string {
  const fill = { ok: null, overload: '^', underload: '_', error: '^' }[display.condition];
  return `\n${fill === null ? display.kg.toFixed(2).padStart(9) : fill.repeat(9)} kg GR\r\u0003`;
}

/** Adam scales send by themselves only when the weight changes; `P` asks for the weight on the display. */
const ADAM_ASK: AskPlan = { requests: [{ command: 'P\r\n', everyMs: 500 }], patienceMs: 1_500 };

/** Adam Equipment. */
const ADAM: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF, ETX] }),
  decode: decodeAdam,
  ask: ADAM_ASK,
};

/** An MDW physician scale. */
const SIMULATED_ADAM: SimulatedScaleProtocol = {
  encode: encodeAdam,
  answers: { P: 'weight' },
  unknown: '',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(0.9, 'reading, unit, GR or NT', `^ *-?[\\d.]+ ?${MASS} ?(?:GR|NT)$`),
  sign(1, 'address, stability and error letters', /^[A-Z]{3}[GNT]\/W [+-] *[\d.]+ [A-Za-z]{1,3}$/),
  sign(0.6, 'nine fill characters', /^(?:\^{9}|_{9}|-{9})/),
  sign(0.5, 'value and kg glued', /^ *\d+\.\d+kg$/),
];

export const adam = serialScaleFamily({
  family: 'adam',
  title: 'Adam Equipment',
  models: ['MDW-250L', 'MDW-300L', 'AZExtra', 'CPWplus'],
  serial: { baud_rate: 4_800, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Adam MDW-300L manual; the settings and pattern of the Odoo point of sale',
  makers: /adam equipment/i,
  signatures: SIGNATURES,
  protocol: ADAM,
  simulated: SIMULATED_ADAM,
});
