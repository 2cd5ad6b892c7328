import { extendedDeviceNumber } from './frames.ts';
import { createBeatCheck, type BeatCheck } from './beat-check.ts';
import { createBeatIntervals, type BeatIntervals } from './beat-intervals.ts';
import type { Beat } from './heart-rate-profile.ts';

/** What is remembered of one strap. */
export interface Strap {
  /** Device number and transmission type: what tells two straps apart. */
  readonly key: number;
  /** 16-bit number, as printed on the strap. */
  readonly sensor: string;
  /** 20-bit number. */
  readonly sensorId: string;
  readonly intervals: BeatIntervals;
  readonly check: BeatCheck;
  batteryPercent: number | null;
  heardMs: number;
}

/** Four full classes in reach of one stick; beyond that the strap silent for longest is forgotten. */
export const MAX_STRAPS = 256;
/** How near in time a known strap must have been heard for a stranger to be taken for its damaged copy. */
const NEIGHBOUR_FRESH_MS = 5_000;

export interface Straps {
  find(deviceNumber: number, transmissionType: number): Strap | undefined;
  add(deviceNumber: number, transmissionType: number, nowMs: number): Strap;
  /** A strap heard lately whose number differs in at most two bits and whose beats `beat` could continue. */
  lookAlike(
    deviceNumber: number,
    transmissionType: number,
    beat: Readonly<Beat>,
    nowMs: number,
  ): Strap | undefined;
  all(): Iterable<Strap>;
  forget(strap: Strap): void;
}

function strapKey(deviceNumber: number, transmissionType: number): number {
  return (transmissionType << 16) | deviceNumber;
}

function differingBits(left: number, right: number): number {
  let bits = left ^ right;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}

/** At least two of time, count and pace go on where `last` left off: one of them may be damaged as well. */
function continues(last: Readonly<Beat>, beat: Readonly<Beat>): boolean {
  const ticks = (beat.eventTime - last.eventTime) & 0xffff;
  const beats = (beat.count - last.count) & 0xff;
  const signs = Number(ticks <= 5 * 1_024) + Number(beats <= 16) + Number(Math.abs(beat.bpm - last.bpm) <= 8);
  return signs >= 2;
}

/** The straps one stick has heard. */
export function createStraps(): Straps {
  const straps = new Map<number, Strap>();

  const forgetSilentMost = (): void => {
    let oldest: Strap | undefined;
    for (const strap of straps.values())
      if (oldest === undefined || strap.heardMs < oldest.heardMs) oldest = strap;
    if (oldest !== undefined) straps.delete(oldest.key);
  };

  return {
    find: (deviceNumber, transmissionType) => straps.get(strapKey(deviceNumber, transmissionType)),
    add(deviceNumber, transmissionType, nowMs) {
      if (straps.size >= MAX_STRAPS) forgetSilentMost();
      const strap: Strap = {
        key: strapKey(deviceNumber, transmissionType),
        sensor: String(deviceNumber),
        sensorId: String(extendedDeviceNumber(deviceNumber, transmissionType)),
        intervals: createBeatIntervals(),
        check: createBeatCheck(),
        batteryPercent: null,
        heardMs: nowMs,
      };
      straps.set(strap.key, strap);
      return strap;
    },
    lookAlike(deviceNumber, transmissionType, beat, nowMs) {
      const key = strapKey(deviceNumber, transmissionType);
      for (const strap of straps.values()) {
        if (nowMs - strap.heardMs > NEIGHBOUR_FRESH_MS || differingBits(strap.key, key) > 2) continue;
        if (continues(strap.check.last, beat)) return strap;
      }
      return undefined;
    },
    all: () => straps.values(),
    forget(strap) {
      straps.delete(strap.key);
    },
  };
}
