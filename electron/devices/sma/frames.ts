import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { nothing, reply, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/** Status, range, gross/net, motion, future use, ten columns of weight, three of unit: always 18 characters. */
const WEIGHT_LINE = /^([ ZOUEIT])([\d ])([GNTgnt])([M ]) (.{10})(.{3})$/;

/** Status characters that mean "no weight". A blank and Z (center of zero) come with one. */
const NO_WEIGHT: Readonly<Record<string, DiscardReason>> = {
  O: 'overload',
  U: 'underload',
  // Zero error, initial zero error, tare error: the weight columns hold dashes.
  E: 'fault',
  I: 'fault',
  T: 'fault',
};

/** Decodes the text between LF and CR. */
export function decodeSma(text: string): ScaleMessage {
  if (text === '?') return reply('refused');
  const found = WEIGHT_LINE.exec(text);
  // Answers to A(bout), I(nformation) and D(iagnostics) are "key:value" lines.
  if (found === null) return /^[A-Z]{3,4}:/.test(text) ? reply('done') : nothing('framing');
  const [, status, , mode, motion, weight, unit] = found;
  if (Object.hasOwn(NO_WEIGHT, status!)) return nothing(NO_WEIGHT[status!]!);
  if (mode === 'T' || mode === 't') return nothing('unsupported');
  return weightFromText(weight!, findWeightUnit(unit!), motion === ' ');
}

/** One weight answer as an indicator writes it, LF and CR included. */
export function encodeSma(display: ScaleDisplay): string {
  const status = {
    ok: display.steady && display.kg === 0 ? 'Z' : ' ',
    overload: 'O',
    underload: 'U',
    error: 'E',
  }[display.condition];
  const weight = display.condition === 'ok' ? display.kg.toFixed(2).padStart(10) : '-'.repeat(10);
  return `\n${status}1G${display.steady ? ' ' : 'M'} ${weight}kg \r`;
}
