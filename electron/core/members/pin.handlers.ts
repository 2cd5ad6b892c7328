import { running } from '../screen/procedures.ts';

export const keypadHandlers = running.keypad.router({
  open: running.keypad.open.handler(({ context, errors }) => {
    // Whoever is in front of the kiosk is not pushed aside by a button.
    const isFree = context.sessions.current() === null && context.staff.desk.current() === null;
    if (!isFree) throw errors.NOT_NOW();
    context.keypad.open();
  }),
  checkIn: running.keypad.checkIn.handler(async ({ context, input, errors }) => {
    const outcome = await context.keypad.checkIn(input.session_id, {
      memberNumber: input.member_number,
      pin: input.pin,
    });
    if (outcome.ok) return;
    const refusals = {
      session_over: errors.SESSION_OVER,
      not_now: errors.NOT_NOW,
      wrong_pin: errors.WRONG_PIN,
      see_front_desk: errors.SEE_FRONT_DESK,
    } as const;
    throw refusals[outcome.code]();
  }),
});

export const pinHandlers = running.pin.router({
  set: running.pin.set.handler(async ({ context, input, errors }) => {
    const outcome = await context.setOwnPin(input.session_id, { pin: input.pin, oldPin: input.old_pin });
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
