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
  /**
   * `starting`: never heard yet; `waiting`: asked, answer due; `answered`: all well; `refused`: pausing
   * before the next request; `silent`: given up on, still asked.
   */
  readonly phase: 'starting' | 'waiting' | 'answered' | 'refused' | 'silent';
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

function isKnown(state: AskState): boolean {
  return state.phase !== 'starting' && state.phase !== 'silent';
}

const heard: Transition = (_plan, state, nowMs) => {
  // What else it says during the pause after a refusal does not shorten the pause.
  if (state.phase === 'refused') return { state };
  const next: AskState = { ...state, phase: 'answered', heardMs: nowMs, unanswered: 0 };
  return isKnown(state) ? { state: next } : { state: next, tell: 'ready' };
};

/** The scale is alive but knows no such command: the next one of the plan, after a pause. */
const refused: Transition = (plan, state, nowMs) => {
  if (state.phase === 'refused') return { state };
  const next: AskState = { ...nextRequest(plan, state), phase: 'refused', heardMs: nowMs };
  return isKnown(state) ? { state: next } : { state: next, tell: 'ready' };
};

/** A scale that was switched on again has forgotten that it was streaming. */
const restarted: Transition = (plan, state, nowMs) => {
  const next: AskState = { ...state, phase: 'waiting', heardMs: nowMs, unanswered: 0 };
  return isKnown(state) ? ask(plan, next, nowMs) : { ...ask(plan, next, nowMs), tell: 'ready' };
};

/** When the next request is due, monotonic milliseconds. */
function dueMs(plan: AskPlan, state: AskState): number {
  const { everyMs } = plan.requests[state.request % plan.requests.length]!;
  if (state.phase === 'refused') return state.heardMs + AFTER_REFUSAL_MS;
  if (state.phase !== 'answered') return state.askedMs + plan.patienceMs;
  return everyMs === null ? state.heardMs + plan.patienceMs : state.askedMs + everyMs;
}

const tick: Transition = (plan, state, nowMs) => {
  if (nowMs < dueMs(plan, state)) return { state };
  if (state.phase === 'answered' || state.phase === 'refused')
    return ask(plan, { ...state, phase: 'waiting' }, nowMs);
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
