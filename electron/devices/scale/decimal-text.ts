/**
 * A number as a scale wrote it. Kept as text: 89.2 has no exact binary form, and the digits are
 * what a member saw on the display.
 */
export interface DecimalText {
  readonly negative: boolean;
  /** Digits with leading zeros as sent; the decimal separator, if any, is a point. */
  readonly digits: string;
}

/** One optional sign (blanks may follow it), digits, at most one decimal point or comma between digits. */
const DECIMAL = /^\s*([+-]?)\s*(\d{1,10}(?:[.,]\d{1,6})?)\s*$/;

/**
 * Reads a number field. A comma between digits is a decimal comma; anything with two separators,
 * two signs or a separator at an end is ambiguous and gives null, never a guess.
 */
export function readDecimal(text: string): DecimalText | null {
  const found = DECIMAL.exec(text);
  if (found === null) return null;
  return { negative: found[1] === '-', digits: found[2]!.replace(',', '.') };
}

/** The number without its sign as mantissa × 10^-scale, exact. */
export function toScaled(decimal: DecimalText): { readonly mantissa: bigint; readonly scale: number } {
  const point = decimal.digits.indexOf('.');
  const scale = point === -1 ? 0 : decimal.digits.length - point - 1;
  return { mantissa: BigInt(decimal.digits.replace('.', '')), scale };
}

/**
 * Nines in every place are how A&D, CAS and Toledo scales fill the field at overload. Five are
 * needed: 99.99 kg is a person, while a body scale that resolves 1 g (99.999 kg) does not exist.
 */
const FEWEST_OVERLOAD_NINES = 5;

/** Whether the field is filled with nines, which is an overload and never a number. */
export function isAllNines(decimal: DecimalText): boolean {
  const digits = decimal.digits.replace('.', '');
  return digits.length >= FEWEST_OVERLOAD_NINES && /^9+$/.test(digits);
}
