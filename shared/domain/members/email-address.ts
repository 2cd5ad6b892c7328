/** RFC 5321, 4.5.3.1: octets of the part before the @, and of an address between its angle brackets. */
const MAX_LOCAL_OCTETS = 64;
const MAX_EMAIL_OCTETS = 254;
/** RFC 1035: octets of one part of a domain. */
const MAX_LABEL_OCTETS = 63;

/** What is pasted along unseen: blanks of every kind, and marks of direction and width. */
const AROUND = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
/** Atoms between dots: RFC 5322's characters, and any letter beyond ASCII (RFC 6531). */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Letters, digits and hyphens, none of them at either end; in any script, or as `xn--` (RFC 5890). */
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/** Bytes of a text in UTF-8. */
function octets(text: string): number {
  const of = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4);
  return [...text].reduce((sum, character) => sum + of(character.codePointAt(0)!), 0);
}

/** An address without what stands around it by accident, its domain in small letters. */
export function tidyEmail(text: string): string {
  const trimmed = text.replaceAll(AROUND, '').normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  return at < 0 ? trimmed : trimmed.slice(0, at) + trimmed.slice(at).toLowerCase();
}

/** The address in `Training Club <desk@club.example>`, or the whole text where it is nothing but an address. */
export function addressOfSender(text: string): string {
  return tidyEmail(/^[^<>\r\n]*<([^<>]*)>$/.exec(text.trim())?.[1] ?? text);
}

/**
 * Whether a text is an address one can write to: RFC 5321 with the letters of RFC 6531, and a domain
 * of two parts at least. Quoted names and addresses of machines (`[192.0.2.1]`) are left out: no
 * member has one, and mail programs read them differently.
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const labels = text.slice(at + 1).split('.');
  return (
    at > 0 &&
    octets(text) <= MAX_EMAIL_OCTETS &&
    octets(local) <= MAX_LOCAL_OCTETS &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label) && octets(label) <= MAX_LABEL_OCTETS) &&
    !/^\d+$/.test(labels.at(-1)!)
  );
}
