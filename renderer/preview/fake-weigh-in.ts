import type { MemberSession } from '../../shared/contract/kiosk-api.ts';
import type { WeighInView } from '../../shared/contract/weigh-in-view.ts';
import type { FakeAnswers } from './fake-contract.ts';
import { SAMPLE_COMPOSITION, sampleWeighed } from './sample-weigh-in.ts';

const NONE: WeighInView = { phase: 'none', offer: null };

/** The weigh-in a page's address asks for. */
export function firstWeighIn(name: string | null, nowMs: number): WeighInView {
  const waiting = {
    phase: 'waiting',
    expires_at: nowMs + 60_000,
    live_kg: null,
    implausible: false,
    unit: 'kg',
  } as const;
  switch (name) {
    case 'offer':
      return { phase: 'none', offer: { reading_id: 'w-1', kg: 82.4, at: nowMs - 240_000, unit: 'kg' } };
    case 'waiting':
      return waiting;
    case 'settling':
      return { ...waiting, live_kg: 81.15 };
    case 'question':
      return { phase: 'question', kg: 96.8, unit: 'kg' };
    case 'done':
      return sampleWeighed(nowMs);
    case 'body':
      return { ...sampleWeighed(nowMs), composition: [...SAMPLE_COMPOSITION], after_exercise: true };
    case 'missed':
      return { phase: 'missed' };
    default:
      return NONE;
  }
}

/** A weigh-in that goes where it is told. */
export function createFakeWeighIn(
  inSession: (change: (session: MemberSession) => MemberSession) => void,
): FakeAnswers {
  const show = (view: WeighInView) => inSession((session) => ({ ...session, weigh_in: view }));
  const answer = (isMine: boolean) => show(isMine ? sampleWeighed(Date.now()) : NONE);
  return {
    'weighIn.start': () => show(firstWeighIn('waiting', Date.now())),
    'weighIn.answer': ({ is_mine }) => answer(is_mine),
    'weighIn.answerOffer': ({ is_mine }) => answer(is_mine),
    'weighIn.undo': () => show(NONE),
    'weighIn.close': () => show(NONE),
  };
}
