import type { AskPlan } from '../scale/ask-machine.ts';

/** Adam scales send by themselves only when the weight changes; `P` asks for the weight on the display. */
export const ADAM_ASK: AskPlan = { requests: [{ command: 'P\r\n', everyMs: 500 }], patienceMs: 1_500 };
