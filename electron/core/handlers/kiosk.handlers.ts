import { api } from './procedures.ts';

export const kioskHandlers = api.kiosk.router({
  watch: api.kiosk.watch.handler(({ context, signal }) => context.state.read(signal)),
  ping: api.kiosk.ping.handler(({ context }) => ({ now: context.nowMs() })),
});

export const sessionHandlers = api.session.router({
  touch: api.session.touch.handler(({ context, input, errors }) => {
    if (context.sessions.find(input.session_id) === null) throw errors.SESSION_OVER();
    context.sessions.touch(input.session_id);
    context.changed();
  }),
  end: api.session.end.handler(({ context, input, errors }) => {
    if (context.sessions.find(input.session_id) === null) throw errors.SESSION_OVER();
    context.sessions.end();
    context.changed();
  }),
});
