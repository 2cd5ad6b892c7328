import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CATALOGUE = /^import (?!type\b)[^;]*? from '[^']*\/wording\/\w+\/page\/[\w-]+\.ts';/gm;

test('a page loads the words of one language: only what is fetched for a language imports a catalogue', () => {
  const importing = globSync('renderer/**/*.{ts,tsx}', { cwd: ROOT }).filter(
    (file) => (readFileSync(join(ROOT, file), 'utf8').match(CATALOGUE) ?? []).length > 0,
  );
  expect(importing).toEqual([]);
});
