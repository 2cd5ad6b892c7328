import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../../electron/devices/family-registry.ts';
import { supportedDevicesTable } from '../../../../electron/devices/supported-devices.ts';
import { deviceFamilySchema } from '../../../../shared/contract/kiosk-config.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

describe('the devices a gym owner may plug in', () => {
  it('stand in the README as the registry has them', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const table = /<!-- devices:.*-->\n([\s\S]*?)\n*<!-- \/devices -->/.exec(readme)?.[1];
    const cells = (text: string): string[] =>
      text
        .trim()
        .split('\n')
        .map((row) => row.replaceAll(/\s*\|\s*/g, '|').replaceAll(/-{3,}/g, '---'));
    expect(cells(table ?? '')).toEqual(cells(supportedDevicesTable(FAMILIES)));
  });

  it('are all those that a configuration may name', () => {
    expect(FAMILIES.map(({ family }) => family).toSorted()).toEqual(
      [...deviceFamilySchema.options].toSorted(),
    );
  });
});
