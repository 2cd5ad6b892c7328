import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** A catalogue is named by its language, or by a part and its language. */
const CATALOGUE = /^import (?!type\b)[^;]*? from '[^']*\/(?:en|de|es)(?:-[\w-]+)?\.ts';/gm;

test('a page loads the words of one language: only what is fetched for a language imports a catalogue', () => {
  const importing = globSync('renderer/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((file) => (readFileSync(join(ROOT, file), 'utf8').match(CATALOGUE) ?? []).length > 0)
    .filter((file) => !/^renderer\/i18n\/(?:speech\/)?(?:en|de|es)\.ts$/.test(file));
  expect(importing).toEqual([]);
});
