import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { nothing, reply, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import { findStatusWord } from '../scale/status-words.ts';
import { readTwoParts, TWO_WORDED_PARTS } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * NCI's protocol, which checkout scales speak in their cash-register form too: a weight with its unit in words, then a
 * status of two to four characters, an `S` in front of it in the cash-register form.
 */
const WEIGHT = /^(?=[ \d.-]{5,9}[A-Z])([ -]*\d+(?:\.\d+)?)([A-Z]{1,2}) *$/i;
const TWO_PARTS = new RegExp(`^ *(${TWO_WORDED_PARTS}) *$`);
/** Bits 4 and 5 of every character are set; bit 6 says that another one follows, and the first always has a second. */
const STATUS = /^S?([0-?])(?:([0-?])|([p-\u007f])([0-?]|[p-\u007f][0-?]))$/;

/** Status characters in order, and what their bits mean where they mean that there is no weight; most telling first. */
const REASONS: readonly (readonly [character: 0 | 1 | 2, bit: number, reason: DiscardReason])[] = [
  // Memory, its contents, the program, the calibration, the zero of the start.
  [0, 0x04, 'fault'],
  [0, 0x08, 'fault'],
  [1, 0x04, 'fault'],
  [1, 0x08, 'fault'],
  [2, 0x08, 'fault'],
  [1, 0x02, 'overload'],
  [1, 0x01, 'underload'],
];
const MOTION = 0x01;

/** Status characters of a line, or null where it is none. */
export function readNciStatus(line: string): readonly number[] | null {
  return STATUS.test(line) ? Array.from(line.replace(/^S/, ''), (each) => each.charCodeAt(0)) : null;
}

function reasonOf(status: readonly number[]): DiscardReason | null {
  return REASONS.find(([character, bit]) => ((status[character] ?? 0) & bit) !== 0)?.[2] ?? null;
}

/** A status that comes alone, in place of a weight. */
export function decodeNciStatus(status: readonly number[]): ScaleMessage {
  const reason = reasonOf(status);
  if (reason !== null) return nothing(reason);
  return (status[0]! & MOTION) === 0 ? reply('done') : nothing('unstable');
}

/** A weight and the status that came with it; a status of which a part is unknown ends the reading. */
export function decodeNciWeight(line: string, statusLine: string): ScaleMessage {
  const status = readNciStatus(statusLine);
  if (status === null) return nothing('framing');
  const reason = reasonOf(status);
  if (reason !== null) return nothing(reason);
  // Dashes in place of the weight are a zero that failed, carets and underscores a load beyond either end.
  if (/^[ -]*-{3,}[ A-Z]*$/i.test(line)) return nothing('fault');
  const stable = (status[0]! & MOTION) === 0;
  if (TWO_PARTS.test(line)) return readTwoParts(line, stable);
  const found = WEIGHT.exec(line);
  if (found === null) return nothing(findStatusWord(line) ?? 'framing');
  return weightFromText(found[1]!, findUnit(found[2]!), stable);
}

function findUnit(word: string): ReturnType<typeof findWeightUnit> {
  return findWeightUnit(word.toLowerCase());
}
