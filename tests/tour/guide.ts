import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import type { RunningKiosk } from '../e2e/support/launch-kiosk.ts';

/** Often enough for the shortest idle time, and seldom enough to be no load. */
const TOUCH_EVERY_MS = 2_000;
/** What a screen may take on a machine with much else to do. */
const PATIENCE_MS = 120_000;

type Globals = { kiosk: KioskBridge; holding?: ReturnType<typeof setInterval> };

/** Somebody who shows a kiosk around: holds cards to it, keeps it awake, and takes pictures. */
export interface Guide {
  readonly kiosk: RunningKiosk;
  readonly page: Page;
  /** Files of the pictures so far, with their titles. */
  readonly pictures: readonly { readonly file: string; readonly title: string }[];
  shoot(title: string): Promise<void>;
  screen(name: string): Locator;
  /** Waits for a screen. */
  see(name: string): Promise<void>;
  press(testId: string | RegExp): Promise<void>;
  /** Chooses one of a row of choices by its words. */
  choose(words: string): Promise<void>;
  type(digits: string): Promise<void>;
  tapCard(memberNumber: string | null): Promise<void>;
  wearStrap(memberNumber: string): Promise<void>;
  stepOnScale(memberNumber: string): Promise<void>;
  /** Touches the screen now and then, from within the page, so that no session ends while a picture is taken. */
  hold(): Promise<void>;
  letGo(): Promise<void>;
  /** Whoever is signed in leaves; ends at the start screen. */
  leave(): Promise<void>;
}

export function createGuide(kiosk: RunningKiosk, folder: string, say: (line: string) => void): Guide {
  const { page } = kiosk;
  const pictures: { file: string; title: string }[] = [];
  const guide: Guide = {
    kiosk,
    page,
    pictures,
    async shoot(title) {
      const file = `${String(pictures.length + 1).padStart(2, '0')}-${title}.png`;
      // Finished animations: a picture of a fade in progress shows a screen nobody looks at.
      await page.screenshot({ path: join(folder, file), animations: 'disabled' });
      pictures.push({ file, title });
      say(file);
    },
    screen: (name) => page.getByTestId(`screen-${name}`),
    see: (name) => expect(guide.screen(name)).toBeVisible({ timeout: PATIENCE_MS }),
    press: (testId) => page.getByTestId(testId).first().click(),
    choose: (words) => page.getByRole('radiogroup').getByText(words, { exact: true }).click(),
    async type(digits) {
      for (const digit of digits) await page.getByTestId(`key-${digit}`).click();
    },
    tapCard: (number) =>
      page.evaluate(async (member_number) => {
        await (globalThis as unknown as Globals).kiosk.demo.tapCard({ member_number });
      }, number),
    wearStrap: (number) =>
      page.evaluate(async (member_number) => {
        await (globalThis as unknown as Globals).kiosk.demo.wearStrap({ member_number, on: true });
      }, number),
    stepOnScale: (number) =>
      page.evaluate(async (member_number) => {
        await (globalThis as unknown as Globals).kiosk.demo.stepOnScale({ member_number });
      }, number),
    hold: () =>
      page.evaluate((everyMs) => {
        const globals = globalThis as unknown as Globals;
        globals.holding ??= setInterval(() => globalThis.dispatchEvent(new Event('pointerdown')), everyMs);
      }, TOUCH_EVERY_MS),
    letGo: () =>
      page.evaluate(() => {
        const globals = globalThis as unknown as Globals;
        clearInterval(globals.holding);
        delete globals.holding;
      }),
    async leave() {
      await page.evaluate(async () => {
        const { kiosk: bridge } = globalThis as unknown as Globals;
        const sessionId = await new Promise<string | null>((resolve) => {
          const stop = bridge.kiosk.watch(({ view }) => {
            const id =
              'session' in view
                ? view.session.session_id
                : view.name === 'keypad'
                  ? view.entry.session_id
                  : null;
            resolve(id);
            queueMicrotask(() => stop());
          });
        });
        if (sessionId !== null) await bridge.session.end({ session_id: sessionId });
      });
      await guide.see('attract');
    },
  };
  return guide;
}
