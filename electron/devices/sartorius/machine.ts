import type { AskPlan } from '../scale/ask-machine.ts';

/** `ESC P` presses PRINT; whether the balance then waits for stability is set on the balance. */
export const SARTORIUS_ASK: AskPlan = {
  requests: [{ command: '\u001bP\r\n', everyMs: 500 }],
  patienceMs: 2_000,
};
