import { expect, test } from '@playwright/test';
import { ADA, ADA_CARD } from './support/gym-config.ts';
import { readKioskDb } from './support/kiosk-db.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';
import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';

let kiosk: RunningKiosk;
/** What core prints on standard output. */
let output = '';

test.beforeEach(async () => {
  kiosk = await launchKiosk({
    config: {
      gym_id: 'gym-one',
      gym_name: 'Iron Yard',
      timezone: 'Europe/Berlin',
      devices: [{ id: 'door', family: 'keyboard-wedge', transport: { type: 'keyboard' } }],
      members: [ADA],
    },
    env: { KIOSK_OUTPUT: 'readings' },
  });
  output = '';
  kiosk.app.process().stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await expect(kiosk.page.getByTestId('screen-attract')).toBeVisible();
  await expect
    .poll(() => readDevices(), { message: 'the device process listens to the keyboard' })
    .toEqual(['ready']);
});

test.afterEach(() => kiosk.close());

/** States of the devices as the page is told them. */
function readDevices(): Promise<string[]> {
  return kiosk.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const { kiosk: bridge } = globalThis as unknown as {
          kiosk: Pick<KioskBridge, 'kiosk'>;
        };
        const stop = bridge.kiosk.watch(({ devices }) => {
          resolve(devices.map(({ state }) => state));
          queueMicrotask(() => stop());
        });
      }),
  );
}

/** The lines of one kind that core has printed. */
function printed(event: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line['event'] === event);
}

/** Puts a text field with the focus into the page, and writes down every key that the page hears of. */
function addTextField(): Promise<void> {
  return kiosk.page.evaluate(() => {
    const field = document.createElement('input');
    field.id = 'probe';
    document.body.append(field);
    field.focus();
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput'])
      document.addEventListener(type, (event) => heard.push(`${type} ${(event as KeyboardEvent).key}`), true);
  });
}

function readTextField(): Promise<{ value: string; heard: string[] }> {
  return kiosk.page.evaluate(() => ({
    value: (document.querySelector('#probe') as HTMLInputElement).value,
    heard: (globalThis as unknown as { heard: string[] }).heard,
  }));
}

/** Types as a USB reader does: the keys come from the system, not from the page, at the reader's own pace. */
function typeAsReader(code: string, gapMs: number, end = 'Enter'): Promise<void> {
  return kiosk.app.evaluate(
    async ({ BrowserWindow }, { keys, pauseMs }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents;
      for (const keyCode of keys) {
        contents.sendInputEvent({ type: 'keyDown', keyCode });
        if (keyCode.length === 1) contents.sendInputEvent({ type: 'char', keyCode });
        contents.sendInputEvent({ type: 'keyUp', keyCode });
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    { keys: [...code, end].filter((key) => key !== ''), pauseMs: gapMs },
  );
}

test('a reader that types checks a member in, and the page hears no key of it', async () => {
  const { page, dataDir } = kiosk;
  await addTextField();
  await typeAsReader(ADA_CARD, 8);
  await expect(page.getByText('Hi Ada')).toBeVisible();
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toHaveLength(1);
  expect(await readTextField()).toEqual({ value: '', heard: [] });
});

test('a scan works from a member’s screen, whatever has the focus there', async () => {
  const { page } = kiosk;
  await typeAsReader(ADA_CARD, 8);
  await expect(page.getByTestId('screen-dashboard')).toBeVisible();
  await page.getByTestId('done').focus();
  await typeAsReader('0006547886', 8);
  // Enter on the focused button would have led to the attract screen without a refusal.
  await expect(page.getByTestId('screen-refused')).toBeVisible();
});

test('a person’s keys reach the page in order, capitals and blanks included', async () => {
  const { page } = kiosk;
  await addTextField();
  await page.keyboard.type('Ada osei 7', { delay: 90 });
  await expect.poll(async () => (await readTextField()).value).toBe('Ada osei 7');
  await page.keyboard.press('Backspace');
  await expect.poll(async () => (await readTextField()).value).toBe('Ada osei ');
  const { heard } = await readTextField();
  const presses = heard.filter((event) => event.startsWith('keydown ')).map((event) => event.slice(8));
  expect(presses).toEqual([...'Ada osei 7', 'Backspace']);
});

test('a person can still press a focused button with the space bar and with Enter', async () => {
  const { page } = kiosk;
  for (const key of ['Space', 'Enter']) {
    await typeAsReader(ADA_CARD, 8);
    await expect(page.getByTestId('screen-dashboard')).toBeVisible();
    await page.getByTestId('done').focus();
    await page.keyboard.press(key, { delay: 80 });
    await expect(page.getByTestId('screen-attract')).toBeVisible();
    // The same card counts again three seconds after it was last read.
    if (key === 'Space')
      await expect.poll(() => Date.now() - scannedAtMs(), { intervals: [250] }).toBeGreaterThan(3_100);
  }
});

/** When the last card was read, by the fact that it left. */
function scannedAtMs(): number {
  const [row] = readKioskDb<{ at: number }>(kiosk.dataDir, 'SELECT max(checked_in_at) AS at FROM visits');
  return row?.at ?? 0;
}

test('a code whose end is missing is nobody’s, and is counted', async () => {
  const { page, dataDir } = kiosk;
  await addTextField();
  await typeAsReader('00080756', 2, '');
  await expect.poll(() => printed('discarded')).toMatchObject([{ device: 'door', reason: 'framing' }]);
  await typeAsReader(ADA_CARD, 2);
  await expect(page.getByText('Hi Ada')).toBeVisible();
  expect(await readTextField()).toEqual({ value: '', heard: [] });
  expect(printed('reading')).toMatchObject([{ kind: 'card', device: 'door', code: ADA_CARD }]);
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toHaveLength(1);
});

test('a code typed while the device process is being started again is read by the new one', async () => {
  const { app, page, dataDir } = kiosk;
  const devicesPid = await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(({ name, serviceName }) => name === 'devices' || serviceName === 'devices')?.pid,
  );
  expect(devicesPid).toBeDefined();
  process.kill(devicesPid!, 'SIGKILL');
  await expect.poll(readDevices).toEqual(['lost']);
  await typeAsReader(ADA_CARD, 8);
  await expect(page.getByText('Hi Ada')).toBeVisible();
  expect(readKioskDb(dataDir, 'SELECT id FROM visits')).toHaveLength(1);
});
