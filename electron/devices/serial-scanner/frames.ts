import type { Result } from '../../../shared/base/result.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import { isBlankCard } from '../../../shared/domain/cards/blank-card.ts';

/** Shorter codes are mostly misreads: a slanted beam reads part of an Interleaved 2 of 5 label. */
const MIN_CODE_LENGTH = 4;
/** The contract's bound; a member's QR code is far below it. */
const MAX_CODE_LENGTH = 128;

/** Printable ASCII. Control characters and bytes above 7E are line noise or somebody's injection. */
const PRINTABLE = /^[\u0020-\u007e]*$/;
/**
 * Symbology identifier of ISO/IEC 15424 that scanners can be set to send: `]`, a letter of the
 * standard, a modifier (`]C1`, `]Q3`, `]B0`, `]H1`).
 */
const AIM_PREFIX = /^\][A-Za-z][0-9A-F]/;

/** The frame that scanners can be set to send around a code begins so; its end is a line's end. */
const FRAME_START = '\u0002';

/**
 * The code of one scanned line, a frame's start, blanks around it and a symbology identifier removed. A line that
 * starts with `]` and is no identifier, or has two, could mean two codes and is refused. So is what
 * an RFID reader types with no card near: nothing but zeros, or nothing but ones.
 */
export function decodeScan(line: string): Result<string, 'framing' | 'overlong' | 'implausible'> {
  const text = line.startsWith(FRAME_START) ? line.slice(1) : line;
  if (!PRINTABLE.test(text)) return fail('framing');
  const code = text.replace(AIM_PREFIX, '').trim();
  if (code.startsWith(']') || code.length < MIN_CODE_LENGTH) return fail('framing');
  if (code.length > MAX_CODE_LENGTH) return fail('overlong');
  return isBlankCard(code) ? fail('implausible') : ok(code);
}

/** A code as a scanner writes it, CR LF included. */
export function encodeScan(code: string): string {
  return `${code}\r\n`;
}
