import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { nothing, reply, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { readTwoParts, TWO_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/** Command, stability mark, sign, mass (9 columns), unit (3). PRINT leaves the command out. */
const MASS_LINE = /^(?:S|SI|SU|SUI)?\s*([?^v])?\s*([+-]?)\s*(\d[\d.,]*)\s+([A-Za-z%]{1,3})\s*$/;
const TWO_PART_LINE = new RegExp(String.raw`^(?:S|SI|SU|SUI)?\s*([?^v])?\s*()(${TWO_PARTS})\s*$`);
/** A mass without its unit column. */
const UNITLESS_LINE = /^(?:S|SI|SU|SUI)?\s*\??\s*[+-]?\s*\d[\d.]*\s*$/;
/** `SU A`: accepted, the mass follows; I: not now; E: time ran out before the weight was stable; D: done. */
const COMMAND_REPLY = /^([A-Z][A-Z\d]{0,3}) ([AIED^v])\s*$/;

const NO_WEIGHT: Readonly<Record<string, DiscardReason>> = {
  '^': 'overload',
  v: 'underload',
  E: 'unstable',
  I: 'unstable',
};

/** Decodes one Radwag line (without CR LF). */
export function decodeRadwag(line: string): ScaleMessage {
  if (line.trim() === 'ES') return reply('refused');
  const command = COMMAND_REPLY.exec(line);
  if (command !== null) {
    const reason = NO_WEIGHT[command[2]!];
    return reason === undefined ? reply('done') : nothing(reason);
  }
  const found = TWO_PART_LINE.exec(line) ?? MASS_LINE.exec(line);
  if (found === null) return nothing(UNITLESS_LINE.test(line) ? 'unit' : 'framing');
  const [, mark, sign, mass, unit] = found;
  const reason = NO_WEIGHT[mark ?? ''];
  if (reason !== undefined) return nothing(reason);
  if (unit === undefined) return readTwoParts(mass!, mark !== '?');
  return weightFromText(`${sign}${mass}`, findWeightUnit(unit), mark !== '?');
}

/** One answer to `SUI` as a scale writes it, CR LF included. */
export function encodeRadwag(display: ScaleDisplay): string {
  if (display.condition === 'overload') return 'SUI ^\r\n';
  if (display.condition === 'underload') return 'SUI v\r\n';
  if (display.condition === 'error') return 'SUI I\r\n';
  return `SUI${display.steady ? ' ' : '?'}  ${display.kg.toFixed(2).padStart(9)} kg \r\n`;
}
