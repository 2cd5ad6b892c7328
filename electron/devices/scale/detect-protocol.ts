import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import { ETX, MAX_LINE_BYTES, STX } from '../framing/line-framer.ts';

/** A family that a capture may come from. */
export interface ProtocolGuess {
  readonly family: DeviceFamily;
  /** 0–1: how much of the capture fits, times how far the fitting lines belong to this family alone. */
  readonly score: number;
  /** The forms that fitted, in words. */
  readonly reason: string;
  /** How many lines fitted. */
  readonly lines: number;
}

interface Signature {
  readonly family: DeviceFamily;
  readonly form: string;
  /** A whole line: delimiters removed, a leading STX kept as ␂. */
  readonly line: RegExp;
  /** 1: no other family writes this; 0.5: shared with one other; below: a mere hint. */
  readonly specific: number;
}

const MASS = '(?:kg|g|mg|lbs?|oz|ozt|ct|GN|dwt|st)';

const sign = (family: DeviceFamily, specific: number, form: string, line: RegExp | string): Signature => ({
  family,
  specific,
  form,
  line: typeof line === 'string' ? new RegExp(line) : line,
});

/** What each protocol's lines look like when nothing is lost: stricter than the decoders on purpose. */
const SIGNATURES: readonly Signature[] = [
  sign('tanita', 1, 'brace message', /^\{0,16,.*,CS,[0-9A-Fa-f]{2}\}?$/),
  sign('tanita', 0.8, 'BC-418 weight', /^[KL][SDI][ \d]{0,3}\d\.\d$/),
  sign('mt-sics', 1, 'weight reply', `^S [SD] +-?\\d[\\d.:]* (?:${MASS}|lb:oz)$`),
  sign(
    'mt-sics',
    0.9,
    'status reply',
    /^(?:S [+-]|E[LT]|Z [+-]|ZI [SD]|T(?:I|A|AC)? [ASD+-].*|I\d [AB] .+)$/,
  ),
  sign('mt-sics', 0.5, 'reply that Radwag has too', /^(?:ES|[SZT] [AI])$/),
  sign('radwag', 0.5, 'reply that MT-SICS has too', /^(?:ES|[SZT] [AI])$/),
  sign('radwag', 0.9, 'command reply', /^(?:SI|SU|SUI) [AIE^v]$/),
  sign('radwag', 0.95, 'mass after its command', /^(?:S|SI|SU|SUI)[ ?^v]*[+-]? *\d[\d.]* [A-Za-z]{1,3} *$/),
  sign('ohaus', 0.5, 'refusal that others have too', /^(?:ES|OK!)$/),
  sign('toledo-8217', 1, 'five digits after STX', /^␂(?=[ \d.]{6}N?$) *\d+\.\d{2,3}N?$/),
  sign('toledo-8217', 1, 'status after STX', /^␂\?[\u0040-\u007f]$/),
  sign('toledo-8217', 0.9, 'echo answer', /^␂[EF]$/),
  sign(
    'toledo-8217',
    1,
    'NCI weight with its status',
    /^[ \d.-]{4,9}[A-Za-z][ \dA-Za-z.]*␍S?[0-?][0-?p-\u007f]{1,3}$/,
  ),
  sign(
    'toledo-8217',
    0.9,
    'NCI overload with its status',
    /^[ _^-]{4,9}[A-Za-z]* *␍S?[0-?][0-?p-\u007f]{1,3}$/,
  ),
  sign('toledo-8217', 0.8, 'weight and unit in words', /^ ?\d{1,2}\.\d{3}(?:LB|KG)$/),
  sign('toledo-8217', 0.6, 'status in words', /^S[0-?]{2}$/),
  sign(
    'toledo-continuous',
    1,
    'status words, weight and tare',
    /^␂[ -\u007f].[ -\u007f][ \d]{5}\d[ \d]{5}\d$/,
  ),
  sign('toledo-continuous', 0.9, 'status words and weight', /^␂[ -\u007f].[ -\u007f][ \d]{5}\d$/),
  sign('and', 1, 'fixed-width data', /^(?=.{15,17}$)(?:ST|US|QT|OL),[+-][\d.]{7,10} +[A-Za-z%]{1,3}$/),
  sign('and', 0.9, 'refusal', /^EC,E\d\d$/),
  sign('and', 0.3, 'header with loose data', /^(?:ST|US|OL),[+-] *[\d.]+ ?[A-Za-z]{1,3}$/),
  sign('cas', 0.9, 'header with gross or net', /^(?:ST|US|OL),(?:GS|NT),[+\d-].*[a-z]{1,2}$/),
  sign('cas', 0.6, 'header with loose data', /^(?:ST|US|OL),[+-] *[\d.]+ ?[A-Za-z]{1,3}$/),
  sign('cas', 0.9, 'status, value and unit glued', `^[SU][ +-] *\\d[\\d.]*${MASS} *$`),
  sign('cas', 0.4, 'eight characters and a unit', `^[ \\d+-][ \\d.,]{7}${MASS}$`),
  sign('kern', 0.9, 'header, blank, value', /^(?:ST|US),(?:GS|NT) +[\d.]+KG$/),
  sign('kern', 0.8, 'sixteen columns', /^(?=.{16}$)[M ][ -] *\d[\d.]* [A-Za-z%]{1,3} *$/),
  sign('kern', 0.8, 'twelve columns (G&G)', /^[ -](?=[ \d.]{8} ) *\d[\d.]* (?:[A-Za-z] |[A-Za-z]{2})$/),
  sign('sma', 1, 'eighteen columns', /^[ ZOUEIT][\d ][GNTgnt][M ] [ \d.-]{10}[a-z]{1,3} {0,2}$/),
  sign('sma', 0.9, 'about', /^SMA:\S+$/),
  sign('sma', 0.5, 'unknown command', /^\?$/),
  sign(
    'ohaus',
    0.95,
    'weight, unit, question mark or legend',
    /^(?=[ \d.-]{10} ) *-?\d[\d.]* \S{1,5}(?: \?| {3,}\S+| \? \S+)$/,
  ),
  sign('ohaus', 0.7, 'ten columns and a unit', `^(?=[ \\d.-]{10} ) *-?\\d[\\d.]* ${MASS}$`),
  sign(
    'sartorius',
    0.9,
    'sign, nine columns, unit',
    /^(?:[A-Za-z#].{5})?[+-](?=[ \d.]{9} ) *\d[\d.]* [A-Za-z]{1,3} {0,2}$/,
  ),
  sign('sartorius', 0.8, 'status', /^Stat +(?:High|Low|H|L|ERR.*|Err.*|Cal.*|C)$/),
  sign('rice-lake', 1, 'stream', /^␂?[ ^\]-][ \d.^-]{7}[A-Z ][GN][ IMOZ]$/),
  sign('rice-lake', 0.9, 'addressed reply', `^␂[A-Z] +-?[\\d.]+ ${MASS}$`),
  sign('adam', 0.9, 'reading, unit, GR or NT', `^ *-?[\\d.]+ ?${MASS} ?(?:GR|NT)$`),
  sign('adam', 1, 'address, stability and error letters', /^[A-Z]{3}[GNT]\/W [+-] *[\d.]+ [A-Za-z]{1,3}$/),
  sign('adam', 0.6, 'nine fill characters', /^(?:\^{9}|_{9}|-{9})/),
  sign('adam', 0.5, 'value and kg glued', /^ *\d+\.\d+kg$/),
  sign('text-scale', 0.8, 'value after a word', /(?:Gross|Net|Tare|Count) +-?[\d.]+ [A-Za-z]+(?: \?)?$/),
  sign(
    'text-scale',
    1,
    'eleven characters and their check',
    /^(?:W[GN][ \d.-]{7}kg| {9}(?:OL|LO))[\dA-F]{2}$/,
  ),
  sign('text-scale', 0.3, 'value and unit', `^(?![A-Z]{2},).*\\d ?${MASS}\\b`),
];

/** Captures are looked at up to here; a few lines tell as much as a thousand. */
const MAX_DETECT_BYTES = 4_096;
/** Below this a guess says less than "try the families one by one". */
const LOWEST_SCORE = 0.15;

/** Stands for STX in a line, where a control character could not be read in a pattern. */
const STX_SIGN = '␂';

/** Stands for the CR between a weight and its status, which are one line in NCI's form. */
const CR_SIGN = '␍';
const ETX_SIGN = '␃';
const STATUS_LINE = /\r\n(S?[0-?][0-?p-\u007f]{1,3})\r␃/g;

function toCharacter(byte: number): string {
  if (byte === STX) return STX_SIGN;
  return byte === ETX ? ETX_SIGN : String.fromCharCode(byte);
}

/** Lines of a capture; STX opens one and stays, so that framed protocols can be told from plain text. */
function splitLines(bytes: Uint8Array): readonly string[] {
  const text = Array.from(bytes.subarray(0, MAX_DETECT_BYTES), toCharacter)
    .join('')
    .replaceAll(STATUS_LINE, `${CR_SIGN}$1\n`);
  return text.split(/[\r\n␃]+|(?=␂)/).filter((line) => line !== '');
}

function guessFamily(
  family: DeviceFamily,
  signatures: readonly Signature[],
  lines: readonly string[],
): ProtocolGuess {
  const forms = new Map<string, number>();
  let fitting = 0;
  let total = 0;
  for (const line of lines) {
    total += line.length;
    // No scale writes such a line, and patterns take long over one; a measurement in braces is long.
    if (line.length > MAX_LINE_BYTES && !line.startsWith('{')) continue;
    const best = signatures
      .filter((signature) => signature.line.test(line))
      .reduce<Signature | null>((a, b) => (a === null || b.specific > a.specific ? b : a), null);
    if (best === null) continue;
    fitting += line.length * best.specific;
    forms.set(best.form, (forms.get(best.form) ?? 0) + 1);
  }
  const reason = [...forms].map(([form, count]) => `${form} ×${count}`).join(', ');
  const fitted = [...forms.values()].reduce((sum, count) => sum + count, 0);
  return { family, score: total === 0 ? 0 : fitting / total, reason, lines: fitted };
}

/**
 * Which serial scale a capture comes from, best guess first; equal scores are a tie that only more
 * bytes can break. Empty when nothing fits, as for lines without a unit or a wrong baud rate. HID
 * reports are not looked at: the bus names the family there.
 */
export function detectProtocol(bytes: Uint8Array): readonly ProtocolGuess[] {
  const lines = splitLines(bytes);
  const families = [...new Set(SIGNATURES.map(({ family }) => family))];
  return families
    .map((family) =>
      guessFamily(
        family,
        SIGNATURES.filter((each) => each.family === family),
        lines,
      ),
    )
    .filter(({ score }) => score >= LOWEST_SCORE)
    .sort((a, b) => b.score - a.score);
}
