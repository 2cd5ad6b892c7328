import type { DeviceReason } from '../../../shared/contract/device-messages.ts';

/**
 * Whether the controller still lives, and what to do when it does not: a command that goes unanswered,
 * an error of its own, a stream that is out of step. Starting it anew comes first; the port is opened
 * anew when that did not help.
 */
export type Verdict =
  /** Nothing was heard for long: ask it something. */
  | { readonly type: 'probe' }
  /** Set it up from the beginning. */
  | { readonly type: 'restart'; readonly reason: DeviceReason }
  | { readonly type: 'reopen'; readonly reason: DeviceReason };

export interface ControllerWatch {
  opened(nowMs: number): void;
  started(nowMs: number): void;
  commandSent(opcode: number, nowMs: number): void;
  /** An answer to another command is none: the stack goes on waiting for its own. */
  commandAnswered(opcode: number): void;
  /** A packet made sense. */
  heard(nowMs: number): void;
  /** Bytes, or a packet, made none. */
  damaged(nowMs: number): void;
  fail(reason: DeviceReason, nowMs: number): void;
  verdict(nowMs: number): Verdict | null;
}

/** The specification gives a controller a second for most commands; a reset takes some of them longer. */
const ANSWER_MS = 2_000;
const PROBE_AFTER_MS = 10_000;
/** So much nonsense in a row, and a stream without sync bytes is taken to be out of step. */
const OUT_OF_STEP_AFTER = 5;
const RESTARTS_BEFORE_REOPENING = 3;
/** Pause before it is set up again, doubling. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A controller that went well so long starts with short pauses again. */
const SETTLED_MS = 30_000;

export function createControllerWatch(): ControllerWatch {
  let asked = 0;
  let askedMs: number | null = null;
  let heardMs = 0;
  let probedMs = 0;
  let isProbing = false;
  let nonsense = 0;
  let failure: DeviceReason | null = null;
  let failedMs = 0;
  let startedMs = 0;
  let restarts = 0;

  const fail = (reason: DeviceReason, nowMs: number): void => {
    if (failure !== null) return;
    failure = reason;
    failedMs = nowMs;
  };

  return {
    fail,
    opened(nowMs) {
      restarts = 0;
      heardMs = probedMs = nowMs;
    },
    started(nowMs) {
      askedMs = null;
      failure = null;
      nonsense = 0;
      isProbing = false;
      startedMs = probedMs = nowMs;
    },
    commandSent(opcode, nowMs) {
      asked = opcode;
      askedMs = nowMs;
    },
    commandAnswered(opcode) {
      if (opcode === asked) askedMs = null;
    },
    heard(nowMs) {
      isProbing = false;
      heardMs = nowMs;
      nonsense = 0;
    },
    damaged(nowMs) {
      nonsense += 1;
      if (nonsense >= OUT_OF_STEP_AFTER) fail('out_of_step', nowMs);
    },
    verdict(nowMs) {
      if (failure === null && askedMs !== null && nowMs - askedMs >= ANSWER_MS) fail('no_answer', nowMs);
      if (failure !== null) {
        if (failedMs - startedMs >= SETTLED_MS) restarts = 0;
        const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** restarts);
        if (nowMs - failedMs < pauseMs && failure !== 'no_answer') return null;
        const reason = failure;
        restarts += 1;
        failure = null;
        askedMs = null;
        return restarts > RESTARTS_BEFORE_REOPENING
          ? { type: 'reopen', reason }
          : { type: 'restart', reason };
      }
      if (nowMs - Math.max(heardMs, probedMs) < PROBE_AFTER_MS) return null;
      // Asked before, and nothing came of it: the controller, or the stack, is stuck.
      if (isProbing) {
        isProbing = false;
        fail('no_answer', nowMs);
        return null;
      }
      isProbing = true;
      probedMs = nowMs;
      return { type: 'probe' };
    },
  };
}
