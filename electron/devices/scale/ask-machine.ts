/** One way to ask a scale for its weight. */
export interface AskRequest {
  /** The command, one character a byte. */
  readonly command: string;
  /** Ask again this long after the last request; null when one request starts a stream. */
  readonly everyMs: number | null;
}

/** How a family is asked: data of the family's `machine.ts`; the dialogue itself is the table below. */
export interface AskPlan {
  /** In order of preference; the next one is tried when the scale refuses one or stays silent. */
  readonly requests: readonly [AskRequest, ...AskRequest[]];
  /** A request without an answer, or a stream without a line, for this long is asked for again. */
  readonly patienceMs: number;
}

/** Unanswered requests before the scale counts as silent and the next request of the plan is tried. */
export const SILENT_AFTER_REQUESTS = 3;

/** Pause after a refusal, so that a scale which refuses everything is not asked in a tight loop. */
export const AFTER_REFUSAL_MS = 250;

export type AskEvent = 'opened' | 'heard' | 'refused' | 'restarted' | 'tick';

export interface AskState {
  /** `starting`: never heard yet; `waiting`: asked, answer due; `answered`: all well; `silent`: given up on, still asked. */
  readonly phase: 'starting' | 'waiting' | 'answered' | 'silent';
  /** Index into the plan's requests. */
  readonly request: number;
  readonly askedMs: number;
  readonly heardMs: number;
  readonly unanswered: number;
}

export interface AskStep {
  readonly state: AskState;
  /** Command to write now. */
  readonly send?: string;
  /** News for staff: the scale answers, or it does not. */
  readonly tell?: 'ready' | 'no_answer';
}

type Transition = (plan: AskPlan, state: AskState, nowMs: number) => AskStep;

export const FIRST_ASK_STATE: AskState = {
  phase: 'starting',
  request: 0,
  askedMs: 0,
  heardMs: 0,
  unanswered: 0,
};

const ask: Transition = (plan, state, nowMs) => ({
  state: { ...state, askedMs: nowMs },
  send: plan.requests[state.request % plan.requests.length]!.command,
});

const nextRequest = (plan: AskPlan, state: AskState): AskState => ({
  ...state,
  request: (state.request + 1) % plan.requests.length,
  unanswered: 0,
});

const heard: Transition = (_plan, state, nowMs) => {
  const next: AskState = { ...state, phase: 'answered', heardMs: nowMs, unanswered: 0 };
  const known = state.phase === 'answered' || state.phase === 'waiting';
  return known ? { state: next } : { state: next, tell: 'ready' };
};

/** The scale is alive but knows no such command: the next one of the plan, after a pause. */
const refused: Transition = (plan, state, nowMs) => {
  const step = heard(plan, state, nowMs);
  const askedMs = nowMs - plan.patienceMs + AFTER_REFUSAL_MS;
  return { ...step, state: { ...nextRequest(plan, step.state), phase: 'waiting', askedMs } };
};

/** A scale that was switched on again has forgotten that it was streaming. */
const restarted: Transition = (plan, state, nowMs) => {
  const step = heard(plan, state, nowMs);
  return { ...step, ...ask(plan, step.state, nowMs) };
};

/** When the next request is due, monotonic milliseconds. */
function dueMs(plan: AskPlan, state: AskState): number {
  const { everyMs } = plan.requests[state.request % plan.requests.length]!;
  if (state.phase !== 'answered') return state.askedMs + plan.patienceMs;
  return everyMs === null ? state.heardMs + plan.patienceMs : state.askedMs + everyMs;
}

const tick: Transition = (plan, state, nowMs) => {
  if (nowMs < dueMs(plan, state)) return { state };
  if (state.phase === 'answered') return ask(plan, { ...state, phase: 'waiting' }, nowMs);
  const unanswered = state.unanswered + 1;
  if (unanswered < SILENT_AFTER_REQUESTS) return ask(plan, { ...state, unanswered }, nowMs);
  const step = ask(plan, { ...nextRequest(plan, state), phase: 'silent' }, nowMs);
  return state.phase === 'silent' ? step : { ...step, tell: 'no_answer' };
};

const TABLE: Readonly<Record<AskEvent, Transition>> = { opened: ask, heard, refused, restarted, tick };

/** One step of asking a scale: pure, so every dialogue can be played with plain values. */
export function stepAsk(plan: AskPlan, state: AskState, event: AskEvent, nowMs: number): AskStep {
  return TABLE[event](plan, state, nowMs);
}
