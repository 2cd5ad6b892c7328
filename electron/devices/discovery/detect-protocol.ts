import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import type { FamilyRegistration } from '../driver.ts';
import { ETX, MAX_LINE_BYTES, STX } from '../framing/line-framer.ts';
import type { LineSignature } from '../scale/line-signature.ts';

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

/** Captures are looked at up to here; a few lines tell as much as a thousand. */
const MAX_DETECT_BYTES = 4_096;
/** Below this a guess says less than "try the families one by one". */
const LOWEST_SCORE = 0.15;

/** Stands for STX in a line, where a control character could not be read in a pattern. */
const STX_SIGN = '␂';

/** Stands for the CR between a weight and its status, which are one line in NCI's form. */
const CR_SIGN = '␍';
const ETX_SIGN = '␃';
/** Before each field of a packet. */
const ESC = 0x1b;
const ESC_SIGN = '␛';
const STATUS_LINE = /\r\n(S?[0-?][0-?p-\u007f]{1,3})\r␃/g;

function toCharacter(byte: number): string {
  if (byte === STX) return STX_SIGN;
  if (byte === ESC) return ESC_SIGN;
  return byte === ETX ? ETX_SIGN : String.fromCharCode(byte);
}

/** Lines of a capture, and packets that `ESC E` closes; STX opens one and stays, so that framed protocols can be told from plain text. */
function splitLines(bytes: Uint8Array): readonly string[] {
  const text = Array.from(bytes.subarray(0, MAX_DETECT_BYTES), toCharacter)
    .join('')
    .replaceAll(STATUS_LINE, `${CR_SIGN}$1\n`);
  return text.split(/[\r\n␃]+|(?=␂)|(?<=␛E)/).filter((line) => line !== '');
}

/** The parts of a registration by which a family is told. */
export type TellingFamily = Pick<FamilyRegistration, 'family' | 'signatures'>;

function guessFamily({ family, signatures = [] }: TellingFamily, lines: readonly string[]): ProtocolGuess {
  const forms = new Map<string, number>();
  let fitting = 0;
  let total = 0;
  for (const line of lines) {
    total += line.length;
    // No scale writes such a line, and patterns take long over one; a measurement in braces is long.
    if (line.length > MAX_LINE_BYTES && !line.startsWith('{')) continue;
    const best = signatures
      .filter((signature) => signature.line.test(line))
      .reduce<LineSignature | null>((a, b) => (a === null || b.specific > a.specific ? b : a), null);
    if (best === null) continue;
    fitting += line.length * best.specific;
    forms.set(best.form, (forms.get(best.form) ?? 0) + 1);
  }
  const reason = [...forms].map(([form, count]) => `${form} ×${count}`).join(', ');
  const fitted = [...forms.values()].reduce((sum, count) => sum + count, 0);
  return { family, score: total === 0 ? 0 : fitting / total, reason, lines: fitted };
}

/**
 * Which of some families a capture comes from by its lines, best guess first; equal scores are a tie that only more
 * bytes can break. Empty when nothing fits, as for lines without a unit or a wrong baud rate.
 */
export function detectProtocol(
  bytes: Uint8Array,
  families: readonly TellingFamily[],
): readonly ProtocolGuess[] {
  const lines = splitLines(bytes);
  return families
    .map((family) => guessFamily(family, lines))
    .filter(({ score }) => score >= LOWEST_SCORE)
    .sort((a, b) => b.score - a.score);
}
