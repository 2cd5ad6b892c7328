import { MAX_CANDIDATES, type Candidate, type Detection } from '../../../shared/contract/device-messages.ts';
import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import { ANT_OVERHEAD_BYTES, createAntFramer } from '../framing/ant-framer.ts';
import { createBraceFramer } from '../framing/brace-framer.ts';
import { createRdm6300Framer } from '../framing/rdm6300-framer.ts';
import type { Framer } from '../framing/framer.ts';
import { CR, ETX, LF } from '../framing/line-framer.ts';
import { detectProtocol, type ProtocolGuess } from '../scale/detect-protocol.ts';
import { decodeTanita } from '../tanita/frames.ts';

/** What a device said after it was asked something (or before it was asked anything). */
export interface HeardAfter {
  readonly question: string | null;
  readonly bytes: Uint8Array;
}

/**
 * A family is taken only where most of what was heard has its form and hardly anything has another
 * one's: reading a stranger's scale as something else would put wrong weights into members' records,
 * staying undecided costs staff one line of configuration.
 */
const LOWEST_SCORE = 0.8;
const SMALLEST_LEAD = 0.25;
/** One line may be noise that happens to fit; messages with a check value need no second one. */
const FEWEST_LINES = 2;
/** An answer to a question that only one family knows: half of the remaining doubt. */
const ANSWER_BONUS = 0.5;
const LONGEST_DETAIL = 200;

interface Weighed extends Candidate {
  readonly lines: number;
  /** Its messages carry a check value that held. */
  readonly checked: boolean;
}

export interface StreamVerdict {
  readonly reason: Detection['reason'];
  /** The family, where the verdict is clear. */
  readonly family: DeviceFamily | null;
  /** Best first. */
  readonly candidates: readonly Candidate[];
}

function join(parts: readonly HeardAfter[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part.bytes, at);
    at += part.bytes.length;
  }
  return joined;
}

/** Lines that are complete: the one that is just coming in looks like many things. */
function completeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.findLastIndex((byte) => byte === CR || byte === LF || byte === ETX);
  return bytes.subarray(0, end + 1);
}

/** Share of the bytes that are whole, checked messages, and how many there are. */
function framed<Frame>(
  framer: Framer<Frame>,
  bytes: Uint8Array,
  sizeOf: (frame: Frame) => number,
): { readonly share: number; readonly frames: number } {
  let size = 0;
  let frames = 0;
  framer.push(bytes, (item) => {
    if (item.type !== 'frame') return;
    const whole = sizeOf(item.frame);
    if (whole > 0) frames += 1;
    size += whole;
  });
  return { share: bytes.length === 0 ? 0 : Math.min(1, size / bytes.length), frames };
}

const TAG_BYTES = 14;
const TAG_BYTES_WITH_LINE_END = 16;
function checkedGuesses(bytes: Uint8Array): readonly (ProtocolGuess & { readonly checked: boolean })[] {
  const ant = framed(createAntFramer(), bytes, (frame) => frame.length + ANT_OVERHEAD_BYTES);
  const withLineEnd = bytes.some(
    (byte, index) => byte === ETX && bytes[index - 1] === LF && bytes[index - 2] === CR,
  );
  const tags = framed(createRdm6300Framer(), bytes, () =>
    withLineEnd ? TAG_BYTES_WITH_LINE_END : TAG_BYTES,
  );
  const tanita = framed(createBraceFramer(), bytes, (text) =>
    text.startsWith('{') && decodeTanita(text).type === 'measurement' ? text.length : 0,
  );
  const guesses: readonly (readonly [DeviceFamily, string, { share: number; frames: number }, boolean])[] = [
    // An 8-bit check alone fits one stretch of noise in 256, so one message is not enough.
    ['ant', 'message', ant, false],
    [withLineEnd ? 'id-12' : 'rdm6300', 'tag', tags, true],
    ['tanita', 'checked measurement', tanita, true],
  ];
  return guesses
    .filter(([, , { frames }]) => frames > 0)
    .map(([family, what, { share, frames }, checked]) => ({
      family,
      score: share,
      lines: frames,
      reason: `${what} ×${frames}`,
      checked,
    }));
}

/** Families that gave a fitting answer to their own question after saying nothing unasked. */
function findAnswering(
  parts: readonly HeardAfter[],
  questionsOf: (family: DeviceFamily) => readonly string[],
): ReadonlySet<DeviceFamily> {
  const unasked = parts.filter(({ question }) => question === null);
  if (unasked.some(({ bytes }) => detectProtocol(bytes).length > 0)) return new Set();
  return new Set(
    parts.flatMap(({ question, bytes }) =>
      question === null
        ? []
        : detectProtocol(completeLines(bytes))
            .map(({ family }) => family)
            .filter((family) => questionsOf(family).includes(question)),
    ),
  );
}

function weigh(
  parts: readonly HeardAfter[],
  isPossible: (family: DeviceFamily) => boolean,
  questionsOf: (family: DeviceFamily) => readonly string[],
): readonly Weighed[] {
  const bytes = join(parts);
  const checked = checkedGuesses(bytes);
  const unchecked = detectProtocol(completeLines(bytes))
    .filter(({ family }) => checked.every((guess) => guess.family !== family))
    .map((guess) => ({ ...guess, checked: false }));
  const answering = findAnswering(parts, questionsOf);
  return [...checked, ...unchecked]
    .filter(({ family }) => isPossible(family))
    .map(({ family, score, reason, lines, checked: isChecked }) => {
      const answered = answering.has(family);
      return {
        family,
        score: answered ? score + (1 - score) * ANSWER_BONUS : score,
        reason: answered ? ('answered' as const) : ('heard' as const),
        detail: reason.slice(0, LONGEST_DETAIL),
        lines,
        checked: isChecked,
      };
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * Which family speaks, or why that cannot be told.
 * @param parts what was heard, eighth bits of a seven-bit line already removed
 * @param isPossible families that may be there at all
 * @param questionsOf what each family is asked
 */
export function judgeStream(
  parts: readonly HeardAfter[],
  isPossible: (family: DeviceFamily) => boolean,
  questionsOf: (family: DeviceFamily) => readonly string[],
): StreamVerdict {
  if (parts.every(({ bytes }) => bytes.length === 0))
    return { reason: 'silent', family: null, candidates: [] };
  const [best, second, ...others] = weigh(parts, isPossible, questionsOf);
  const candidates = [best, second, ...others]
    .filter((each) => each !== undefined)
    .slice(0, MAX_CANDIDATES)
    .map(({ family, score, reason, detail }) => ({ family, score, reason, detail }));
  const undecided = (reason: StreamVerdict['reason']): StreamVerdict => ({
    reason,
    family: null,
    candidates,
  });
  if (best === undefined || best.score < LOWEST_SCORE) return undecided('below_threshold');
  if (best.score - (second?.score ?? 0) < SMALLEST_LEAD) return undecided('ambiguous');
  if (!best.checked && best.lines < FEWEST_LINES) return undecided('below_threshold');
  return { reason: 'clear', family: best.family, candidates };
}
