import { canonicalCardCode, numberOfCode, numberOfJoinedPair } from './card-code.ts';

/** Numbers of nothing but ones, in the widths that readers have: 24, 32, 40, 56 and 64 bits. */
const ALL_ONES: ReadonlySet<string> = new Set(
  [24n, 32n, 40n, 56n, 64n].map((bits) => String(2n ** bits - 1n).padStart(10, '0')),
);
const ALL_ALIKE = /^(?:0+|[fF]+)$/;
/** What scanners send where they could read nothing. */
const NO_READ = /^(?:no[ _-]?read|nr|error|bad code)$/i;
const BETWEEN_BYTES = /[\s:.,_-]/g;

/**
 * Whether a text is what a reader says with no card near, with its antenna torn off or its wires at
 * rest: every bit 0 or every bit 1, in whatever form; or a scanner's word for a code that it could not read. Such a number passes every check value there
 * is (the XOR of zeros is zero), so it proves nothing, and it is nobody's.
 */
export function isBlankCard(text: string): boolean {
  if (ALL_ALIKE.test(text.replaceAll(BETWEEN_BYTES, '')) || text.trim() === '') return true;
  if (NO_READ.test(text.trim())) return true;
  const code = canonicalCardCode(text.trim());
  if (ALL_ALIKE.test(code) || ALL_ONES.has(code) || numberOfCode(code) === 0) return true;
  // 255,65535 without its comma.
  return /^\d{8}$/.test(code) && numberOfJoinedPair(code) === 0xff_ffff;
}
