import type { AskPlan } from '../scale/ask-machine.ts';

/**
 * `SIR` makes the scale send its weight at every update until another command comes; scales with the
 * level-0 command set only (reply `ES`) are polled with `SI` instead. A scale that was switched on
 * again says `I4 A "…"` and is asked anew at once; one that stops in mid-stream after two seconds.
 */
export const MT_SICS_ASK: AskPlan = {
  requests: [
    { command: 'SIR\r\n', everyMs: null },
    { command: 'SI\r\n', everyMs: 250 },
  ],
  patienceMs: 2_000,
};
