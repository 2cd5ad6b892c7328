import { MAX_CANDIDATES, type Candidate, type Detection } from '../../../shared/contract/device-messages.ts';
import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import type { FamilyRegistration } from '../driver.ts';
import { CR, ETX, LF } from '../framing/line-framer.ts';
import { detectProtocol, type ProtocolGuess } from './detect-protocol.ts';

/** What a device said after it was asked something (or before it was asked anything). */
export interface ReceivedAfter {
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

function join(parts: readonly ReceivedAfter[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part.bytes, at);
    at += part.bytes.length;
  }
  return joined;
}

const ESC = 0x1b;
const E = 0x45;

/** Lines and packets that are complete: the one that is just coming in looks like many things. */
function completeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.findLastIndex(
    (byte, index) => byte === CR || byte === LF || byte === ETX || (byte === E && bytes[index - 1] === ESC),
  );
  return bytes.subarray(0, end + 1);
}

function checkedGuesses(
  bytes: Uint8Array,
  families: readonly FamilyRegistration[],
): readonly (ProtocolGuess & { readonly checked: boolean })[] {
  return families.flatMap(({ family, messages }) => {
    if (messages === undefined) return [];
    const { frames, bytes: size } = messages.count(bytes);
    if (frames === 0) return [];
    const score = Math.min(1, size / bytes.length);
    const reason = `${messages.what} ×${frames}`;
    return [{ family, score, lines: frames, reason, checked: messages.isProof }];
  });
}

/** Families that gave a fitting answer to their own question after saying nothing unasked. */
function findAnswering(
  parts: readonly ReceivedAfter[],
  families: readonly FamilyRegistration[],
): ReadonlySet<DeviceFamily> {
  const unasked = parts.filter(({ question }) => question === null);
  if (unasked.some(({ bytes }) => detectProtocol(bytes, families).length > 0)) return new Set();
  const asked = new Map(families.map(({ family, questions }) => [family, questions ?? []]));
  return new Set(
    parts.flatMap(({ question, bytes }) =>
      question === null
        ? []
        : detectProtocol(completeLines(bytes), families)
            .map(({ family }) => family)
            .filter((family) => asked.get(family)?.includes(question) === true),
    ),
  );
}

function weigh(parts: readonly ReceivedAfter[], families: readonly FamilyRegistration[]): readonly Weighed[] {
  const bytes = join(parts);
  const checked = checkedGuesses(bytes, families);
  const unchecked = detectProtocol(completeLines(bytes), families)
    .filter(({ family }) => checked.every((guess) => guess.family !== family))
    .map((guess) => ({ ...guess, checked: false }));
  const answering = findAnswering(parts, families);
  return [...checked, ...unchecked]
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
 * @param families that may be there at all
 */
export function judgeStream(
  parts: readonly ReceivedAfter[],
  families: readonly FamilyRegistration[],
): StreamVerdict {
  if (parts.every(({ bytes }) => bytes.length === 0))
    return { reason: 'silent', family: null, candidates: [] };
  const [best, second, ...others] = weigh(parts, families);
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
