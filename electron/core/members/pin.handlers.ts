import { memberOnly } from '../screen/procedures.ts';

export const pinHandlers = memberOnly.pin.router({
  set: memberOnly.pin.set.handler(async ({ context, input, errors }) => {
    const typed = { pin: input.pin, oldPin: input.old_pin };
    const outcome = await context.members.setOwnPin(context.session.sessionId, typed);
    if (outcome.ok) return;
    const refusals = {
      session_over: errors.SESSION_OVER,
      not_now: errors.NOT_NOW,
      pin_too_easy: errors.PIN_TOO_EASY,
      wrong_pin: errors.WRONG_PIN,
      locked: errors.LOCKED,
    } as const;
    throw refusals[outcome.code]();
  }),
});
