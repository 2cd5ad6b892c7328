import type { Candidate, Detection } from '../../../shared/contract/device-messages.ts';
import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import type { LineSettings } from '../transports/transport.ts';
import { isCleanText } from '../scale/clean-line.ts';
import { judgeStream, type ReceivedAfter, type StreamVerdict } from './judge-stream.ts';
import type { TrialPlan } from './trial-plan.ts';
import { inferSevenBitForm, withoutEighthBit } from './wire-parity.ts';

/**
 * Finding out what is on a port, as a pure table: for each of the plan's settings listen, then ask,
 * until what was heard speaks clearly for one family. Listen for longer where something fits and is
 * not clear, and after a round in which nothing did under the first settings: some devices only speak
 * when somebody uses them.
 */

/** A device that streams says something at least this often. */
export const LISTEN_MS = 1_500;
/** What a scale takes to finish its own reading before it answers. */
const THINKING_MS = 250;
/** The longest usual answer, 25 characters of ten bits. */
const ANSWER_BITS = 250;
/** Listening for longer. */
export const DWELL_MS = 20_000;
/** This much that fits nothing means wrong settings; asking would not help. */
const GARBLED_BYTES = 64;
/** More than this, two seconds of 9600 baud, tells no more; it is what a trial keeps. */
export const MAX_TRIAL_BYTES = 2_048;
/** How often the likeliest family is asked again when one answer is not enough. */
const CONFIRMING_QUESTIONS = 3;

export type DetectPhase = 'listening' | 'asking' | 'dwelling' | 'done';

export interface DetectState {
  readonly phase: DetectPhase;
  readonly trial: number;
  readonly dueMs: number;
  readonly heard: readonly ReceivedAfter[];
  readonly receivedBytes: number;
  /** How many of these were looked at. */
  readonly judgedBytes: number;
  /** Questions of this trial that are still to be asked. */
  readonly questions: readonly string[];
  readonly confirming: boolean;
  /** The trial that follows while dwelling. */
  readonly next: number;
  /** What came nearest in this round, for staff. */
  readonly nearest: StreamVerdict;
}

export type DetectEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'heard'; readonly bytes: Uint8Array }
  | { readonly type: 'tick' };

export type DetectAction =
  | { readonly type: 'tune'; readonly settings: LineSettings }
  | { readonly type: 'ask'; readonly question: string }
  /** Nothing of what was heard in this trial is any use. */
  | { readonly type: 'drop'; readonly bytes: number }
  | {
      readonly type: 'recognised';
      readonly family: DeviceFamily;
      readonly settings: LineSettings;
      readonly candidates: readonly Candidate[];
    }
  | { readonly type: 'undecided'; readonly detection: Pick<Detection, 'reason' | 'candidates'> };

type Step = readonly [DetectState, readonly DetectAction[]];

const SILENT: StreamVerdict = { reason: 'silent', family: null, candidates: [] };

export const FIRST_DETECT_STATE: DetectState = {
  phase: 'listening',
  trial: 0,
  dueMs: 0,
  heard: [],
  receivedBytes: 0,
  judgedBytes: 0,
  questions: [],
  confirming: false,
  next: 0,
  nearest: SILENT,
};

function startTrial(plan: TrialPlan, state: DetectState, trial: number, nowMs: number): Step {
  const { settings, questions } = plan.trials[trial]!;
  return [
    {
      ...state,
      phase: 'listening',
      trial,
      dueMs: nowMs + LISTEN_MS,
      heard: [{ question: null, bytes: new Uint8Array() }],
      receivedBytes: 0,
      judgedBytes: 0,
      questions,
      confirming: false,
    },
    [{ type: 'tune', settings }],
  ];
}

/** What was heard as text, and the form of the line where its eighth bits tell one. */
function readForm(state: DetectState): {
  readonly parts: readonly ReceivedAfter[];
  readonly form: Partial<LineSettings>;
} {
  const bytes = new Uint8Array(state.heard.flatMap((part) => [...part.bytes]));
  const form = inferSevenBitForm(bytes);
  if (form === null) return { parts: state.heard, form: {} };
  return {
    parts: state.heard.map((part) => ({ ...part, bytes: withoutEighthBit(part.bytes) })),
    form,
  };
}

function nearer(one: StreamVerdict, other: StreamVerdict): StreamVerdict {
  const score = ({ candidates }: StreamVerdict): number => candidates[0]?.score ?? 0;
  if (one.reason === 'silent' || score(other) > score(one)) return other;
  return one;
}

/** Listens on under the settings of a trial, then goes on with another one. */
function dwell(plan: TrialPlan, state: DetectState, trial: number, next: number, nowMs: number): Step {
  const [listening, actions] = startTrial(plan, state, trial, nowMs);
  return [{ ...listening, phase: 'dwelling', dueMs: nowMs + DWELL_MS, next }, actions];
}

