import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPackageKind } from '../../../../electron/main/package-kind.ts';

const kindOf = (text: string | null): string => {
  const resources = mkdtempSync(join(tmpdir(), 'resources-'));
  if (text !== null) writeFileSync(join(resources, 'package-kind.json'), text);
  return readPackageKind(resources).kind;
};

test('a package is a release only where it says so', () => {
  expect(kindOf('{"kind":"release","version":"1.0.0"}')).toBe('release');
  for (const text of ['{"kind":"test"}', '{"kind":"Release"}', '{}', '', 'null', null])
    expect(kindOf(text)).toBe('test');
});
