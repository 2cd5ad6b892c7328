import { nothing, reply, weightFromText, type ScaleMessage } from './scale-message.ts';
import type { ScaleDisplay } from './simulated-platform.ts';

/** Before each field. */
const ESC = '\u001b';
/** What the letters before a value mean, and what their values look like. */
const FIELDS: Readonly<Record<string, RegExp>> = {
  /** The number that somebody typed at the scale; of no use here. */
  I: /^[ -~]{0,20}$/,
  W: /^ *-?\d{1,4}\.\d{1,2}$/,
  /** Height, body mass index, tare. */
  H: /^ *\d{1,3}(?:\.\d{1,2})?$/,
  B: /^ *\d{1,3}(?:\.\d{1,2})?$/,
  T: /^ *\d{1,4}(?:\.\d{1,2})?$/,
  N: /^[A-Za-z]$/,
};
/** What the scale says of itself. */
const IN_ORDER = 'Z000';
const OVERLOADED = 'ZE10';
/** In place of a weight where there is too much or too little on the scale, in either unit. */
const NO_WEIGHT = /^ *999\.9{1,2}$/;

/** The fields by their letters, or null where one is unknown, malformed or there twice. */
function readFields(fields: readonly string[]): ReadonlyMap<string, string> | null {
  const values = new Map<string, string>();
  for (const field of fields) {
    const [letter, value] = [field.slice(0, 1), field.slice(1)];
    if (FIELDS[letter]?.test(value) !== true || values.has(letter)) return null;
    values.set(letter, value);
  }
  return values;
}

/**
 * Decodes a packet of a physician scale: `ESC R ESC W 82.35 ESC N m ESC E`. Anything else is `framing`.
 * @param stable what it means of stability that the scale sends a reading at all; null for nothing
 */
export function decodeEscapePacket(packet: string, stable: true | null): ScaleMessage {
  if (!packet.startsWith(ESC)) return nothing('framing');
  const [opening = '', ...fields] = packet.split(ESC).slice(1, -1);
  if (opening === IN_ORDER) return reply('done');
  if (opening === OVERLOADED) return nothing('overload');
  if (opening.startsWith('Z')) return nothing('fault');
  const values = readFields(fields);
  const [weight, unit] = [values?.get('W'), values?.get('N')];
  if (opening !== 'R' || weight === undefined) return nothing('not_understood');
  if (NO_WEIGHT.test(weight)) return nothing('overload');
  return weightFromText(weight.trim(), unit === 'm' ? 'kg' : unit === 'c' ? 'lb' : null, stable);
}

/** A packet of these fields between `R` and `E`; what a scale says that shows no weight where it has none. */
export function encodeEscapePacket(
  display: ScaleDisplay,
  fields: (weight: string) => readonly string[],
): string {
  const packet = (...all: readonly string[]): string => all.map((field) => `${ESC}${field}`).join('');
  if (display.condition === 'error') return packet('ZE07', 'E');
  return packet('R', ...fields(display.condition === 'ok' ? display.kg.toFixed(2) : '999.99'), 'Nm', 'E');
}
