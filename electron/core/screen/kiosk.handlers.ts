import { api, running } from './procedures.ts';

export const kioskHandlers = api.kiosk.router({
  watch: api.kiosk.watch.handler(({ context, signal }) => context.state.read(signal)),
  ping: api.kiosk.ping.handler(({ context }) => ({ now: context.nowMs() })),
});

export const sessionHandlers = running.session.router({
  touch: running.session.touch.handler(({ context, input, errors }) => {
    const isMember = context.sessions.find(input.session_id) !== null;
    if (isMember) context.sessions.touch(input.session_id);
    else if (!context.keypad.touch(input.session_id) && !context.staff.desk.touch(input.session_id))
      throw errors.SESSION_OVER();
    context.changed();
  }),
  end: running.session.end.handler(({ context, input, errors }) => {
    const isMember = context.sessions.find(input.session_id) !== null;
    const isStaff = context.staff.desk.current()?.sessionId === input.session_id;
    if (isMember) context.sessions.end();
    else if (context.keypad.current()?.sessionId === input.session_id) context.keypad.end();
    else if (isStaff) context.staff.desk.end('done');
    else throw errors.SESSION_OVER();
    context.changed();
  }),
});
