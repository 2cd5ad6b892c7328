import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { inheritedEnvironment } from '../e2e/support/launch-kiosk.ts';
import { kioskApp, makeMinimalApp, type App } from '../support/window/minimal-app.ts';
import { NODE } from '../../scripts/set-up/paths.mjs';
import { comparePairs } from './pairs.ts';
import type { BenchOptions, BenchTable } from './report.ts';

/** Starts of each. */
const PAIRS = { quick: 15, long: 40 };
const FIRST_START_MS = 300_000;

/** The page notes when it is painted: two animation frames after it was parsed, like our screens' own marks. */
const MINIMAL_PAGE = `<!doctype html><title>minimal</title><h1>Tap your card</h1><script>
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('screen:ready_for_card')));</script>`;

/** The least Electron app: one window, one line of text. */
const MINIMAL_MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 1920, webPreferences: { sandbox: true } });
  window.loadFile('index.html');
});`;

/**
 * From starting the program to the start screen painted: the whole kiosk with its store open and its
 * reader ready, beside a minimal Electron window, one right after the other. Both are started by the
 * same driver, whose own share is in both.
 */
export async function firstWindow({ long }: BenchOptions): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-window-'));
  try {
    const minimal = makeMinimalApp(folder, { 'main.js': MINIMAL_MAIN, 'index.html': MINIMAL_PAGE });
    const { executable, args } = kioskApp();
    // A profile of its own, kept between the starts: the kiosk runs once a profile.
    const kiosk = { executable, args: [...args, `--user-data-dir=${join(folder, 'profile')}`] };
    const config = join(folder, 'config.json');
    writeFileSync(
      config,
      JSON.stringify({ devices: [{ id: 'door', family: 'rdm6300', transport: { type: 'simulated' } }] }),
    );
    const env = {
      KIOSK_DATA_DIR: join(folder, 'data'),
      KIOSK_CONFIG: config,
      KIOSK_NODE: NODE,
      KIOSK_WINDOW: '1080x1920',
      KIOSK_TEST: '1',
    };
    // The first start of each reads the disk and makes the store; a gym's kiosk has both behind it.
    await timeStart(minimal, {}, FIRST_START_MS);
    await timeStart(kiosk, env, FIRST_START_MS);
    return await comparePairs({
      title: 'First window, everything set up',
      note: 'Floor: a minimal Electron window with one line of text. Kiosk: start screen asking for a card, with the store open and the reader up.',
      names: { floor: 'floor: minimal Electron, painted', product: 'kiosk: ready for a card, painted' },
      pairs: long ? PAIRS.long : PAIRS.quick,
      floor: (limitMs) => timeStart(minimal, {}, limitMs),
      product: (limitMs) => timeStart(kiosk, env, limitMs),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from starting the app to its start screen painted. */
async function timeStart(app: App, env: Record<string, string>, limitMs: number): Promise<number> {
  const startedMs = Date.now();
  const running = await _electron.launch({
    executablePath: app.executable,
    args: [...app.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...inheritedEnvironment(), KIOSK_TEST: '1', ...env },
    timeout: limitMs,
  });
  try {
    const page = await running.firstWindow({ timeout: limitMs });
    const mark = await page.waitForFunction(
      () =>
        performance
          .getEntriesByName('screen:ready_for_card')
          .map(({ startTime }) => performance.timeOrigin + startTime)[0],
      undefined,
      { timeout: limitMs },
    );
    return Number(await mark.jsonValue()) - startedMs;
  } finally {
    await running.close();
  }
}
