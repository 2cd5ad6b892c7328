import { rateFault, type RateFault } from '../strap/plausible-rate.ts';

/**
 * ANT+ heart rate profile (device type 120): the eight bytes of one page as values.
 * Bytes 4–7 mean the same on every page: time of the last beat (1/1024 s, rolls over every 64 s),
 * beats counted (rolls over at 256), computed heart rate. Byte 0 is a page number plus a toggle bit
 * on straps that know pages, and anything at all on older ones.
 */
export const HEART_RATE_DEVICE_TYPE = 0x78;
/** Beat times are counted in 1/1024 s. */
export const BEAT_TICKS_PER_SECOND = 1_024;

export interface Beat {
  /** Time of the last beat, 1/1024 s, 0–65535. */
  eventTime: number;
  /** Beats so far, 0–255. */
  count: number;
  /** Computed heart rate, beats per minute, 0–255. */
  bpm: number;
}

/**
 * Reads bytes 4–7.
 * @param bytes buffer that holds the page
 * @param at index of the page's byte 0
 */
export function readBeat(bytes: Uint8Array, at: number, into: Beat): void {
  into.eventTime = bytes[at + 4]! | (bytes[at + 5]! << 8);
  into.count = bytes[at + 6]!;
  into.bpm = bytes[at + 7]!;
}

/**
 * Why a page's beat data are not a person's heart rate, or null when they may be. All ones is how a
 * receiver marks "no data"; its heart rate, 255, is out of range anyway.
 */
export function beatFault(beat: Readonly<Beat>): RateFault | null {
  return rateFault(beat.bpm);
}

export type BatteryStatus = 'unknown' | 'new' | 'good' | 'ok' | 'low' | 'critical' | 'reserved' | 'invalid';
const BATTERY_STATUS: readonly BatteryStatus[] = [
  'unknown',
  'new',
  'good',
  'ok',
  'low',
  'critical',
  'reserved',
  'invalid',
];

/** What bytes 0–3 say. Pages that this product does not know are no errors. */
export type HeartRatePage =
  | { readonly page: 0 }
  | { readonly page: 1; readonly operatingTimeS: number }
  | { readonly page: 2; readonly manufacturerId: number; readonly serialUpper: number }
  | { readonly page: 3; readonly hardware: number; readonly software: number; readonly model: number }
  | { readonly page: 4; readonly manufacturerSpecific: number; readonly previousEventTime: number }
  | {
      readonly page: 5;
      readonly intervalBpm: number;
      readonly intervalHighestBpm: number;
      readonly sessionBpm: number;
    }
  | { readonly page: 6; readonly supported: number; readonly enabled: number }
  | {
      readonly page: 7;
      /** Percent, or null when the strap does not know. */
      readonly batteryPercent: number | null;
      /** Volts, or null when marked invalid. */
      readonly batteryV: number | null;
      readonly batteryStatus: BatteryStatus;
    }
  | { readonly page: 9 }
  | { readonly page: 'unknown'; readonly number: number };

/**
 * Reads bytes 0–3. Only for straps whose toggle bit has been seen to change: on older ones byte 0 is no page.
 * @param bytes buffer that holds the page
 * @param at index of the page's byte 0
 */
export function decodeHeartRatePage(bytes: Uint8Array, at = 0): HeartRatePage {
  const one = bytes[at + 1]!;
  const two = bytes[at + 2]!;
  const three = bytes[at + 3]!;
  const page = bytes[at]! & 0x7f;
  switch (page) {
    case 0:
      return { page };
    case 1:
      // 24 bits, in units of two seconds.
      return { page, operatingTimeS: (one | (two << 8) | (three << 16)) * 2 };
    case 2:
      return { page, manufacturerId: one, serialUpper: two | (three << 8) };
    case 3:
      return { page, hardware: one, software: two, model: three };
    case 4:
      return { page, manufacturerSpecific: one, previousEventTime: two | (three << 8) };
    case 5:
      return { page, intervalBpm: one, intervalHighestBpm: two, sessionBpm: three };
    case 6:
      return { page, supported: two, enabled: three };
    case 7: {
      const wholeV = three & 0x0f;
      return {
        page,
        batteryPercent: one <= 100 ? one : null,
        batteryV: wholeV === 0x0f ? null : wholeV + two / 256,
        batteryStatus: BATTERY_STATUS[(three >> 4) & 0x07]!,
      };
    }
    case 9:
      return { page };
    default:
      return { page: 'unknown', number: page };
  }
}
