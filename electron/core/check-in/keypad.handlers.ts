import { open } from '../screen/procedures.ts';

export const keypadHandlers = open.keypad.router({
  open: open.keypad.open.handler(({ context: { screen, staff }, errors }) => {
    // Whoever is in front of the kiosk is not pushed aside by a button.
    const isFree = screen.sessions.current() === null && staff.desk.current() === null;
    if (!isFree) throw errors.NOT_NOW();
    screen.keypad.open();
  }),
  checkIn: open.keypad.checkIn.handler(async ({ context, input, errors }) => {
    const typed = { memberNumber: input.member_number, pin: input.pin };
    const outcome = await context.checkIn.atKeypad(input.session_id, typed);
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
