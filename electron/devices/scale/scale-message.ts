import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { isAllNines, readDecimal, type DecimalText } from './decimal-text.ts';
import { toKilograms, type WeightUnit } from './weight-units.ts';

/** A weight as one line of a scale says it. */
export interface ScaleWeight {
  readonly type: 'weight';
  /** Digits as sent, without sign. */
  readonly value: string;
  readonly unit: WeightUnit | 'lb:oz' | 'st:lb';
  readonly negative: boolean;
  /** Kilograms without the sign. */
  readonly kg: number;
  /** Null when the protocol has no stability mark. */
  readonly stable: boolean | null;
}

/** What one line of a scale means. */
export type ScaleMessage =
  | ScaleWeight
  /** A line that gives no weight, and why. */
  | { readonly type: 'nothing'; readonly reason: DiscardReason }
  /** Part of the dialogue: `done` needs no action, `refused` is an unknown command, `restarted` a scale just switched on. */
  | { readonly type: 'reply'; readonly reply: 'done' | 'refused' | 'restarted' };

export function nothing(reason: DiscardReason): ScaleMessage {
  return { type: 'nothing', reason };
}

export function reply(kind: 'done' | 'refused' | 'restarted'): ScaleMessage {
  return { type: 'reply', reply: kind };
}

/**
 * A weight from its number and unit.
 * @param unit null when the line names none or one that is no mass: never a weight then
 * @param stable what the line says of stability, null when it says nothing
 */
export function weightMessage(
  amount: DecimalText | null,
  unit: WeightUnit | null,
  stable: boolean | null,
): ScaleMessage {
  if (amount === null) return nothing('framing');
  if (isAllNines(amount)) return nothing(amount.negative ? 'underload' : 'overload');
  if (unit === null) return nothing('unit');
  return {
    type: 'weight',
    value: amount.digits,
    unit,
    negative: amount.negative,
    kg: toKilograms(amount, unit),
    stable,
  };
}

/** As {@link weightMessage}, from the text of the number field. */
export function weightFromText(text: string, unit: WeightUnit | null, stable: boolean | null): ScaleMessage {
  return weightMessage(readDecimal(text), unit, stable);
}
