import type { LineSettings } from '../transports/transport.ts';

/**
 * Which seven-bit form a stream has that is read through a port opened with eight data bits and no
 * parity. `7E1` and `7O1` put the parity where the eighth bit is, `7N2` its first stop bit: all three
 * take ten bits a character, as `8N1` does, so nothing of the text is lost by reading them this way.
 */
export type SevenBitForm = Pick<LineSettings, 'data_bits' | 'parity' | 'stop_bits'>;

const EVEN: SevenBitForm = { data_bits: 7, parity: 'even', stop_bits: 1 };
const ODD: SevenBitForm = { data_bits: 7, parity: 'odd', stop_bits: 1 };
const TWO_STOP_BITS: SevenBitForm = { data_bits: 7, parity: 'none', stop_bits: 2 };

/** Fewer bytes fit a parity by chance: one stream in 4,096 at twelve. */
const FEWEST_BYTES = 12;
/** Share of bytes that must fit; a damaged byte now and then does not hide the form. */
const FITTING_SHARE = 0.97;

function hasOddOnes(byte: number): boolean {
  let ones = byte ^ (byte >> 4);
  ones ^= ones >> 2;
  return ((ones ^ (ones >> 1)) & 1) === 1;
}

/**
 * Tells a seven-bit form by its eighth bits.
 * @param bytes as read with eight data bits
 * @returns null for eight-bit streams, for plain ASCII (no eighth bit set), and for too few bytes
 */
export function inferSevenBitForm(bytes: Uint8Array): SevenBitForm | null {
  if (bytes.length < FEWEST_BYTES) return null;
  let high = 0;
  let odd = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    if (hasOddOnes(byte)) odd += 1;
  }
  if (high === 0) return null;
  const enough = bytes.length * FITTING_SHARE;
  if (high >= enough) return TWO_STOP_BITS;
  if (bytes.length - odd >= enough) return EVEN;
  return odd >= enough ? ODD : null;
}

/** The text of a seven-bit stream. */
export function withoutEighthBit(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => byte & 0x7f);
}
