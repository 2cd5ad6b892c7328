import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { FamilyRegistration } from '../../electron/devices/driver.ts';
import { FAMILIES, findFamily } from '../../electron/devices/family-registry.ts';
import { DEVICE_FIXTURES, playFixture } from '../support/devices/device-fixtures.ts';
import type { DeviceFixture } from '../support/devices/device-vectors.ts';

/** Enough to name a manual and its page, or a thread. */
const SHORTEST_SOURCE = 20;

type Fixtures = Readonly<Partial<Record<string, readonly DeviceFixture[]>>>;

/** What a fixture's bytes come to, in the fixture's own terms; a reading is compared in the fields it names. */
function outcome(registration: FamilyRegistration, fixture: DeviceFixture): unknown {
  const { readings, reasons } = playFixture(registration, fixture);
  if (typeof fixture.gives === 'string') return readings.length === 0 ? reasons().at(-1) : readings;
  return readings.map((reading, index) => {
    const named = Object.keys((fixture.gives as readonly object[])[index] ?? reading);
    return Object.fromEntries(Object.entries(reading).filter(([field]) => named.includes(field)));
  });
}

/** Every breach of the rule that a driver is held to bytes we did not invent, one sentence each. */
function breaches(families: readonly FamilyRegistration[], fixtures: Fixtures): string[] {
  return families.flatMap((registration) => {
    const { family } = registration;
    const own = fixtures[family] ?? [];
    const found: string[] = [];
    if (!own.some(({ gives }) => typeof gives !== 'string' && gives.length > 0))
      found.push(`${family} has no fixture that gives a reading`);
    for (const fixture of own) {
      if (fixture.source.trim().length < SHORTEST_SOURCE)
        found.push(`a fixture of ${family} does not say where its bytes come from`);
      if (fixture.received.every((chunk) => chunk.length === 0))
        found.push(`a fixture of ${family} has no bytes`);
      const is = outcome(registration, fixture);
      if (!isDeepStrictEqual(is, fixture.gives))
        found.push(
          `${family} makes ${JSON.stringify(is)} of "${fixture.source}", not ${JSON.stringify(fixture.gives)}`,
        );
    }
    return found;
  });
}

describe('every registered driver', () => {
  it('reads bytes that somebody else recorded or printed, as their source says', () => {
    expect(breaches(FAMILIES, DEVICE_FIXTURES)).toEqual([]);
  });

  it('is told apart from the others: no fixture belongs to a family that is not registered', () => {
    const registered = new Set<string>(FAMILIES.map(({ family }) => family));
    expect(Object.keys(DEVICE_FIXTURES).filter((family) => !registered.has(family))).toEqual([]);
  });
});

describe('what is on a port', () => {
  it('is found out from the registry: nothing in discovery knows a family by name', () => {
    const folder = join(import.meta.dirname, '..', '..', 'electron', 'devices');
    const naming = globSync('discovery/*.ts', { cwd: folder }).filter((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return FAMILIES.some(({ family }) => text.includes(`'${family}'`) || text.includes(`/${family}/`));
    });
    expect(naming).toEqual([]);
  });
});

describe('a driver without bytes to prove it fails the build', () => {
  const ohaus = findFamily('ohaus')!;
  const fixture = DEVICE_FIXTURES.ohaus![0]!;
  /** A registry with one more family: a copy of a good driver under a name of its own. */
  const newcomer = { ...ohaus, family: 'newcomer' as never };
  const withNewcomer = [...FAMILIES, newcomer];
  const of = (own: readonly DeviceFixture[]) => breaches(withNewcomer, { ...DEVICE_FIXTURES, newcomer: own });

  it('when it has no fixtures, or an empty list of them', () => {
    const missing = ['newcomer has no fixture that gives a reading'];
    expect(breaches(withNewcomer, DEVICE_FIXTURES)).toEqual(missing);
    expect(of([])).toEqual(missing);
  });

  it('when its fixtures give no reading', () => {
    const silent: DeviceFixture = { ...fixture, received: [Uint8Array.of(0x0d)], gives: [] };
    expect(of([silent])).toEqual(['newcomer has no fixture that gives a reading']);
    const refused: DeviceFixture = { ...fixture, received: [Buffer.from('16 pcs\r\n')], gives: 'unit' };
    expect(of([refused])).toEqual(['newcomer has no fixture that gives a reading']);
  });

  it('when nobody can look its bytes up', () => {
    expect(of([{ ...fixture, source: '   ' }])).toEqual([
      'a fixture of newcomer does not say where its bytes come from',
    ]);
  });

  it('when it makes something else of the bytes than their source says', () => {
    const wrong = { ...fixture, gives: [{ kind: 'weight', value: '192.22' }] };
    expect(of([wrong])).toEqual([expect.stringMatching(/^newcomer makes .*192\.21.* not .*192\.22/)]);
    const broken = { ...newcomer, createDriver: findFamily('tanita')!.createDriver };
    expect(breaches([broken], { newcomer: [fixture] })).toEqual([
      expect.stringMatching(/^newcomer makes \[\] of/),
    ]);
  });

  it('and passes with good ones', () => {
    expect(of([fixture])).toEqual([]);
  });
});
