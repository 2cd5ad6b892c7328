import { memberOnly } from '../screen/procedures.ts';

export const heartRateHandlers = memberOnly.heartRate.router({
  startPairing: memberOnly.heartRate.startPairing.handler(({ context, errors }) => {
    const { screen, heartRate, session, member, changed } = context;
    if (heartRate.recorder.running(member.id) !== null) throw errors.NOT_NOW();
    screen.sessions.setPairing(session.sessionId, true);
    changed();
  }),
  cancelPairing: memberOnly.heartRate.cancelPairing.handler(({ context }) => {
    context.screen.sessions.setPairing(context.session.sessionId, false);
    context.changed();
  }),
  pair: memberOnly.heartRate.pair.handler(({ context, input, errors }) => {
    const { screen, heartRate, session, member, store, changed } = context;
    const { recorder, radar, owners } = heartRate;
    if (session.pairingUntilMs === null) throw errors.NOT_NOW();
    const atMs = store.nowMs();
    const strap = radar.find(input.sensor_id, atMs);
    const owner = owners.ownerOf(input.sensor_id);
    const isSomebodyElses = owner !== null && owner !== member.id;
    if (strap === null || isSomebodyElses) throw errors.STRAP_NOT_AVAILABLE();
    const { sensorId, device } = strap;
    if (!recorder.start({ memberId: member.id, sensorId, device, atMs })) throw errors.STRAP_NOT_AVAILABLE();
    screen.sessions.setPairing(session.sessionId, false);
    changed();
  }),
  watch: memberOnly.heartRate.watch.handler(async function* ({ context, input, signal }) {
    const { screen, heartRate } = context;
    for await (const _second of screen.seconds.read(signal)) {
      // Looked at anew each second: the session may be over by now.
      const session = screen.sessions.find(input.session_id);
      const live = session === null ? null : heartRate.live(session.member);
      if (live === null) return;
      yield live;
    }
  }),
  finish: memberOnly.heartRate.finish.handler(({ context, errors }) => {
    const { screen, heartRate, session, member, store, changed } = context;
    const summary = heartRate.recorder.finish(member.id, 'finished', store.nowMs());
    if (summary === null) throw errors.NOT_NOW();
    screen.sessions.showSummary(session.sessionId, summary);
    changed();
  }),
  closeSummary: memberOnly.heartRate.closeSummary.handler(({ context }) => {
    context.screen.sessions.showSummary(context.session.sessionId, null);
    context.changed();
  }),
});
