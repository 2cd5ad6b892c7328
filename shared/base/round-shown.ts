/** Below this a number is written with an exponent, and shows as nothing anyway. */
const NEXT_TO_NOTHING = 1e-6;

/**
 * A value as `Intl.NumberFormat` writes it with so many decimals: the digits of its shortest spelling,
 * half away from zero. `toFixed` rounds the binary value behind them, which makes 20.1 of 20.15 where
 * every screen says 20.2.
 */
export function roundShown(value: number, decimals: number): number {
  const size = Math.abs(value);
  if (!(size >= NEXT_TO_NOTHING)) return Number.isNaN(value) ? value : 0;
  if (size >= Number.MAX_SAFE_INTEGER) return value;
  return Math.sign(value) * Number(`${Math.round(Number(`${size}e${decimals}`))}e-${decimals}`);
}
