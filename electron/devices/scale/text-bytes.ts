/** Bytes of a text whose characters stand for one byte each (Latin-1); higher characters throw. */
export function textToBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0xff) throw new RangeError('a device text has one byte a character');
    return code;
  });
}
