import { decodeMass } from './weight-scale-profile.ts';
import { SERVICE } from './subscriptions.ts';

/**
 * Weight in the advertisements of Xiaomi's scales: data of the Weight Scale service (Mi Scale, Mi Smart
 * Scale 2) or of the Body Composition service (Mi Body Composition Scale). Layouts after
 * custom-components/ble_monitor, `miscale.py`, and the captures in its issues 292, 366 and 1094.
 */
export interface XiaomiWeighing {
  readonly kg: number;
  /** The digits as the scale resolves them. */
  readonly value: string;
  readonly unit: 'kg' | 'lb';
  /** The number has come to rest. */
  readonly isStable: boolean;
  /** Nobody stands there any more: the number is an old one, and may be said again days later. */
  readonly isRemoved: boolean;
}

const FLAG = { pounds: 0x01, catties: 0x10, stable: 0x20, removed: 0x80 } as const;
/** By the length of its data: where its units, its state and its weight stand. Its clock begins
 * with 1970 at every new battery, and is not read. */
const LAYOUTS = [
  { service: SERVICE.weightScale, bytes: 10, units: 0, state: 0, weight: 1 },
  { service: SERVICE.bodyComposition, bytes: 13, units: 0, state: 1, weight: 11 },
] as const;

/**
 * @returns null when it is no scale of Xiaomi's; standard scales put a user or nothing there. `unit`
 *   when the scale is set to catties, which are no weight of a gym.
 */
export function decodeXiaomiWeighing(service: number, data: Uint8Array): XiaomiWeighing | 'unit' | null {
  const layout = LAYOUTS.find((each) => each.service === service && each.bytes === data.length);
  if (layout === undefined) return null;
  const [units, state] = [data[layout.units]!, data[layout.state]!];
  if ((units & FLAG.catties) !== 0) return 'unit';
  const raw = data[layout.weight]! | (data[layout.weight + 1]! << 8);
  return {
    ...decodeMass(raw, (units & FLAG.pounds) !== 0),
    isStable: (state & FLAG.stable) !== 0,
    isRemoved: (state & FLAG.removed) !== 0,
  };
}
