import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA_CARD_FRAME, gymConfig } from './support/gym-config.ts';
import { readKioskDb } from './support/kiosk-db.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';
import { askForDevices, KIM, sessionIdIn, signInAsKim } from './support/staff-mode.ts';

let reader: PseudoTerminal;
let kiosk: RunningKiosk;
let folder: string;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-staff-'));
  reader = await createPseudoTerminal(folder, 'tty');
});

test.afterEach(async () => {
  await kiosk.close();
  await reader.unplug();
  rmSync(folder, { recursive: true, force: true });
});

const launch = (): Promise<RunningKiosk> =>
  launchKiosk({ config: gymConfig(reader.path, { staff: [KIM] }), dataDir: join(folder, 'data') });

test('staff sign in, see devices and sync, and queue a refused record again', async () => {
  kiosk = await launch();
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
  await kiosk.close();
  // As after central has refused the card that Ada was given.
  const db = new Database(join(folder, 'data', 'kiosk.db'));
  db.prepare("UPDATE outbox SET state = 'quarantined', code = 'implausible_value' WHERE seq = 2").run();
  db.close();

  kiosk = await launch();
  const { page, dataDir } = kiosk;
  await expect(page.getByText('Tap your card')).toBeVisible();
  await signInAsKim(page);
  await expect(page.getByTestId('device-door')).toContainText('Ready');
  await expect(page.getByTestId('device-straps')).toContainText('Ready');

  await page.getByText('Sync', { exact: true }).click();
  await expect(page.getByTestId('quarantined-1-2')).toContainText('its value is not plausible');
  await page.getByTestId('retry-1-2').click();
  await expect(page.getByTestId('quarantined-1-2')).toHaveCount(0);
  expect(readKioskDb(dataDir, 'SELECT state, code FROM outbox WHERE seq = 2')).toEqual([
    { state: 'pending', code: null },
  ]);
  const noted = readKioskDb<{ kind: string; payload: string }>(
    dataDir,
    "SELECT kind, payload FROM facts WHERE kind LIKE 'staff.%' OR kind LIKE 'fact.%' ORDER BY seq",
  );
  expect(noted.map(({ kind }) => kind)).toEqual(['staff.signed_in', 'fact.retried']);
  expect(noted.every(({ payload }) => (JSON.parse(payload) as { staff: string }).staff === 'Kim')).toBe(true);
});

test('a member’s card ends staff mode, and so does another page', async () => {
  kiosk = await launch();
  const { page } = kiosk;
  await expect(page.getByText('Tap your card')).toBeVisible();
  await signInAsKim(page);
  const before = await sessionIdIn(page);
  reader.write(ADA_CARD_FRAME);
  await expect(page.getByText('Hi Ada')).toBeVisible();
  expect(await askForDevices(page, before)).toEqual({ ok: false, code: 'STAFF_ONLY' });
  await page.getByTestId('done').click();

  await signInAsKim(page);
  const second = await sessionIdIn(page);
  await page.reload();
  await expect(page.getByTestId('screen-attract')).toBeVisible();
  expect(await askForDevices(page, second)).toEqual({ ok: false, code: 'STAFF_ONLY' });
});
