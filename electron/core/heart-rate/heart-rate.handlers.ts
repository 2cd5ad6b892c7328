import { running } from '../screen/procedures.ts';

export const heartRateHandlers = running.heartRate.router({
  startPairing: running.heartRate.startPairing.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (context.recorder.running(session.member.id) !== null) throw errors.NOT_NOW();
    context.sessions.setPairing(session.sessionId, true);
    context.changed();
  }),
  cancelPairing: running.heartRate.cancelPairing.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    context.sessions.setPairing(session.sessionId, false);
    context.changed();
  }),
  pair: running.heartRate.pair.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (session.pairingUntilMs === null) throw errors.NOT_NOW();
    const atMs = context.nowMs();
    const strap = context.radar.find(input.sensor_id, atMs);
    const owner = context.ownerOf(input.sensor_id);
    const isSomebodyElses = owner !== null && owner !== session.member.id;
    if (strap === null || isSomebodyElses) throw errors.STRAP_NOT_AVAILABLE();
    const { sensorId, device } = strap;
    if (!context.recorder.start({ memberId: session.member.id, sensorId, device, atMs }))
      throw errors.STRAP_NOT_AVAILABLE();
    context.sessions.setPairing(session.sessionId, false);
    context.changed();
  }),
  watch: running.heartRate.watch.handler(async function* ({ context, input, signal }) {
    for await (const _second of context.seconds.read(signal)) {
      const session = context.sessions.find(input.session_id);
      const live = session === null ? null : context.readLive(session);
      if (live === null) return;
      yield live;
    }
  }),
  finish: running.heartRate.finish.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const summary = context.recorder.finish(session.member.id, 'finished', context.nowMs());
    if (summary === null) throw errors.NOT_NOW();
    context.sessions.showSummary(session.sessionId, summary);
    context.changed();
  }),
  closeSummary: running.heartRate.closeSummary.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    context.sessions.showSummary(session.sessionId, null);
    context.changed();
  }),
});
