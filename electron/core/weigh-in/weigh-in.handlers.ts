import type { MemberAtScreen } from '../screen/member-session.ts';
import { memberOnly } from '../screen/procedures.ts';
import type { Store } from '../store/store.ts';
import type { WeighIn } from './build-weigh-in.ts';
import { undoWeighing } from './record-weighing.ts';
import { assignUnclaimedReading, declineUnclaimedReading, findOffer } from './unclaimed-readings.ts';
import { UNDO_MS } from './weigh-in-claim.ts';

interface WeighInContext {
  readonly store: Store;
  readonly session: MemberAtScreen;
  readonly weighIn: Pick<WeighIn, 'claim'>;
}

/** Takes a reading out of the tray for the member and shows it. @returns false when it is not there any more */
function take({ store, weighIn, session }: WeighInContext, readingId: string): boolean {
  const taken = assignUnclaimedReading(store, { readingId, memberId: session.member.id });
  if (taken.ok) {
    weighIn.claim.show(session.sessionId, {
      phase: 'done',
      weighing: taken.value,
      undoUntilMs: store.nowMs() + UNDO_MS,
    });
  }
  return taken.ok;
}

export const weighInHandlers = memberOnly.weighIn.router({
  start: memberOnly.weighIn.start.handler(({ context }) => {
    const { screen, weighIn, session, changed } = context;
    if (session.pairingUntilMs !== null) screen.sessions.setPairing(session.sessionId, false);
    weighIn.claim.begin(session.sessionId);
    changed();
  }),
  answer: memberOnly.weighIn.answer.handler(({ context, input, errors }) => {
    const { store, weighIn, session, member, changed } = context;
    const state = weighIn.claim.current()?.state;
    if (state?.phase !== 'question') throw errors.NOT_NOW();
    if (!input.is_mine) {
      declineUnclaimedReading(store, state.weighingId, member.id);
      weighIn.claim.show(session.sessionId, null);
    } else if (!take(context, state.weighingId)) throw errors.NOT_FOUND();
    changed();
  }),
  answerOffer: memberOnly.weighIn.answerOffer.handler(({ context, input, errors }) => {
    const { store, member, changed } = context;
    // Only what this member is offered: an id alone opens nobody else's weight.
    const offer = findOffer(store, member.id, store.nowMs());
    if (offer?.id !== input.reading_id) throw errors.NOT_FOUND();
    if (!input.is_mine) declineUnclaimedReading(store, offer.id, member.id);
    else if (!take(context, offer.id)) throw errors.NOT_FOUND();
    changed();
  }),
  undo: memberOnly.weighIn.undo.handler(({ context, errors }) => {
    const { store, weighIn, session, member, changed } = context;
    const state = weighIn.claim.current()?.state;
    if (state?.phase !== 'done' || store.nowMs() > state.undoUntilMs) throw errors.NOT_NOW();
    undoWeighing(store, member.id, state.weighing.weighingId);
    weighIn.claim.show(session.sessionId, null);
    changed();
  }),
  close: memberOnly.weighIn.close.handler(({ context }) => {
    context.weighIn.claim.show(context.session.sessionId, null);
    context.changed();
  }),
});
