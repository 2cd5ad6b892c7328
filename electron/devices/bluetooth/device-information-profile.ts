/** Longest text kept of a strap; the service sets no bound. */
const MOST_CHARACTERS = 32;

/**
 * A text of the Device Information Service (0x180A): UTF-8, by some makers ended with a zero byte or
 * filled with blanks. Characters that a display or a file name could stumble over are left out.
 * @returns null when nothing is left
 */
export function decodeInformationText(value: Uint8Array): string | null {
  const end = value.indexOf(0);
  const text = new TextDecoder().decode(end === -1 ? value : value.subarray(0, end));
  const plain = text.replaceAll(/[^\x20-\x7e]/g, '').trim();
  return plain === '' ? null : plain.slice(0, MOST_CHARACTERS).trim();
}
