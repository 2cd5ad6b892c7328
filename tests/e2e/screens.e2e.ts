import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { openPreviewWindow, type PreviewWindow } from '../support/window/preview-window.ts';
import { SHOWN_SCREENS, showScreen } from './support/shown-screens.ts';
import { tornWords } from './support/torn-words.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const UPRIGHT = [1080, 1920] as const;
const LYING = [1920, 1080] as const;
/** The language with the longest words. */
const LOCALE = 'de';

let window: PreviewWindow;
test.beforeAll(async () => {
  window = await openPreviewWindow();
  await window.page.emulateMedia({ reducedMotion: 'reduce' });
});
test.afterAll(() => window.close());

/** What axe finds fault with on the page as it is shown. */
async function faultsByAxe(): Promise<string[]> {
  await window.page.evaluate(AXE);
  const results = await window.page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

test('no screen or dialog has anything that axe finds fault with, or tears a word apart, upright or lying', async () => {
  test.setTimeout(600_000);
  const found: string[] = [];
  for (const screen of SHOWN_SCREENS) {
    await window.resize(...UPRIGHT);
    await showScreen(window, screen, { locale: LOCALE });
    const upright = [...(await faultsByAxe()), ...(await tornWords(window.page))];
    await window.resize(...LYING);
    const lying = await tornWords(window.page);
    found.push(...[...upright, ...lying].map((fault) => `${screen.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});
