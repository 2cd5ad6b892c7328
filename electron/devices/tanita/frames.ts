import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { nothing, weightFromText, type ScaleMessage } from '../scale/scale-message.ts';
import { readDecimal } from '../scale/decimal-text.ts';
import { toKilograms } from '../scale/weight-units.ts';
import { MAX_WEIGHT_KG } from '../scale/weight-reading.ts';
import { findContradiction } from './cross-checks.ts';

/** A finished measurement: everything the analyser sent, under its own keys. */
export interface TanitaMeasurement {
  readonly type: 'measurement';
  readonly kg: number;
  readonly fields: Readonly<Record<string, string | number>>;
}

export type TanitaMessage = TanitaMeasurement | ScaleMessage;

/** `BC-418` weight stream: unit (kilograms or pounds), stable, unstable or overload, weight. */
const WEIGHT_LINE = /^([KL])([SDI])\s*(\d{0,3}\.?\d?)\s*$/;
/** Error lines of the PC mode. */
const ERROR_LINE = /^E(\d)$/;
const ERROR_REASONS: Readonly<Record<string, DiscardReason>> = { 1: 'overload', 9: 'underload' };

/** One field: a quoted text, or anything without comma and quote; up to 64 characters, as the contract keeps. */
const FIELD = /("[^"]{0,64}"|[^",]{0,64})(,|$)/y;
/** Two to four letters or digits; the control pairs (`0,16`, `~0,1`) have other keys and say nothing of the person. */
const KEY = /^[A-Za-z][A-Za-z0-9]{1,3}$/;
const CONTROL_KEY = /^(?:0|~\d)$/;
const NUMBER = /^-?\d{1,8}(?:\.\d{1,4})?$/;

const CHECK_SUM_FIELD = /,CS,[0-9A-Fa-f]{2}$/;

/** Sum of all bytes modulo 256 as two upper-case hex digits. */
export function tanitaCheckSum(text: string): string {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (sum + text.charCodeAt(index)) & 0xff;
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

function splitFields(body: string): readonly string[] | null {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  while (true) {
    const found = FIELD.exec(body);
    if (found === null) return null;
    fields.push(found[1]!);
    if (found[2] === '') return fields;
  }
}

/** Key → text as sent; null when the pairs do not add up or a key comes twice. */
function readPairs(body: string): ReadonlyMap<string, string> | null {
  const fields = splitFields(body);
  if (fields === null || fields.length % 2 !== 0) return null;
  const pairs = new Map<string, string>();
  for (let index = 0; index < fields.length; index += 2) {
    const key = fields[index]!;
    if (CONTROL_KEY.test(key)) continue;
    if (!KEY.test(key) || pairs.has(key)) return null;
    pairs.set(key, fields[index + 1]!);
  }
  return pairs;
}

function toField(text: string): string | number {
  if (text.startsWith('"')) return text.slice(1, -1);
  return NUMBER.test(text) ? Number(text) : text;
}

/** Weight in kilograms: `Wk`, or pounds in `Wp` where a model is set to them. */
function readKilograms(pairs: ReadonlyMap<string, string>): number | null {
  const kilograms = readDecimal(pairs.get('Wk') ?? '');
  if (kilograms !== null) return kilograms.negative ? null : toKilograms(kilograms, 'kg');
  const pounds = readDecimal(pairs.get('Wp') ?? '');
  return pounds === null || pounds.negative ? null : toKilograms(pounds, 'lb');
}

function decodeMeasurement(text: string): TanitaMessage {
  if (!CHECK_SUM_FIELD.test(text)) return nothing('framing');
  const checked = text.slice(0, -'CS,XX'.length);
  if (tanitaCheckSum(checked) !== text.slice(-2).toUpperCase()) return nothing('checksum');
  const pairs = readPairs(checked.slice(1, -1));
  if (pairs === null) return nothing('framing');
  if (!pairs.has('Wk') && !pairs.has('Wp')) return nothing('unit');
  // 1 and 2: a limb had no contact, so the composition is not this person's.
  if ((pairs.get('St') ?? '0') !== '0') return nothing('fault');
  const kg = readKilograms(pairs);
  if (kg === null || kg <= 0 || kg > MAX_WEIGHT_KG || findContradiction(pairs) !== null) {
    return nothing('implausible');
  }
  return {
    type: 'measurement',
    kg,
    fields: Object.fromEntries([...pairs].map(([key, value]) => [key, toField(value)])),
  };
}

/** Decodes one message `{…,CS,XX`, or one plain line. */
export function decodeTanita(text: string): TanitaMessage {
  if (text.startsWith('{')) return decodeMeasurement(text);
  const error = ERROR_LINE.exec(text);
  if (error !== null) return nothing(ERROR_REASONS[error[1]!] ?? 'fault');
  const weight = WEIGHT_LINE.exec(text);
  if (weight === null) return nothing('framing');
  if (weight[2] === 'I') return nothing('overload');
  return weightFromText(weight[3]!, weight[1] === 'K' ? 'kg' : 'lb', weight[2] === 'S');
}

/**
 * A message as an analyser writes it, CR LF included.
 * @param pairs key and text as they stand on the wire, quotes included
 */
export function encodeTanita(pairs: readonly (readonly [string, string])[]): string {
  const checked = `{0,16,~0,1,~1,1,~2,1,${pairs.map(([key, value]) => `${key},${value},`).join('')}`;
  return `${checked}CS,${tanitaCheckSum(checked)}\r\n`;
}
