import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { Ground } from '../ground.ts';
import type { Screen } from '../screen/build-screen.ts';
import type { CheckInOutcome } from './check-in.ts';

/** How long "please see the front desk" stays on screen. */
export const REFUSAL_SHOWN_MS = 4 * SECOND_MS;

export interface Refusal {
  readonly kind: 'unknown_card' | 'see_front_desk';
  readonly untilMs: number;
}

/** What the screen shows to somebody who came. */
export interface Arrivals {
  /** The screen is theirs, or tells them to see the front desk. @param byPin they typed number and PIN */
  show(outcome: CheckInOutcome, byPin: boolean): void;
  refusal(): Refusal | null;
  /** Ends what has run out. */
  tick(): void;
}

export function createArrivals({ clock, changed }: Ground, { sessions, noticeMember }: Screen): Arrivals {
  let refusal: Refusal | null = null;
  let refusedAt = 0;
  return {
    show(outcome, byPin) {
      if (outcome.outcome === 'refused') {
        sessions.end();
        const kind = outcome.reason === 'unknown_card' ? 'unknown_card' : 'see_front_desk';
        refusal = { kind, untilMs: clock.nowMs() + REFUSAL_SHOWN_MS };
        refusedAt = clock.monotonicMs();
      } else {
        refusal = null;
        sessions.open({
          member: outcome.member,
          checkedInAtMs: outcome.visit.checkedInAtMs,
          alreadyIn: outcome.outcome === 'already_in',
          byPin,
        });
      }
      noticeMember();
      changed();
    },
    refusal: () => refusal,
    tick() {
      if (refusal === null || clock.monotonicMs() - refusedAt < REFUSAL_SHOWN_MS) return;
      refusal = null;
      changed();
    },
  };
}
