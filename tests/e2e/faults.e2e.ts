import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { machinePace } from '../support/machine-pace.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA_CARD_FRAME, gymConfig } from './support/gym-config.ts';
import { readKioskDb } from './support/kiosk-db.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';

/** Any one process that dies is back within this. */
const REPAIRED_WITHIN_MS = 3_000;

let reader: PseudoTerminal;
let kiosk: RunningKiosk;
let repairedWithinMs: number;

test.beforeEach(async () => {
  repairedWithinMs = REPAIRED_WITHIN_MS * machinePace();
  reader = await createPseudoTerminal(mkdtempSync(join(tmpdir(), 'reader-')), 'tty');
  kiosk = await launchKiosk({ config: gymConfig(reader.path) });
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
});

test.afterEach(async () => {
  await kiosk.close();
  await reader.unplug();
});

test('core is killed right after a check-in: the window stays, core is back, the visit is there once', async () => {
  const { page, dataDir } = kiosk;
  reader.write(ADA_CARD_FRAME);
  await expect(page.getByText('Hi Ada')).toBeVisible();
  const [corePid] = await kiosk.pidsOf('core.cjs');
  expect(corePid).toBeDefined();
  process.kill(corePid!, 'SIGKILL');
  // Whoever was signed in is not any more: a new core starts with nobody at the screen.
  await expect(page.getByTestId('screen-attract')).toBeVisible({ timeout: repairedWithinMs });
  await expect(page.getByText('Back in a moment')).toHaveCount(0, { timeout: repairedWithinMs });
  expect(await kiosk.pidsOf('core.cjs')).not.toContain(corePid);
  expect(kiosk.app.windows()).toHaveLength(1);
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toHaveLength(1);
  await expect
    .poll(
      async () => {
        reader.write(ADA_CARD_FRAME);
        return page.getByText(/Already in since/).isVisible();
      },
      // Tapping again, with the card taken away in between.
      { intervals: [1_500] },
    )
    .toBe(true);
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toHaveLength(1);
});

test('the device process is killed: it is back, and the next card is read', async () => {
  const { page, app } = kiosk;
  const devicesPid = await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(({ name, serviceName }) => name === 'devices' || serviceName === 'devices')?.pid,
  );
  expect(devicesPid).toBeDefined();
  process.kill(devicesPid!, 'SIGKILL');
  await expect
    .poll(
      async () => {
        reader.write(ADA_CARD_FRAME);
        return page.getByText('Hi Ada').isVisible();
      },
      { intervals: [250], timeout: 10_000 },
    )
    .toBe(true);
});

test('the reader is unplugged: the screen says so, and goes on as soon as it is back', async () => {
  const { page } = kiosk;
  await reader.unplug();
  await expect(page.getByText('Card reader reconnecting…')).toBeVisible();
  await reader.plug();
  await expect(page.getByText('Tap your card')).toBeVisible();
  await expect
    .poll(
      async () => {
        reader.write(ADA_CARD_FRAME);
        return page.getByText('Hi Ada').isVisible();
      },
      { intervals: [500] },
    )
    .toBe(true);
});

test('the page’s process is killed: a new page shows the start screen within three seconds', async () => {
  const { app } = kiosk;
  const pagePid = (): Promise<number> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId());
  const before = await pagePid();
  process.kill(before, 'SIGKILL');
  const screen = (): Promise<unknown> =>
    app.evaluate(async ({ BrowserWindow }, old) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents;
      // A script sent to a page that is gone is never answered.
      if (contents.getOSProcessId() === old || contents.isLoading() || contents.isCrashed()) return null;
      return contents.executeJavaScript("document.querySelector('[data-screen]')?.dataset.screen ?? null");
    }, before);
  await expect.poll(screen, { timeout: repairedWithinMs, intervals: [100] }).toBe('attract');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
