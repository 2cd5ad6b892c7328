import { api, open } from './procedures.ts';

export const kioskHandlers = api.kiosk.router({
  watch: api.kiosk.watch.handler(({ context, signal }) => context.state.read(signal)),
  ping: api.kiosk.ping.handler(({ context }) => ({ now: context.nowMs() })),
});

export const sessionHandlers = open.session.router({
  touch: open.session.touch.handler(({ context, input, errors }) => {
    const { screen, staff, changed } = context;
    const isMember = screen.sessions.find(input.session_id) !== null;
    if (isMember) screen.sessions.touch(input.session_id);
    else if (!screen.keypad.touch(input.session_id) && !staff.desk.touch(input.session_id))
      throw errors.SESSION_OVER();
    changed();
  }),
  end: open.session.end.handler(({ context, input, errors }) => {
    const { screen, staff, changed } = context;
    const isMember = screen.sessions.find(input.session_id) !== null;
    const isStaff = staff.desk.current()?.sessionId === input.session_id;
    if (isMember) screen.sessions.end();
    else if (screen.keypad.find(input.session_id) !== null) screen.keypad.end();
    else if (isStaff) staff.desk.end('done');
    else throw errors.SESSION_OVER();
    changed();
  }),
});
