import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA_CARD_FRAME, gymConfig, STRANGER_CARD_FRAME } from './support/gym-config.ts';
import { readKioskDb } from './support/kiosk-db.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';

let reader: PseudoTerminal;
let kiosk: RunningKiosk;

test.beforeEach(async () => {
  reader = await createPseudoTerminal(mkdtempSync(join(tmpdir(), 'reader-')), 'tty');
  kiosk = await launchKiosk({ config: gymConfig(reader.path) });
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
});

test.afterEach(async () => {
  await kiosk.close();
  await reader.unplug();
});

test('a member taps a card, is greeted, trains with a strap and finds the result on the dashboard', async () => {
  const { page, dataDir } = kiosk;
  reader.write(ADA_CARD_FRAME);
  await expect(page.getByText('Hi Ada')).toBeVisible();
  await expect(page.getByTestId('screen-dashboard')).toBeVisible();
  await expect(page.getByTestId('tile-heart-rate')).toBeVisible();

  await page.getByTestId('start-pairing').click();
  await page
    .getByTestId(/^strap-/)
    .first()
    .click();
  await expect(page.getByTestId('screen-live')).toBeVisible();
  // The strap's own words, straight through the wire, and the zone they mean for her.
  await expect(page.getByTestId('hero')).toContainText(/1[0-9]{2}/);
  await expect
    .poll(() => page.getByTestId('hero').textContent(), { message: 'the live number follows the strap' })
    .toMatch(/1[0-4]\d/);

  await expect(page.getByText(/of 188 bpm/)).toBeVisible();
  // Long enough to be a measurement: ten heard seconds and a little more.
  await expect(page.getByText(/^0:1[2-9]$/).first()).toBeVisible({ timeout: 30_000 });
  await page.getByTestId('finish').click();
  await page.getByTestId('finish-yes').click();
  await expect(page.getByTestId('screen-summary')).toBeVisible();

  const metrics = readKioskDb<{ metric_type: string; value: number; source: string }>(
    dataDir,
    'SELECT metric_type, value, source FROM progress_metrics WHERE heart_rate_session_id IS NOT NULL ORDER BY metric_type',
  );
  expect(metrics.map(({ metric_type }) => metric_type)).toEqual(['average_heart_rate', 'maximum_heart_rate']);
  expect(metrics.every(({ value, source }) => value > 90 && value < 160 && source === 'device')).toBe(true);

  await page.getByTestId('close-summary').click();
  await expect(page.getByTestId('screen-dashboard')).toBeVisible();
  await page.getByTestId('done').click();
  await expect(page.getByTestId('screen-attract')).toBeVisible();
  await expect(page.getByText('Ada')).toHaveCount(0);
});

test('an unknown card meets a neutral screen, and only the refusal is kept', async () => {
  const { page, dataDir } = kiosk;
  reader.write(STRANGER_CARD_FRAME);
  await expect(page.getByTestId('screen-refused')).toBeVisible();
  await expect(page.getByText('Please see the front desk')).toBeVisible();
  const facts = readKioskDb<{ kind: string; user_id: string | null; payload: string }>(
    dataDir,
    "SELECT kind, user_id, payload FROM facts WHERE kind LIKE 'check_in.%'",
  );
  expect(facts).toEqual([
    { kind: 'check_in.refused', user_id: null, payload: '{"reason":"unknown_card","device":"door"}' },
  ]);
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toEqual([]);
  await expect(page.getByTestId('screen-attract')).toBeVisible();
});

test('a second tap within the hour says since when the member is in, and changes nothing', async () => {
  const { page, dataDir } = kiosk;
  reader.write(ADA_CARD_FRAME);
  await expect(page.getByTestId('screen-dashboard')).toBeVisible();
  await page.getByTestId('done').click();
  await expect(page.getByTestId('screen-attract')).toBeVisible();
  // A tag that is read again within a second was never taken away, and after a reading it is quiet for three:
  // a tap may fall into that, so she taps again, each time with the whole of a greeting to be seen.
  await expect(async () => {
    reader.write(ADA_CARD_FRAME);
    await expect(page.getByText(/Already in since/)).toBeVisible({ timeout: 3_500 });
  }).toPass({ timeout: 60_000 });
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toHaveLength(1);
});
