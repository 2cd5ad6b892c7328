import type { DriverOutlet } from '../driver.ts';
import { ANT_OVERHEAD_BYTES, type AntFrame } from '../framing/ant-framer.ts';
import { extendedDeviceNumber, type AntTrailer } from './frames.ts';
import { decodeWeightPage } from './weight-scale-profile.ts';

/** A scale repeats its result four times a second until it switches off; the same value again within this time is one weighing. */
const SAME_WEIGHING_MS = 10_000;
/** Scales remembered; a gym has one or two. */
const MAX_SCALES = 16;
/** Beyond what any floor scale carries. */
const HEAVIEST_KG = 500;

/** Turns pages of ANT+ scales into weight readings. */
export interface WeightReader {
  /** @param frame a data message whose sender `trailer` tells */
  page(frame: AntFrame, trailer: Readonly<AntTrailer>, nowMs: number): void;
}

/** Weight of every ANT+ scale one stick hears. */
export function createWeightReader(outlet: DriverOutlet): WeightReader {
  const last = new Map<number, { readonly text: string; atMs: number }>();
  return {
    page(frame, trailer, nowMs) {
      const weight = decodeWeightPage(frame.bytes, frame.start + 4);
      if (weight.state !== 'weight') {
        const reason = { computing: 'unstable', invalid: 'implausible', other_page: 'unsupported' } as const;
        outlet.discarded(reason[weight.state], frame.length + ANT_OVERHEAD_BYTES);
        return;
      }
      if (weight.kg <= 0 || weight.kg > HEAVIEST_KG) {
        outlet.discarded('implausible', frame.length + ANT_OVERHEAD_BYTES);
        return;
      }
      const scale = extendedDeviceNumber(trailer.deviceNumber, trailer.transmissionType);
      const before = last.get(scale);
      if (before !== undefined && before.text === weight.text && nowMs - before.atMs < SAME_WEIGHING_MS) {
        before.atMs = nowMs;
        outlet.discarded('repeat', frame.length + ANT_OVERHEAD_BYTES);
        return;
      }
      if (before === undefined && last.size >= MAX_SCALES) last.clear();
      last.set(scale, { text: weight.text, atMs: nowMs });
      outlet.reading({ kind: 'weight', kg: weight.kg, value: weight.text, unit: 'kg', stable: true });
    },
  };
}
