import { open } from '../screen/procedures.ts';

export const staffDoorHandlers = open.staffDoor.router({
  open: open.staffDoor.open.handler(({ context, errors }) => {
    // A member in front of the kiosk is not pushed aside by a button.
    if (context.screen.sessions.current() !== null || !context.staff.desk.open()) throw errors.NOT_NOW();
  }),
  choose: open.staffDoor.choose.handler(({ context, input, errors }) => {
    if (!context.staff.desk.choose(input.session_id, input.name)) throw errors.NOT_NOW();
  }),
  signIn: open.staffDoor.signIn.handler(async ({ context, input, errors }) => {
    const outcome = await context.staff.desk.signIn(input.session_id, input.pin);
    if (outcome.ok) return;
    const refusals = {
      session_over: errors.SESSION_OVER,
      not_now: errors.NOT_NOW,
      wrong_pin: errors.WRONG_PIN,
      locked: errors.LOCKED,
    } as const;
    throw refusals[outcome.code]();
  }),
});
