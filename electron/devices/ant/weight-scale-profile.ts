/**
 * ANT+ weight scale profile (device type 119), page 1. Body composition (pages 2–4) needs the
 * display to send a user profile first, which a receiver in scan mode cannot do.
 */
export const WEIGHT_SCALE_DEVICE_TYPE = 0x77;
const WEIGHT_PAGE = 1;
const COMPUTING = 0xfffe;
const INVALID = 0xffff;

export type AntWeight =
  | {
      readonly state: 'weight';
      readonly kg: number;
      /** Two decimals, as the scale resolves it. */ readonly text: string;
    }
  | { readonly state: 'computing' }
  | { readonly state: 'invalid' }
  | { readonly state: 'other_page'; readonly page: number };

/**
 * Reads a page of a scale. Weight is in hundredths of a kilogram.
 * @param bytes buffer that holds the page
 * @param at index of the page's byte 0
 */
export function decodeWeightPage(bytes: Uint8Array, at = 0): AntWeight {
  const page = bytes[at]! & 0x7f;
  if (page !== WEIGHT_PAGE) return { state: 'other_page', page };
  const raw = bytes[at + 6]! | (bytes[at + 7]! << 8);
  if (raw === COMPUTING) return { state: 'computing' };
  if (raw === INVALID) return { state: 'invalid' };
  return { state: 'weight', kg: raw / 100, text: (raw / 100).toFixed(2) };
}
