import type { AskPlan } from '../scale/ask-machine.ts';

/** A balance in stream mode speaks by itself; one in command or key mode is asked with `Q` (weight at once). */
export const AND_ASK: AskPlan = { requests: [{ command: 'Q\r\n', everyMs: 500 }], patienceMs: 1_500 };