/** Ends a trial that did not lead to a clear verdict. */
function leave(plan: TrialPlan, state: DetectState, nowMs: number): Step {
  const dropped: readonly DetectAction[] =
    state.receivedBytes > 0 ? [{ type: 'drop', bytes: state.receivedBytes }] : [];
  const after = ([next, actions]: Step, ...news: readonly DetectAction[]): Step => [
    next,
    [...dropped, ...news, ...actions],
  ];
  if (state.phase === 'dwelling') return after(startTrial(plan, state, state.next, nowMs));
  const next = (state.trial + 1) % plan.trials.length;
  const { verdict, isText } = judge(plan, state);
  // Clean text, or something that fits and is only not clear: more of it may help, other settings will not.
  if (isText || verdict.candidates.length > 0) {
    return after(dwell(plan, state, state.trial, isText ? state.trial : next, nowMs), undecided(verdict));
  }
  if (next > 0) return after(startTrial(plan, state, next, nowMs));
  return after(dwell(plan, { ...state, nearest: SILENT }, 0, 0, nowMs), undecided(state.nearest));
}

function undecided({ reason, candidates }: StreamVerdict): DetectAction {
  return { type: 'undecided', detection: { reason, candidates: [...candidates] } };
}

interface Judged {
  readonly verdict: StreamVerdict;
  readonly settings: LineSettings;
  /** Whatever it means, it came over a line that is set rightly. */
  readonly isText: boolean;
}

function judge(plan: TrialPlan, state: DetectState): Judged {
  const { parts, form } = readForm(state);
  const verdict = judgeStream(parts, plan.families);
  return {
    verdict,
    settings: { ...plan.trials[state.trial]!.settings, ...form },
    // A port of seven bits drops what its parity does not fit, so clean text says less there.
    isText:
      plan.trials[state.trial]!.settings.data_bits === 8 &&
      isCleanText(new Uint8Array(parts.flatMap(({ bytes }) => [...bytes]))),
  };
}

/** Takes bytes; they are judged at the next tick, because judging takes longer than a byte takes to come. */
function hear(state: DetectState, bytes: Uint8Array): Step {
  const last = state.heard.at(-1)!;
  const taken = bytes.subarray(0, MAX_TRIAL_BYTES - state.receivedBytes);
  const joined = new Uint8Array(last.bytes.length + taken.length);
  joined.set(last.bytes);
  joined.set(taken, last.bytes.length);
  const heard = [...state.heard.slice(0, -1), { ...last, bytes: joined }];
  const dropped = bytes.length - taken.length;
  return [
    { ...state, heard, receivedBytes: state.receivedBytes + taken.length },
    dropped === 0 ? [] : [{ type: 'drop', bytes: dropped }],
  ];
}

/** How long an answer may take under the settings of the present trial. */
function answerMs(plan: TrialPlan, state: DetectState): number {
  return THINKING_MS + (ANSWER_BITS * 1_000) / plan.trials[state.trial]!.settings.baud_rate;
}

function askNext(plan: TrialPlan, state: DetectState, nowMs: number): Step {
  const [question, ...questions] = state.questions;
  if (question !== undefined) {
    const heard = [...state.heard, { question, bytes: new Uint8Array() }];
    return [
      { ...state, phase: 'asking', questions, heard, dueMs: nowMs + answerMs(plan, state) },
      [{ type: 'ask', question }],
    ];
  }
  const likeliest = judge(plan, state).verdict.candidates[0]?.family;
  const again =
    likeliest === undefined || plan.trials[state.trial]!.questions.length === 0
      ? []
      : (plan.families.find(({ family }) => family === likeliest)?.questions ?? []);
  if (state.confirming || again.length === 0) return leave(plan, state, nowMs);
  const confirming = Array.from({ length: CONFIRMING_QUESTIONS }, () => again).flat();
  return askNext(plan, { ...state, questions: confirming, confirming: true }, nowMs);
}

/** Goes on with a trial whose bytes, if any, speak for no family clearly. */
function goOn(plan: TrialPlan, state: DetectState, nowMs: number): Step {
  if (nowMs < state.dueMs) return [state, []];
  return state.phase === 'dwelling' ? leave(plan, state, nowMs) : askNext(plan, state, nowMs);
}

function tick(plan: TrialPlan, state: DetectState, nowMs: number): Step {
  if (state.receivedBytes === state.judgedBytes) return goOn(plan, state, nowMs);
  const { verdict, settings, isText } = judge(plan, state);
  const judged = { ...state, judgedBytes: state.receivedBytes, nearest: nearer(state.nearest, verdict) };
  const { family, candidates } = verdict;
  if (family !== null) {
    return [{ ...judged, phase: 'done' }, [{ type: 'recognised', family, settings, candidates }]];
  }
  // Answers to other makers' questions are often in no form of their own, so only what came unasked counts.
  const isGarbled =
    state.phase === 'listening' && state.receivedBytes >= GARBLED_BYTES && candidates.length === 0 && !isText;
  return isGarbled ? leave(plan, judged, nowMs) : goOn(plan, judged, nowMs);
}

/** One step of finding out what is on a port. Times are monotonic milliseconds. */
export function stepDetect(plan: TrialPlan, state: DetectState, event: DetectEvent, nowMs: number): Step {
  if (event.type === 'opened') return startTrial(plan, { ...state, nearest: SILENT }, 0, nowMs);
  if (state.phase === 'done') return [state, []];
  return event.type === 'heard' ? hear(state, event.bytes) : tick(plan, state, nowMs);
}
