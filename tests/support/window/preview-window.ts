import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { ROOT } from '../../../scripts/set-up/paths.mjs';
import { inheritedEnvironment } from '../../e2e/support/launch-kiosk.ts';
import { makeMinimalApp } from './minimal-app.ts';

const PATIENCE_MS = 120_000;
const CONFIG = join(ROOT, 'renderer', 'vite.preview.config.ts');

/** One bare window, as the kiosk's page is shown in one: sandboxed, without Node. */
const MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 1920, useContentSize: true, frame: false, webPreferences: { sandbox: true } });
  void window.loadURL('about:blank');
});`;

/** The page with a fake core behind it, in a real window. */
export interface PreviewWindow {
  readonly page: Page;
  /** Shows what an address asks for: `view=member&heart=live`. */
  open(address: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** Builds the preview page and opens a window on it. Close it at the end. */
export async function openPreviewWindow(): Promise<PreviewWindow> {
  await build({ configFile: CONFIG, logLevel: 'error' });
  const server = await preview({ configFile: CONFIG, preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'preview-'));
  const { executable, args } = makeMinimalApp(folder, { 'main.js': MAIN });
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      ...args,
      `--user-data-dir=${join(folder, 'profile')}`,
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: inheritedEnvironment(),
    timeout: PATIENCE_MS,
  });
  const page = await app.firstWindow({ timeout: PATIENCE_MS });
  page.setDefaultTimeout(PATIENCE_MS);
  return {
    page,
    async open(address) {
      await page.goto(`http://127.0.0.1:${port}/?${address}`);
    },
    async resize(width, height) {
      await app.evaluate(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, {
        width,
        height,
      });
      // Lengths follow the window a frame later.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
    },
    async close() {
      await app.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
