import { assignUnclaimedReading, declineUnclaimedReading, findOffer } from './unclaimed-readings.ts';
import { undoWeighing } from './record-weighing.ts';
import type { MemberAtScreen } from '../screen/member-session.ts';
import { UNDO_MS } from './weigh-in-claim.ts';
import type { RunningParts } from '../screen/core-context.ts';
import { running } from '../screen/procedures.ts';

/** Takes a reading out of the tray for the member and shows it. @returns false when it is not there any more */
function take({ weighIn, nowMs }: WeighInContext, session: MemberAtScreen, readingId: string): boolean {
  const taken = assignUnclaimedReading(weighIn.store, { readingId, memberId: session.member.id });
  if (taken.ok) {
    weighIn.claim.show(session.sessionId, {
      phase: 'done',
      weighing: taken.value,
      undoUntilMs: nowMs() + UNDO_MS,
    });
  }
  return taken.ok;
}

type WeighInContext = Pick<RunningParts, 'weighIn'> & { readonly nowMs: () => number };

export const weighInHandlers = running.weighIn.router({
  start: running.weighIn.start.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (session.pairingUntilMs !== null) context.sessions.setPairing(session.sessionId, false);
    context.weighIn.claim.begin(session.sessionId);
    context.changed();
  }),
  answer: running.weighIn.answer.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const state = context.weighIn.claim.current()?.state;
    if (state?.phase !== 'question') throw errors.NOT_NOW();
    const { store, claim } = context.weighIn;
    if (!input.is_mine) {
      declineUnclaimedReading(store, state.weighingId, session.member.id);
      claim.show(session.sessionId, null);
    } else if (!take(context, session, state.weighingId)) throw errors.NOT_FOUND();
    context.changed();
  }),
  answerOffer: running.weighIn.answerOffer.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const { store } = context.weighIn;
    // Only what this member is offered: an id alone opens nobody else's weight.
    const offer = findOffer(store, session.member.id, context.nowMs());
    if (offer?.id !== input.reading_id) throw errors.NOT_FOUND();
    if (!input.is_mine) declineUnclaimedReading(store, offer.id, session.member.id);
    else if (!take(context, session, offer.id)) throw errors.NOT_FOUND();
    context.changed();
  }),
  undo: running.weighIn.undo.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const { store, claim } = context.weighIn;
    const state = claim.current()?.state;
    if (state?.phase !== 'done' || context.nowMs() > state.undoUntilMs) throw errors.NOT_NOW();
    undoWeighing(store, session.member.id, state.weighing.weighingId);
    claim.show(session.sessionId, null);
    context.changed();
  }),
  close: running.weighIn.close.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    context.weighIn.claim.show(session.sessionId, null);
    context.changed();
  }),
});
