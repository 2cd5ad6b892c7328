import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA_CARD_FRAME, gymConfig } from './support/gym-config.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';
import { askForDevices, KIM, sessionIdIn, signInAsKim } from './support/staff-mode.ts';

/** These wait as long as a kiosk does for people who have left; the other window tests run meanwhile. */
let folder: string;
let reader: PseudoTerminal;
let kiosk: RunningKiosk;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-left-'));
  reader = await createPseudoTerminal(folder, 'tty');
  kiosk = await launchKiosk({ config: gymConfig(reader.path, { staff: [KIM] }) });
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
});

test.afterEach(async () => {
  await kiosk.close();
  await reader.unplug();
  rmSync(folder, { recursive: true, force: true });
});

test('a member who walks away is signed out after half a minute, and nothing of her stays in the page', async () => {
  const { page } = kiosk;
  reader.write(ADA_CARD_FRAME);
  await expect(page.getByTestId('screen-dashboard')).toBeVisible();
  await expect(page.getByText('Still there?')).toBeVisible({ timeout: 25_000 });
  await expect(page.getByTestId('screen-attract')).toBeVisible({ timeout: 15_000 });
  expect(await page.content()).not.toContain('Ada');
});

test('staff who walk away are signed out, and what they could ask is answered no more', async () => {
  const { page } = kiosk;
  await signInAsKim(page);
  const sessionId = await sessionIdIn(page);
  expect(await askForDevices(page, sessionId)).toMatchObject({ ok: true });
  await expect(page.getByText('Still there?')).toBeVisible({ timeout: 75_000 });
  await expect(page.getByTestId('screen-attract')).toBeVisible({ timeout: 45_000 });
  expect(await askForDevices(page, sessionId)).toEqual({ ok: false, code: 'STAFF_ONLY' });
});
