import type { WeighInView } from '../../shared/contract/weigh-in-view.ts';
import type { HeartRateView } from '../../shared/contract/kiosk-api.ts';

type Phase = HeartRateView['phase'];

/** What the member chose to look at. Pairing, the summary and a weigh-in are core's to show and need no choice. */
export type MemberPage =
  | { readonly name: 'dashboard' }
  | { readonly name: 'attendance' }
  | { readonly name: 'goals' }
  | { readonly name: 'own_pin' }
  | { readonly name: 'notifications' }
  | { readonly name: 'notification-preferences' }
  | { readonly name: 'live' }
  | { readonly name: 'weight-offer' }
  | { readonly name: 'progress'; readonly metricType: string | null };

export const DASHBOARD_PAGE: MemberPage = { name: 'dashboard' };

/** The page to go to when heart rate moves from one phase to another. */
export function pageAfterPhase(before: Phase, after: Phase, page: MemberPage): MemberPage {
  if (before === after) return page;
  // A strap was just chosen: its numbers are what the member waits for.
  if (before === 'pairing' && after === 'live') return { name: 'live' };
  if (page.name === 'live' || before === 'summary') return DASHBOARD_PAGE;
  return page;
}

/** The screen for a page in a phase: a weigh-in, pairing and summary come before whatever was open. */
export function screenOf(
  phase: Phase,
  page: MemberPage,
  weighIn: WeighInView,
): MemberPage | { readonly name: 'pairing' | 'summary' | 'weigh-in' } {
  if (weighIn.phase !== 'none') return { name: 'weigh-in' };
  if (page.name === 'weight-offer' && weighIn.offer === null) return DASHBOARD_PAGE;
  if (phase === 'pairing' || phase === 'summary') return { name: phase };
  if (page.name === 'live' && phase !== 'live') return DASHBOARD_PAGE;
  return page;
}
