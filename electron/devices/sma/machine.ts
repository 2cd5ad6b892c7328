import type { AskPlan } from '../scale/ask-machine.ts';

/** `W` (weight now) is the one command that every conformance level of SCP-0499 has. */
export const SMA_ASK: AskPlan = { requests: [{ command: '\nW\r', everyMs: 300 }], patienceMs: 1_000 };
