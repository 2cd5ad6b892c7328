import { nothing, reply, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findWeightUnit, type WeightUnit } from '../scale/weight-units.ts';
import { decodeNciStatus, decodeNciWeight, readNciStatus } from './nci.ts';

/** Five digits and a point, leading places blank or zero; N marks a net weight. */
const WEIGHT = /^(?=[ \d.]{6}N?$)( *\d+\.(\d+))N?$/;
/** A number of another shape: its unit cannot be told. */
const UNKNOWN_SCALE = /^(?=[ \d.]{6}N?$) *\d+\.?\d*N?$/;

/** The protocol names no unit: two decimals are pounds (0WW.WW), three are kilograms (WW.WWW). */
const UNIT_BY_DECIMALS: Readonly<Record<number, WeightUnit>> = { 2: 'lb', 3: 'kg' };

/**
 * The weight of the cash-register form (`LF xx.xxxUU CR`) without the status that belongs to it: two digits, point, three
 * digits, unit in words.
 */
const NAMED_WEIGHT = /^(?=[ \d.]{6}[A-Z]{2}$) ?(\d{1,2}\.\d{3})(LB|KG|OZ)$/i;
/** A block of NCI's form: a weight and its status, or one of them. */
const BLOCK = /^\n([^\r]*)(?:\r(.*))?$/;

/** Bits of the status byte after `?` (bit 6 is always 1, bit 7 parity). */
const STATUS_8217 = {
  motion: 0x01,
  overCapacity: 0x02,
  underZero: 0x04,
  outsideZeroCapture: 0x08,
  centerOfZero: 0x10,
  net: 0x20,
  always: 0x40,
} as const;

/** Status bits that mean "no weight now", most telling first. */
const REASONS = [
  [STATUS_8217.overCapacity, 'overload'],
  [STATUS_8217.underZero, 'underload'],
  [STATUS_8217.outsideZeroCapture, 'fault'],
  [STATUS_8217.motion, 'unstable'],
] as const;

/**
 * A status in place of a weight. Center of zero, net, or no bit at all (sent when the weight has not
 * changed since it was last asked for) is no failure: the last weight stands.
 */
function decodeStatus(character: string): ScaleMessage {
  const status = character.charCodeAt(0);
  if ((status & STATUS_8217.always) === 0) return nothing('framing');
  const reason = REASONS.find(([bit]) => (status & bit) !== 0)?.[1];
  return reason === undefined ? reply('done') : nothing(reason);
}

function decodeBlock(first: string, second: string | undefined): ScaleMessage {
  if (second !== undefined) return decodeNciWeight(first, second);
  const status = readNciStatus(first);
  return status === null ? decodeToledo8217(first) : decodeNciStatus(status);
}

/**
 * Decodes one answer, bit 7 already cleared: the text between STX and CR, or a block with the LF in front and a CR between
 * its lines.
 */
export function decodeToledo8217(text: string): ScaleMessage {
  const block = BLOCK.exec(text);
  if (block !== null) return decodeBlock(block[1]!, block[2]);
  if (text.length === 2 && text.startsWith('?')) return decodeStatus(text.charAt(1));
  // Answers to switching echo mode on and off.
  if (text === 'E' || text === 'F') return reply('done');
  const status = text.startsWith('S') ? readNciStatus(text) : null;
  if (status !== null) return decodeNciStatus(status);
  if (text === '?') return reply('refused');
  const named = NAMED_WEIGHT.exec(text);
  // Without its status nothing says whether it moves, so the weight has to repeat.
  if (named !== null) return weightFromText(named[1]!, findWeightUnit(named[2]!.toLowerCase()), null);
  const found = WEIGHT.exec(text);
  if (found === null) return nothing(UNKNOWN_SCALE.test(text) ? 'unit' : 'framing');
  return weightFromText(found[1]!, UNIT_BY_DECIMALS[found[2]!.length] ?? null, true);
}

/** One answer to `W` as a scale writes it, STX and CR included. */
export function encodeToledo8217(display: ScaleDisplay): string {
  const bits = {
    ok: display.steady ? 0 : STATUS_8217.motion,
    overload: STATUS_8217.overCapacity,
    underload: STATUS_8217.underZero,
    error: STATUS_8217.outsideZeroCapture,
  }[display.condition];
  if (bits !== 0) return `\u0002?${String.fromCharCode(STATUS_8217.always | bits)}\r`;
  const text = display.kg.toFixed(3).padStart(6, '0');
  return text.length > 6
    ? `\u0002?${String.fromCharCode(STATUS_8217.always | STATUS_8217.overCapacity)}\r`
    : `\u0002${text}\r`;
}
