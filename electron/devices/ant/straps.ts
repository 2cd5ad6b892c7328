import { extendedDeviceNumber, type AntTrailer } from './frames.ts';
import { BeatCheck } from './beat-check.ts';
import { BeatIntervals } from './beat-intervals.ts';
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

/** Key of the messages that do not say who sent them. */
const NOBODY = 0;

export interface Straps {
  find(deviceNumber: number, transmissionType: number): Strap | undefined;
  add(deviceNumber: number, transmissionType: number, nowMs: number): Strap;
  /**
   * A strap heard lately that damage could have turned into this sender: two bits or one byte of its
   * number differ and `beat` could continue its beats; or the message does not say who sent it, and
   * others lately did.
   */
  lookAlike(sender: Readonly<AntTrailer>, beat: Readonly<Beat>, nowMs: number): Strap | undefined;
  all(): Iterable<Strap>;
  forget(strap: Strap): void;
}

function strapKey(deviceNumber: number, transmissionType: number): number {
  return (transmissionType << 16) | deviceNumber;
}

/** True when two bits or one byte make the difference between two keys. */
function differLittle(left: number, right: number): boolean {
  const bits = left ^ right;
  const fewer = bits & (bits - 1);
  if ((fewer & (fewer - 1)) === 0) return true;
  return (bits & ~0xff) === 0 || (bits & ~0xff00) === 0 || (bits & ~0xff_0000) === 0;
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
        intervals: new BeatIntervals(),
        check: new BeatCheck(),
        batteryPercent: null,
        heardMs: nowMs,
      };
      straps.set(strap.key, strap);
      return strap;
    },
    lookAlike(sender, beat, nowMs) {
      const key = strapKey(sender.deviceNumber, sender.transmissionType);
      for (const strap of straps.values()) {
        if (nowMs - strap.heardMs > NEIGHBOUR_FRESH_MS) continue;
        const isNear = sender.identified
          ? differLittle(strap.key, key) && continues(strap.check.last, beat)
          : strap.key !== NOBODY;
        if (isNear) return strap;
      }
      return undefined;
    },
    all: () => straps.values(),
    forget(strap) {
      straps.delete(strap.key);
    },
  };
}
