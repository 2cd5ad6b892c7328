import type { AskPlan } from '../scale/ask-machine.ts';

/** `IP` prints the displayed weight at once, stable or not; a scale set to print by itself is listened to. */
export const OHAUS_ASK: AskPlan = { requests: [{ command: 'IP\r\n', everyMs: 400 }], patienceMs: 1_500 };
