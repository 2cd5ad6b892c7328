import type { PreviewWindow } from '../../support/window/preview-window.ts';

/** A screen or dialog of the page, and how one comes to it. */
export interface ShownScreen {
  readonly name: string;
  /** What the preview's address asks for. */
  readonly address: string;
  /** Test ids that are pressed one after the other; `#2` is the third of the first row of choices. */
  readonly presses?: readonly string[];
}

/** Somebody who has been greeted. */
const MEMBER = 'view=member&greeted';
const STAFF = 'view=staff';
const STAFF_PAGES = ['devices', 'sync', 'today', 'members', 'jobs', 'kiosk'];

/** Every screen and dialog that the page has. */
export const SHOWN_SCREENS: readonly ShownScreen[] = [
  { name: 'start', address: 'view=attract' },
  { name: 'start with everything away', address: 'view=attract&lost' },
  { name: 'start while nothing is stored', address: 'view=attract&failing' },
  { name: 'demo', address: 'view=attract', presses: ['demo-open'] },
  { name: 'preparing', address: 'view=preparing' },
  { name: 'reconnecting', address: 'view=attract&offline' },
  { name: 'unknown card', address: 'view=refused' },
  { name: 'see the front desk', address: 'view=refused&known' },
  { name: 'number', address: 'view=keypad' },
  { name: 'wrong number or PIN', address: 'view=keypad&wrong' },
  { name: 'welcome', address: 'view=member' },
  { name: 'welcome back', address: 'view=member&returning' },
  { name: 'dashboard', address: MEMBER },
  { name: 'dashboard of a newcomer', address: `${MEMBER}&newcomer` },
  { name: 'dashboard with long words', address: `${MEMBER}&long` },
  { name: 'dashboard with a weight to claim', address: `${MEMBER}&weigh=offer` },
  { name: 'idle', address: 'view=member&idle' },
  { name: 'text and colours', address: MEMBER, presses: ['open-display'] },
  { name: 'attendance', address: MEMBER, presses: ['open-attendance'] },
  { name: 'messages', address: MEMBER, presses: ['open-notifications'] },
  { name: 'choosing messages', address: MEMBER, presses: ['open-notifications', 'open-preferences'] },
  { name: 'progress', address: MEMBER, presses: ['open-metric'] },
  { name: 'a year of progress', address: MEMBER, presses: ['open-metric', '#-1'] },
  { name: 'entry', address: MEMBER, presses: ['open-metric', 'open-entry'] },
  { name: 'entries', address: MEMBER, presses: ['metric-body_weight', 'open-entries'] },
  { name: 'goals', address: MEMBER, presses: ['open-goals'] },
  { name: 'choosing a goal', address: MEMBER, presses: ['open-goals', 'new-goal'] },
  { name: 'goal', address: MEMBER, presses: ['open-goals', 'new-goal', 'want-'] },
  { name: 'own PIN', address: MEMBER, presses: ['own-pin'] },
  { name: 'pairing', address: `${MEMBER}&heart=pairing` },
  { name: 'pairing, nothing heard', address: `${MEMBER}&heart=searching` },
  { name: 'live', address: `${MEMBER}&heart=live`, presses: ['open-live'] },
  { name: 'live without a signal', address: `${MEMBER}&heart=live&silent`, presses: ['open-live'] },
  { name: 'finishing', address: `${MEMBER}&heart=live`, presses: ['open-live', 'finish'] },
  { name: 'summary', address: `${MEMBER}&heart=summary` },
  ...['waiting', 'settling', 'question', 'done', 'body', 'missed'].map((phase) => ({
    name: `weigh-in: ${phase}`,
    address: `${MEMBER}&weigh=${phase}`,
  })),
  { name: 'staff: who', address: 'view=staff_sign_in' },
  { name: 'staff: PIN', address: 'view=staff_sign_in&chosen' },
  { name: 'staff: locked', address: 'view=staff_sign_in&locked' },
  ...STAFF_PAGES.map((page, index) => ({ name: `staff: ${page}`, address: STAFF, presses: [`#${index}`] })),
  { name: 'staff: because', address: STAFF, presses: ['#5', 'leave-kiosk'] },
  { name: 'staff: found', address: STAFF, presses: ['#3', 'name-key-', 'name-key-', 'find-members'] },
  {
    name: 'staff: a member',
    address: STAFF,
    presses: ['#3', 'name-key-', 'name-key-', 'find-members', 'member-'],
  },
];

/** Opens it as a member or a clerk would come to it. */
export async function showScreen(
  window: PreviewWindow,
  { address, presses = [] }: ShownScreen,
  settings: { readonly locale?: string; readonly text?: number; readonly theme?: string } = {},
): Promise<void> {
  const { page } = window;
  const extra = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  await window.open([address, ...extra].join('&'));
  await page.locator('[data-screen]').first().waitFor();
  if (address.includes('greeted')) {
    // It may be over by itself already.
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-screen="welcome"] button')?.click());
    await page.locator('[data-screen]:not([data-screen="welcome"])').first().waitFor();
  }
  for (const press of presses) {
    const target = press.startsWith('#')
      ? page
          .getByRole('radiogroup')
          .first()
          .locator('label')
          .nth(Number(press.slice(1)))
      : page.locator(`[data-testid="${press}"], [data-testid^="${press}"]`).first();
    await target.click();
  }
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
