import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import { ROOT } from '../../scripts/set-up/paths.mjs';
import { LANDSCAPE, launchKiosk, PORTRAIT, type RunningKiosk } from '../e2e/support/launch-kiosk.ts';

/**
 * Walks a member's stories through the real app, on the demo gym with its simulated devices, and
 * leaves a picture of every step, in portrait and in landscape.
 */
const OUT = join(ROOT, 'out', 'tour');
/** How long the strap is watched before she walks off, and how long she trains: too short to count, so that the picture says so. */
const WATCHED = /^0:1[2-9]$/;
const TRAINED = /^1:(0[5-9]|[1-5][0-9])$/;
const MARA = '1001';

async function main(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  for (const [name, size] of [
    ['portrait', PORTRAIT],
    ['landscape', LANDSCAPE],
  ] as const) {
    await walk(name, size);
  }
  process.stdout.write(`Screenshots are in ${OUT}\n`);
}

async function walk(name: string, window: string): Promise<void> {
  const folder = join(OUT, name);
  mkdirSync(folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(ROOT, 'resources', 'demo-kiosk.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const kiosk = await launchKiosk({ config, window });
  let step = 0;
  const shoot = async (title: string): Promise<void> => {
    step += 1;
    const file = `${String(step).padStart(2, '0')}-${title}.png`;
    // Finished animations: a picture of a fade in progress shows a screen nobody looks at.
    await kiosk.page.screenshot({ path: join(folder, file), animations: 'disabled' });
    process.stdout.write(`${name}/${file}\n`);
  };
  try {
    await tellStories(kiosk, shoot);
  } finally {
    await kiosk.close();
  }
}

async function tellStories(kiosk: RunningKiosk, shoot: (title: string) => Promise<void>): Promise<void> {
  const { page } = kiosk;
  const at = (screen: string) => page.getByTestId(`screen-${screen}`);
  const tap = (memberNumber: string | null) =>
    page.evaluate(
      (number) =>
        (globalThis as unknown as { kiosk: Pick<KioskBridge, 'demo'> }).kiosk.demo.tapCard({
          member_number: number,
        }),
      memberNumber,
    );
  const wear = (memberNumber: string) =>
    page.evaluate(
      (number) =>
        (globalThis as unknown as { kiosk: Pick<KioskBridge, 'demo'> }).kiosk.demo.wearStrap({
          member_number: number,
          on: true,
        }),
      memberNumber,
    );

  await expect(at('preparing')).toBeVisible();
  await shoot('preparing');
  await expect(at('attract')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('Tap your card')).toBeVisible();
  await shoot('attract');
  await page.getByTestId('demo-open').click();
  await expect(page.getByTestId('demo-sheet')).toBeVisible();
  await shoot('demo-controls');
  await page.keyboard.press('Escape');

  await tap(null);
  await expect(at('refused')).toBeVisible();
  await shoot('unknown-card');
  await expect(at('attract')).toBeVisible();

  await tap(MARA);
  await expect(at('welcome')).toBeVisible();
  await shoot('welcome');
  await expect(at('dashboard')).toBeVisible();
  await expect(page.locator('.apexcharts-series').first()).toBeVisible();
  await shoot('dashboard');
  await page.getByTestId('open-attendance').click();
  await expect(at('attendance')).toBeVisible();
  await shoot('attendance');
  await page.getByTestId('back').click();
  await page.getByTestId('open-notifications').click();
  await expect(at('notifications')).toBeVisible();
  await shoot('messages');
  await page.getByTestId('open-preferences').click();
  await expect(at('notification-preferences')).toBeVisible();
  await shoot('choose-messages');
  await page.getByTestId('back').click();
  await page.getByTestId('back').click();
  await page.getByTestId('open-metric').first().click();
  await expect(at('progress')).toBeVisible();
  await expect(page.locator('.apexcharts-series').first()).toBeVisible();
  await shoot('progress');
  await page.getByTestId('back').click();

  await page.getByTestId('start-pairing').click();
  await expect(at('pairing')).toBeVisible();
  await shoot('pairing-nothing-heard');
  await wear(MARA);
  await expect(page.getByTestId(/^strap-/).first()).toBeVisible();
  await shoot('pairing');
  await page
    .getByTestId(/^strap-/)
    .first()
    .click();
  await expect(at('live')).toBeVisible();
  await expect(page.getByText(WATCHED).first()).toBeVisible({ timeout: 60_000 });
  await shoot('live-heart-rate');
  await page.getByTestId('leave-running').click();
  await expect(page.getByTestId('recording')).toBeVisible();
  await shoot('attract-while-training');

  await tap(MARA);
  await expect(page.getByText(/Already in since/)).toBeVisible();
  await shoot('already-in');
  await expect(page.getByTestId('open-live')).toBeVisible();
  await shoot('dashboard-while-training');
  await page.getByTestId('open-live').click();
  await expect(at('live')).toBeVisible();
  // Somebody who watches the numbers moves now and then, and so stays signed in.
  await expect
    .poll(
      async () => {
        await page.mouse.click(5, 5);
        return page.getByText(TRAINED).first().isVisible();
      },
      { intervals: [2_000], timeout: 120_000 },
    )
    .toBe(true);
  await shoot('live-after-a-minute');
  await page.getByTestId('finish').click();
  await expect(page.getByTestId('finish-question')).toBeVisible();
  await shoot('finish-question');
  await page.getByTestId('finish-yes').click();
  await expect(at('summary')).toBeVisible();
  await shoot('summary');
  await page.getByTestId('close-summary').click();
  await expect(at('dashboard')).toBeVisible();
  await shoot('dashboard-after-training');

  await expect(page.getByTestId('idle-prompt')).toBeVisible({ timeout: 30_000 });
  await shoot('idle-prompt');
  await expect(at('attract')).toBeVisible({ timeout: 20_000 });

  // One that hangs is replaced before anybody notices, so its successor is held as well.
  const signalCore = async (signal: NodeJS.Signals) => {
    for (const pid of await kiosk.pidsOf('core.cjs')) process.kill(pid, signal);
  };
  const isReconnecting = async () => {
    await signalCore('SIGSTOP');
    return page.getByTestId('reconnecting').isVisible();
  };
  await expect.poll(isReconnecting, { timeout: 15_000, intervals: [50] }).toBe(true);
  await shoot('reconnecting');
  await signalCore('SIGCONT');
  await expect(page.getByTestId('reconnecting')).toHaveCount(0, { timeout: 15_000 });
  await expect(at('attract')).toBeVisible();
  await shoot('attract-again');
}

await main();
