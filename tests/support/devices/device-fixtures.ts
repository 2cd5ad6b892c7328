import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FamilyRegistration } from '../../../electron/devices/driver.ts';
import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import type { DeviceFixture, TextScaleLines } from './device-vectors.ts';
import { recordDriver, type RecordedDriver } from './recorded-driver.ts';

interface FamilyVectors {
  readonly FIXTURES: readonly DeviceFixture[];
  readonly LINES?: TextScaleLines;
}

const FOLDER = join(import.meta.dirname, '..', '..', 'unit', 'electron', 'devices');
const families = readdirSync(FOLDER).filter((family) => existsSync(join(FOLDER, family, 'vectors.ts')));
const vectors: readonly (readonly [string, FamilyVectors])[] = await Promise.all(
  families.map(
    async (family) => [family, (await import(join(FOLDER, family, 'vectors.ts'))) as FamilyVectors] as const,
  ),
);

/** Every family's `vectors.ts`; `tests/architecture/device-fixtures.test.ts` holds the registry to them. */
export const DEVICE_FIXTURES = Object.fromEntries(
  vectors.map(([family, { FIXTURES }]) => [family, FIXTURES]),
) as Readonly<Partial<Record<DeviceFamily, readonly DeviceFixture[]>>>;

/** The lines of every text scale. */
export const TEXT_SCALE_LINES: readonly (readonly [family: string, TextScaleLines])[] = vectors.flatMap(
  ([family, { LINES }]) => (LINES === undefined ? [] : [[family, LINES] as const]),
);

/** Plays a fixture through the family's registered driver, then lets every time-out pass. */
export function playFixture(registration: FamilyRegistration, fixture: DeviceFixture): RecordedDriver {
  const recorded = recordDriver(registration);
  let atMs = 0;
  for (const chunk of fixture.received) recorded.driver.received(chunk, (atMs += 100));
  for (let ticks = 0; ticks < 20; ticks += 1) recorded.driver.tick((atMs += 100));
  return recorded;
}
