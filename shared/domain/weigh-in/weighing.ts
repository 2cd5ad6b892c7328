/** Lightest stable reading that may be a person; below it nobody is weighed, whatever lies on the platform. */
export const PERSON_FROM_KG = 5;
/** The display of somebody who stands still wanders by this much at most. */
export const SAME_WEIGHT_KG = 0.3;
/** A scale that says the same weight again within this time means the same weighing. */
export const SAME_WEIGHING_MS = 60_000;

/** Somebody stood on a scale once, however often the scale said so. */
export interface Weighing {
  /** Follows from where the reading stands in its device's stream; unique among all kiosks. */
  readonly id: string;
  readonly device: string;
  readonly kg: number;
  /** The digits and the unit exactly as the scale sent them; null where it sent a whole set of fields. */
  readonly sent: { readonly value: string; readonly unit: string } | null;
  /** Everything a body composition analyser sent, under its own keys. */
  readonly fields: Readonly<Record<string, string | number>> | null;
  /** When the bytes arrived. */
  readonly atMs: number;
}

/** The last weighing a device is known to have said. */
export interface LastWeighing {
  readonly kg: number;
  /** When the device last said this weight. */
  readonly heardAtMs: number;
}

/** What a stable weight means after the last one. */
export type StableMeaning = 'empty' | 'repeated' | 'new';

/**
 * Tells a new weighing from the same one said again. A scale that streams says a weight four times a
 * second for as long as somebody stands there, others resend; only an empty platform, a pause or
 * another weight begins a new weighing.
 * @param last the device's last weighing, null once its platform was empty
 */
export function judgeStable(
  last: LastWeighing | null,
  said: { readonly kg: number; readonly atMs: number },
): StableMeaning {
  if (said.kg < PERSON_FROM_KG) return 'empty';
  if (last === null) return 'new';
  const isSameWeight = Math.abs(said.kg - last.kg) <= SAME_WEIGHT_KG;
  const isSameTime = Math.abs(said.atMs - last.heardAtMs) <= SAME_WEIGHING_MS;
  return isSameWeight && isSameTime ? 'repeated' : 'new';
}
