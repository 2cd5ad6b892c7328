import type { AskPlan } from '../scale/ask-machine.ts';

/** `SUI`: the mass at once, in the unit on the display; older scales know only `SI` (basic unit). */
export const RADWAG_ASK: AskPlan = {
  requests: [
    { command: 'SUI\r\n', everyMs: 400 },
    { command: 'SI\r\n', everyMs: 400 },
  ],
  patienceMs: 1_500,
};
