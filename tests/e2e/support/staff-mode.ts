import { expect, type Page } from '@playwright/test';
import type { KioskBridge } from '../../../shared/contract/kiosk-bridge.ts';

export const KIM = { name: 'Kim', role: 'owner', pin: '13571357' } as const;

export async function signInAsKim(page: Page): Promise<void> {
  await page.getByTestId('staff-open').click();
  await page.getByTestId('staff-account-Kim').click();
  for (const digit of KIM.pin) await page.getByTestId(`key-${digit}`).click();
  await page.getByTestId('staff-sign-in').click();
  await expect(page.getByTestId('screen-staff')).toBeVisible();
}

/** The session that the page was last told of. */
export const sessionIdIn = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { kiosk: bridge } = globalThis as unknown as { kiosk: KioskBridge };
        const stop = bridge.kiosk.watch(({ view }) => {
          resolve('session' in view ? view.session.session_id : '');
          queueMicrotask(() => stop());
        });
      }),
  );

/** What staff mode answers to a session now. */
export const askForDevices = (page: Page, sessionId: string): Promise<{ ok: boolean; code?: string }> =>
  page.evaluate(
    (session_id) => (globalThis as unknown as { kiosk: KioskBridge }).kiosk.staff.devices({ session_id }),
    sessionId,
  );
