import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { fillStartScreen } from './start-screen.ts';

/**
 * The page's first script: shows the start screen as soon as core has spoken, and fetches the page behind
 * it. Whatever is not the start screen is the page's to show, so it is fetched at once then.
 */
const { kiosk: bridge } = window;
/** A reader takes a moment to come up; the page is not kept waiting for one that does not. */
const READER_MS = 400;
/** A page that could not be fetched is fetched again. */
const RETRY_MS = 3_000;

let isOpening = false;
let patience: ReturnType<typeof setTimeout> | undefined;

function openPage(state: KioskState): void {
  if (isOpening) return;
  isOpening = true;
  clearTimeout(patience);
  import('../app/main.tsx')
    .then(async ({ openApp }) => {
      await openApp(state.locale);
      stop();
    })
    .catch(() => {
      isOpening = false;
      setTimeout(openPage, RETRY_MS, state);
    });
}

function show(state: KioskState): void {
  if (state.view.name !== 'attract') {
    openPage(state);
    return;
  }
  const invitation = fillStartScreen(document, state, Date.now());
  if (invitation !== 'tap') {
    patience ??= setTimeout(openPage, READER_MS, state);
    return;
  }
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!isOpening) performance.mark('screen:ready_for_card', { detail: { session_id: null } });
      openPage(state);
    }),
  );
}

document.querySelector('.attract-pin')?.addEventListener('click', () => void bridge.keypad.open());
const stop = bridge.kiosk.watch(show);
