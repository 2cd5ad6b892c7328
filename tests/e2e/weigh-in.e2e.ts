import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA_CARD_FRAME, gymConfig } from './support/gym-config.ts';
import { readKioskDb } from './support/kiosk-db.ts';
import { launchKiosk } from './support/launch-kiosk.ts';

test('a member taps a card, weighs in, and finds the weight in their progress', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weigh-'));
  const reader = await createPseudoTerminal(folder, 'tty-door');
  const scale = await createPseudoTerminal(folder, 'tty-scale');
  const config = gymConfig(reader.path);
  const devices = [
    ...(config['devices'] as unknown[]),
    { id: 'scale', family: 'text-scale', transport: { type: 'serial', path: scale.path } },
  ];
  const kiosk = await launchKiosk({ config: { ...config, devices } });
  const { page, dataDir } = kiosk;
  const say = (kg: string): void => scale.write(Buffer.from(`   ${kg} kg\r\n`));
  try {
    await expect(page.getByText('Tap your card')).toBeVisible();
    reader.write(ADA_CARD_FRAME);
    await expect(page.getByTestId('screen-dashboard')).toBeVisible();
    await page.getByTestId('start-weigh-in').click();
    await expect(page.getByTestId('screen-weigh-in')).toBeVisible();

    // The display wanders until she stands still.
    say('41.2');
    await expect(page.getByTestId('weight')).toHaveText('41.2kg');
    say('64.3');
    say('64.3');
    await expect(page.getByText('Saved')).toBeVisible();
    await expect(page.getByTestId('weight')).toHaveText('64.3kg');
    await expect(page.getByText(/0\.7 kg less than/)).toBeVisible();
    const weighed =
      "SELECT value, source FROM progress_metrics WHERE metric_type = 'body_weight' ORDER BY recorded_at";
    expect(readKioskDb(dataDir, weighed)).toMatchObject([{ value: 65 }, { value: 64.3, source: 'device' }]);

    await page.getByTestId('weigh-in-close').click();
    await page.getByTestId('metric-body_weight').click();
    await page.getByTestId('hold-to-show').hover();
    await page.mouse.down();
    await expect(page.getByTestId('screen-progress')).toContainText('64.3');
    await page.mouse.up();
    await page.getByTestId('done').click();
    await expect(page.getByTestId('screen-attract')).toBeVisible();
  } finally {
    await kiosk.close();
    await reader.unplug();
    await scale.unplug();
  }
});
