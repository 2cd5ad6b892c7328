import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { openPreviewWindow, type PreviewWindow } from '../support/window/preview-window.ts';
import { SHOWN_SCREENS, showScreen } from './support/shown-screens.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let window: PreviewWindow;
test.beforeAll(async () => {
  window = await openPreviewWindow();
  await window.page.emulateMedia({ reducedMotion: 'reduce' });
});
test.afterAll(() => window.close());

test('no screen or dialog has anything that axe finds fault with', async () => {
  test.setTimeout(600_000);
  const found: string[] = [];
  await window.resize(1080, 1920);
  for (const screen of SHOWN_SCREENS) {
    await showScreen(window, screen);
    await window.page.evaluate(AXE);
    const results = await window.page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    for (const { id, nodes } of results.violations)
      found.push(`${screen.name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }
  expect(found).toEqual([]);
});
