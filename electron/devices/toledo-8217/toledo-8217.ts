import { createToledoAnswerFramer } from '../framing/toledo-answer-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, reply, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { type WeightUnit, findWeightUnit } from '../scale/weight-units.ts';
import { decodeNciStatus, decodeNciWeight, readNciStatus } from './nci.ts';

/**
 * # Toledo 8217
 *
 * The polled checkout protocol of Mettler Toledo that many makers copied: Ariva-S, Viva, PS/DIVA, Magellan
 * scanner-scales. Wiring: RS-232, 9600 7E1. Commands are single letters without a line end; the scale is silent until
 * asked with `W` (every 300 ms).
 *
 * | frame (STX … CR)      | means                                                                                                                                                                    |
 * | --------------------- | ------------------------------------------------------------------------------------------------------------------------------------------------------------------------ |
 * | `0WW.WW`              | pounds; a trailing `N` is a net weight                                                                                                                                   |
 * | `WW.WWW`              | kilograms                                                                                                                                                                |
 * | `?` and a status byte | bit 0 motion (`unstable`), 1 over capacity (`overload`), 2 under zero (`underload`), 3 outside the zero range (`fault`), 4 center of zero, 5 net, 6 always set, 7 parity |
 *
 * The number of decimals is the unit: two are pounds, three kilograms, anything else is `unit`. The field is always five
 * digits and a point; a frame that lost a digit would change its unit and is refused. A status without any of bits 0 to 3
 * (the weight has not changed, or the scale is at zero or net) is no failure: the last weight stands.
 *
 * Copies set to their cash-register form, and NCI scales (AWT 7821, Brecknell 3700LP, Ohaus Aviator), answer `W CR` with LF
 * weight and unit CR, then LF status CR ETX; the cash-register form has an `S` before the status. Both lines are one answer.
 * Where the status came alone it says why there is no weight; a weight whose status got lost has to repeat to be stable.
 *
 * | status   | bit 0             | bit 1         | bit 2        | bit 3                      |
 * | -------- | ----------------- | ------------- | ------------ | -------------------------- |
 * | 1st byte | moving            | at zero       | RAM: `fault` | EEPROM: `fault`            |
 * | 2nd byte | `underload`       | over capacity | ROM: `fault` | calibration: `fault`       |
 * | 3rd byte | range, with bit 1 | range         | net          | zero at the start: `fault` |
 * | 4th byte | not used          | not used      | not used     | not used                   |
 *
 * Bits 4 and 5 are always set, bit 6 says that another byte follows. A status that does not keep to this ends the reading.
 * Carets, underscores and dashes in place of the weight are `overload`, `underload` and `fault`. LF `?` CR is a refused command.
 *
 * A port opened with 8 data bits still works: bit 7 is cleared on every byte. A weight is stable by definition, since
 * motion is answered with a status.
 *
 * The five digits end at 99.999 kg: for people, set the scale to pounds or use another protocol. 99.999 itself is taken
 * for an overload.
 *
 * Provenance: PS/DIVA service manual 6.1.3.2 and 6.1.4.3; AWT 7821 (p 25), Brecknell 3700LP (p 11), Ohaus Aviator 7000 (p 49)
 * and NCI 6702 (p 14) manuals for NCI; status replies recorded by pywebdriver users; Odoo's driver for
 * the echo probe (`Ehello`), which the decoder knows but the driver does not send.
 */

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
function encodeToledo8217(display: ScaleDisplay): string {
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

/**
 * The scale speaks only when asked; commands are single letters without a line end. Copies set to their
 * cash-register form want a CR, which the others ignore.
 */
const TOLEDO_8217_ASK: AskPlan = {
  requests: [
    { command: 'W', everyMs: 300 },
    { command: 'W\r', everyMs: 300 },
    // The letters that went unanswered stand before the first of these, and are refused with it.
    { command: 'W\r', everyMs: 300 },
  ],
  patienceMs: 1_000,
};

/** Mettler Toledo 8217, the polled checkout protocol that many makers copied, and NCI's. */
const TOLEDO_8217: LineScaleProtocol = {
  createFramer: createToledoAnswerFramer,
  decode: decodeToledo8217,
  ask: TOLEDO_8217_ASK,
};

/** A checkout scale in kilograms; its five digits end at 99.999 kg. */
const SIMULATED_TOLEDO_8217: SimulatedScaleProtocol = {
  encode: encodeToledo8217,
  answers: { W: 'weight', Z: { text: '\u0002?P\r' }, T: { text: '\u0002?`\r' }, B: { text: '\u0002?@\r' } },
  unknown: '',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'five digits after STX', /^␂(?=[ \d.]{6}N?$) *\d+\.\d{2,3}N?$/),
  sign(1, 'status after STX', /^␂\?[\u0040-\u007f]$/),
  sign(0.9, 'echo answer', /^␂[EF]$/),
  sign(1, 'NCI weight with its status', /^[ \d.-]{4,9}[A-Za-z][ \dA-Za-z.]*␍S?[0-?][0-?p-\u007f]{1,3}$/),
  sign(0.9, 'NCI overload with its status', /^[ _^-]{4,9}[A-Za-z]* *␍S?[0-?][0-?p-\u007f]{1,3}$/),
  sign(0.8, 'weight and unit in words', /^ ?\d{1,2}\.\d{3}(?:LB|KG)$/),
  sign(0.6, 'status in words', /^S[0-?]{2}$/),
];

export const toledo8217 = serialScaleFamily({
  family: 'toledo-8217',
  title: 'Mettler Toledo 8217 and NCI',
  models: [
    '8217',
    'Ariva-S',
    'Viva',
    'PS/DIVA',
    'Magellan 8500 scanner-scale',
    'NCI protocol (AWT 7821, Brecknell 3700LP)',
  ],
  serial: { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1, rtscts: false },
  provenance: 'Mettler Toledo PS/DIVA service manual; NCI manuals; status replies recorded from an Ariva-S',
  makers: /mettler/i,
  signatures: SIGNATURES,
  protocol: TOLEDO_8217,
  simulated: SIMULATED_TOLEDO_8217,
});
