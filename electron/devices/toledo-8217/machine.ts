import type { AskPlan } from '../scale/ask-machine.ts';

/**
 * The scale speaks only when asked; commands are single letters without a line end. Copies set to their
 * cash-register form want a CR, which the others ignore.
 */
export const TOLEDO_8217_ASK: AskPlan = {
  requests: [
    { command: 'W', everyMs: 300 },
    { command: 'W\r', everyMs: 300 },
    // The letters that went unanswered stand before the first of these, and are refused with it.
    { command: 'W\r', everyMs: 300 },
  ],
  patienceMs: 1_000,
};
