import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA_CARD_FRAME, gymConfig } from './support/gym-config.ts';
import { readKioskDb } from './support/kiosk-db.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';

let reader: PseudoTerminal;
let kiosk: RunningKiosk;

test.beforeEach(async () => {
  reader = await createPseudoTerminal(mkdtempSync(join(tmpdir(), 'reader-')), 'tty');
  kiosk = await launchKiosk({ config: gymConfig(reader.path) });
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
});

test.afterEach(async () => {
  await kiosk.close();
  await reader.unplug();
});

const weights = () =>
  readKioskDb<{ value: number; source: string }>(
    kiosk.dataDir,
    "SELECT value, source FROM progress_metrics WHERE metric_type = 'body_weight' ORDER BY recorded_at",
  );

test('a member notes a weight, finds it on the chart, and takes it back', async () => {
  const { page } = kiosk;
  reader.write(ADA_CARD_FRAME);
  await expect(page.getByTestId('screen-dashboard')).toBeVisible();
  await page.getByTestId('open-metric').click();
  await expect(page.getByTestId('screen-progress')).toBeVisible();
  // Her weight came with her enrolment.
  await page.getByText('Body weight').click();
  await expect(page.getByRole('img', { name: 'Body weight, values hidden' })).toBeVisible();
  await page.getByTestId('open-entry').click();
  for (const key of ['6', '4', 'point', '2']) await page.getByTestId(`key-${key}`).click();
  await expect(page.getByTestId('entry-display')).toContainText('64.2');
  await page.getByTestId('entry-save').dblclick();

  await expect(page.getByTestId('entry-undo')).toBeVisible();
  await page.getByTestId('hold-to-show').hover();
  await page.mouse.down();
  await expect(page.getByTestId('screen-progress')).toContainText('64.2');
  await expect(page.getByRole('img', { name: /Body weight, 1 value, latest 64\.2\skg/ })).toBeVisible();
  await page.mouse.up();
  expect(weights()).toEqual([
    { value: 65, source: 'manual' },
    { value: 64.2, source: 'manual' },
  ]);

  await page.getByTestId('entry-undo').click();
  await expect(page.getByTestId('entry-undo')).toHaveCount(0);
  await page.getByTestId('hold-to-show').hover();
  await page.mouse.down();
  await expect(page.getByRole('img', { name: /Body weight, 1 value, latest 65\.0\skg/ })).toBeVisible();
  await page.mouse.up();
  expect(weights()).toEqual([{ value: 65, source: 'manual' }]);
  const facts = readKioskDb<{ kind: string }>(
    kiosk.dataDir,
    "SELECT kind FROM facts WHERE kind LIKE 'metric.%' ORDER BY seq",
  );
  expect(facts.map(({ kind }) => kind)).toEqual(['metric.recorded', 'metric.recorded', 'metric.retracted']);
});
