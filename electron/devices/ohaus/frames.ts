import { nothing, reply, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * Weight (10 columns), unit (up to 5), `?` while unstable, legend: split at blanks, because models
 * pad differently. The legend is gross/net, a tare mark or the time of an interval print.
 */
const WEIGHT_LINE =
  /^\s*([+-]?\s*[\d.,]*\d)\s+([A-Za-z%:]{1,5})(?:\s+(\?))?(?:\s+([A-Za-z]{1,3}|[\d:]{5,8}))?\s*$/;
const TWO_PART_LINE = new RegExp(
  String.raw`^\s*(${TWO_PARTS})()(?:\s+(\?))?(?:\s+([A-Za-z]{1,3}|[\d:]{5,8}))?\s*$`,
);

/** What the legend of what stands on the scale may be: nothing, gross, net, or the time of an interval print. */
const LOAD_LEGEND = /^(?:|[GN]|NET|\d{1,2}:\d{2}(?::\d{2})?)$/;
const TARE_LEGEND = /^(?:T|PT)$/;

/** A number whose unit column is blank or holds the mark alone, as in a custom unit without a name. */
const UNITLESS_LINE = /^[+-]?\s*\d[\d.]*(?:\s+\?)?$/;

/** Ohaus numbers its faults: 8.3 is above the capacity, 8.4 below the platform's own weight. */
const NUMBERED_FAULT = /^Err(?:or)?\s*8\.([34])\b/i;

/** Decodes one Ohaus line (without CR LF). */
export function decodeOhaus(line: string): ScaleMessage {
  const text = line.trim();
  if (text === 'OK!' || text === 'OK') return reply('done');
  if (text === 'ES') return reply('refused');
  const found = TWO_PART_LINE.exec(line) ?? WEIGHT_LINE.exec(line);
  if (found === null) {
    const fault = NUMBERED_FAULT.exec(text);
    if (fault !== null) return nothing(fault[1] === '3' ? 'overload' : 'underload');
    const word = findStatusWord(line);
    if (word !== null) return nothing(word);
    return nothing(UNITLESS_LINE.test(text) ? 'unit' : 'framing');
  }
  const [, number, unit, unstable, legend = ''] = found;
  if (TARE_LEGEND.test(legend)) return nothing('unsupported');
  if (!LOAD_LEGEND.test(legend)) return nothing('framing');
  if (unit === '') return readTwoParts(number!, unstable === undefined);
  return weightFromText(number!, findWeightUnit(unit!), unstable === undefined);
}

/** One line as a scale writes it, CR LF included. */
export function encodeOhaus(display: ScaleDisplay): string {
  if (display.condition !== 'ok') {
    return `Err ${{ overload: '8.3', underload: '8.4', error: '4.1' }[display.condition]}\r\n`;
  }
  return `${display.kg.toFixed(2).padStart(10)} kg${display.steady ? '' : ' ?'}\r\n`;
}
