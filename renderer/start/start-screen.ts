import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { LANGUAGE_BASICS } from '../../shared/domain/wording/languages.ts';
import { createGymClock } from '../i18n/gym-clock.ts';
import { invitationOf, type Invitation } from '../screens/attract/invitation.ts';
import { applyAppearance } from '../theme/apply-appearance.ts';
import { startWordsOf } from './start-words.ts';

/**
 * Fills the start screen that stands in `index.html` with what core says, in the gym's language. The same
 * is drawn by `screens/attract/Attract.tsx` once it is there.
 * @param document the page, as it was parsed
 * @returns what the screen asks for now
 */
export function fillStartScreen(document: Document, state: KioskState, nowMs: number): Invitation {
  const words = startWordsOf(state.locale);
  const time = createGymClock(LANGUAGE_BASICS[state.locale].region, state.timezone);
  const invitation = invitationOf(state, nowMs);
  const part = (name: string): HTMLElement => {
    const element = document.querySelector<HTMLElement>(`.attract-${name}`);
    if (element === null) throw new Error(`index.html has no .attract-${name}`);
    return element;
  };
  document.documentElement.lang = state.locale;
  applyAppearance(document.documentElement, state.appearance);
  part('gym').textContent = state.gym_name;
  part('day').textContent = time.longDay(nowMs);
  part('clock').textContent = time.clock(nowMs);
  part('clock').setAttribute('datetime', new Date(nowMs).toISOString());
  part('invitation').dataset['invitation'] = invitation;
  part('invitation')
    .querySelector('.emblem')
    ?.toggleAttribute('data-calm', invitation !== 'tap');
  part('tap').textContent = words[`attract.${invitation}`];
  part('hint').textContent = words[`attract.${invitation}_hint`];
  part('pin').hidden = !state.takes_pins || invitation === 'not_storing';
  part('pin-word').textContent = words['door.open'];
  return invitation;
}
