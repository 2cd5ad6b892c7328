import type { AskPlan } from '../scale/ask-machine.ts';

/** `w` (older models) or `W`: the weight now, stable or not. Kern wants the letter without CR LF. */
export const KERN_ASK: AskPlan = {
  requests: [
    { command: 'w', everyMs: 400 },
    { command: 'W', everyMs: 400 },
  ],
  patienceMs: 1_500,
};
