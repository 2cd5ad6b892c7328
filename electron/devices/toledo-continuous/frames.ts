import { toledoCheck } from '../framing/toledo-continuous-framer.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { textToBytes } from '../scale/text-bytes.ts';
import type { WeightUnit } from '../scale/weight-units.ts';

/** Status word A: where the point stands (2 is behind the last digit), and what the last digit counts in. */
const POINT = 0x07;
const NO_DECIMALS = 2;
/** Bits 3 and 4: 1, 2 or 5. */
const INCREMENTS: readonly (1 | 2 | 5 | null)[] = [null, 1, 2, 5];
/** Set in word A of every scale that tells its increment as Mettler Toledo does. */
const USUAL_A = 0x20;

/** Status word B. Bit 6 ("not zeroed since it was switched on") is always set at some copies, so it says nothing. */
const STATUS_B = {
  net: 0x01,
  negative: 0x02,
  outOfRange: 0x04,
  motion: 0x08,
  kilograms: 0x10,
  always: 0x20,
} as const;

/** Status word C: another unit than word B's, and an expanded display. */
const OTHER_UNIT = 0x07;
const EXPANDED = 0x10;
const OTHER_UNITS: readonly (WeightUnit | null)[] = [null, 'g', 't', null, null, null, null, null];
const ALWAYS_C = 0x20;

/** After three status words; six digits of tare follow but in the short form. */
const WEIGHT = /^ *\d+$/;
const SHORT_LENGTH = 9;
const FULL_LENGTH = 15;

function findUnit(b: number, c: number): WeightUnit | null {
  if ((c & OTHER_UNIT) !== 0) return OTHER_UNITS[c & OTHER_UNIT]!;
  return (b & STATUS_B.kilograms) !== 0 ? 'kg' : 'lb';
}

/** The digits with their point; a zero goes before a point that would stand in front. */
function withPoint(digits: string, decimals: number): string {
  if (decimals === 0) return digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function fitsIncrement(a: number, digits: string): boolean {
  const increment = INCREMENTS[(a >> 3) & 3];
  if ((a & USUAL_A) === 0 || increment == null) return true;
  return Number(digits) % increment === 0;
}

/** Decodes the text between STX and CR, bit 7 already cleared. */
export function decodeToledoContinuous(text: string): ScaleMessage {
  if (text.length !== SHORT_LENGTH && text.length !== FULL_LENGTH) return nothing('framing');
  const found = WEIGHT.exec(text.slice(3, 9));
  const [a, b, c] = Array.from(text.slice(0, 3), (word) => word.charCodeAt(0)) as [number, number, number];
  if ((b & STATUS_B.outOfRange) !== 0) {
    return nothing((b & STATUS_B.negative) === 0 ? 'overload' : 'underload');
  }
  if (found === null) return nothing('framing');
  const digits = found[0].trim();
  const decimals = (a & POINT) - NO_DECIMALS;
  // Ten times finer than the point says, or tens and hundreds of which sources disagree whether their zeros are sent.
  if ((c & EXPANDED) !== 0 || decimals < 0) return nothing('unsupported');
  if (!fitsIncrement(a, digits)) return nothing('implausible');
  const sign = (b & STATUS_B.negative) === 0 ? '' : '-';
  return weightFromText(`${sign}${withPoint(digits, decimals)}`, findUnit(b, c), (b & STATUS_B.motion) === 0);
}

/** One frame as an indicator in kilograms with steps of 50 g writes it, STX to check character. */
export function encodeToledoContinuous(display: ScaleDisplay): string {
  const a = 0x20 | (3 << 3) | (NO_DECIMALS + 2);
  const b =
    STATUS_B.always |
    STATUS_B.kilograms |
    (display.steady ? 0 : STATUS_B.motion) |
    (display.condition === 'ok' ? 0 : STATUS_B.outOfRange) |
    (display.condition === 'underload' ? STATUS_B.negative : 0);
  const digits = String(Math.round(display.kg * 100)).padStart(6, '0');
  const frame = `\u0002${String.fromCharCode(a, b, ALWAYS_C)}${digits}000000\r`;
  return `${frame}${String.fromCharCode(toledoCheck(textToBytes(frame)))}`;
}
