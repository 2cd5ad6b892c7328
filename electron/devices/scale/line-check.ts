/** Exclusive or of the characters' codes as two hex digits, as Chinese indicators end their lines. */
export function xorCheck(text: string): string {
  let check = 0;
  for (let index = 0; index < text.length; index += 1) check ^= text.charCodeAt(index);
  return check.toString(16).toUpperCase().padStart(2, '0');
}
