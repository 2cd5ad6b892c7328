import { api, running } from './procedures.ts';

export const kioskHandlers = api.kiosk.router({
  watch: api.kiosk.watch.handler(({ context, signal }) => context.state.read(signal)),
  ping: api.kiosk.ping.handler(({ context }) => ({ now: context.nowMs() })),
});

export const sessionHandlers = running.session.router({
  touch: running.session.touch.handler(({ context, input, errors }) => {
    if (context.sessions.find(input.session_id) === null) throw errors.SESSION_OVER();
    context.sessions.touch(input.session_id);
    context.changed();
  }),
  end: running.session.end.handler(({ context, input, errors }) => {
    if (context.sessions.find(input.session_id) === null) throw errors.SESSION_OVER();
    context.sessions.end();
    context.changed();
  }),
});
