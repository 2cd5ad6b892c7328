import type { AskPlan } from '../scale/ask-machine.ts';

/** The scale speaks only when asked; commands are single letters without a line end. */
export const TOLEDO_8217_ASK: AskPlan = {
  requests: [{ command: 'W', everyMs: 300 }],
  patienceMs: 1_000,
};
