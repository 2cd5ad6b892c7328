import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

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
export function encodeAdam(display: ScaleDisplay): string {
  const fill = { ok: null, overload: '^', underload: '_', error: '^' }[display.condition];
  return `\n${fill === null ? display.kg.toFixed(2).padStart(9) : fill.repeat(9)} kg GR\r\u0003`;
}
