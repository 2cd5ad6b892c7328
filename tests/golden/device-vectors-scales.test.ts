import { describe, expect, it } from 'vitest';
import { FAMILIES, findFamily } from '../../electron/devices/family-registry.ts';
import { detectProtocol } from '../../electron/devices/discovery/detect-protocol.ts';
import { findWeightUnit } from '../../electron/devices/scale/weight-units.ts';
import type { DeviceFamily } from '../../shared/contract/kiosk-config.ts';
import { DEVICE_FIXTURES, playFixture } from '../support/devices/device-fixtures.ts';
import { recordDriver, type RecordedDriver } from '../support/devices/recorded-driver.ts';
import {
  isOnShelf,
  judge,
  readShelf,
  shelfTitle,
  type ShelfVector,
} from '../support/devices/shelf-vectors.ts';

/** Which family each file belongs to; the file of several makers is told apart by its ids. */
const FILES: Readonly<Record<string, DeviceFamily | Readonly<Record<string, DeviceFamily>>>> = {
  mt_sics: 'mt-sics',
  toledo_8217: 'toledo-8217',
  and_standard: 'and',
  cas_comma_family: 'cas',
  sma_scp0499: 'sma',
  tanita_csv: 'tanita',
  hid_scale: 'hid-scale',
  misc_ascii_scales: {
    gng: 'kern',
    kern: 'kern',
    sartorius: 'sartorius',
    denver: 'text-scale',
    sterling: 'text-scale',
    radwag: 'radwag',
    ohaus: 'ohaus',
    ricelake: 'rice-lake',
    adam: 'adam',
    tanita: 'tanita',
    shimadzu: 'cas',
  },
};

interface Expected {
  readonly ok?: boolean;
  readonly error?: string;
  readonly weight?: number;
  readonly total_lb?: number;
  readonly unit?: string | null;
  readonly stable?: boolean;
  readonly motion?: boolean;
  readonly status?: string;
  readonly in_motion?: boolean;
  readonly over_capacity?: boolean;
  readonly under_zero?: boolean;
  readonly checksum_ok?: boolean;
  readonly semantic_ok?: boolean;
  readonly fields?: Readonly<Record<string, string | number>>;
}

type Vector = ShelfVector<Expected | null>;

function familiesIn(entry: (typeof FILES)[string]): readonly DeviceFamily[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry);
}

function familyOf(file: string, id: string): DeviceFamily {
  const entry = FILES[file]!;
  const family = typeof entry === 'string' ? entry : entry[id.split('-')[0]!];
  if (family === undefined) throw new Error(`${file}: nobody reads ${id}`);
  return family;
}

function bytesOf(vector: Vector): Uint8Array {
  const text = typeof vector.input === 'string' ? vector.input : vector.input.join('');
  return Uint8Array.from(Buffer.from(text, vector.input_encoding.startsWith('hex') ? 'hex' : 'latin1'));
}

/** Plays a vector as it would arrive: whole, or in the vector's own chunks; a line end is added where the source trimmed it. */
function play(vector: Vector, family: DeviceFamily): RecordedDriver {
  const recorded = recordDriver(findFamily(family)!);
  const { driver } = recorded;
  if (family === 'hid-scale') {
    // The first report after opening is stale by rule; another one goes ahead.
    driver.received(Uint8Array.of(3, 2, 3, 0, 0, 0), 1);
    recorded.discarded.length = 0;
    driver.received(bytesOf(vector), 2);
    return recorded;
  }
  const chunks =
    typeof vector.input === 'string'
      ? [bytesOf(vector)]
      : vector.input.map((text) => Buffer.from(text, 'latin1'));
  for (const chunk of chunks) driver.received(chunk, 2);
  driver.received(Uint8Array.of(0x0d, 0x0a), 3);
  return recorded;
}

/** Kilograms of a vector's expectation, or why it can be no reading: a unit that is no mass, below zero, beyond 500 kg. */
function expectedKilograms(expected: Expected): number | 'unit' | 'underload' | 'implausible' | null {
  const factors: Readonly<Record<string, number>> = {
    kg: 1,
    g: 0.001,
    lb: 0.45359237,
    oz: 0.028349523125,
    gr: 0.00006479891,
  };
  if (expected.total_lb !== undefined) return expected.total_lb * factors['lb']!;
  if (expected.weight === undefined) return null;
  const unit = findWeightUnit(expected.unit ?? '');
  if (unit === null) return 'unit';
  const kg = expected.weight * factors[unit]!;
  if (kg < 0) return 'underload';
  return kg > 500 ? 'implausible' : kg;
}

function expectedStable(expected: Expected): boolean | undefined {
  if (expected.motion !== undefined) return !expected.motion;
  if (expected.status === 'in_motion') return false;
  return expected.status?.startsWith('stable') === true ? true : expected.stable;
}

function checkMeasurement(expected: Expected, recorded: RecordedDriver): void {
  if (expected.fields !== undefined) {
    expect(recorded.readings).toEqual([
      { kind: 'body_composition', kg: expected.fields['Wk'], fields: expected.fields },
    ]);
    return;
  }
  expect(recorded.readings).toEqual([]);
  expect(recorded.reasons()).toEqual([expected.checksum_ok === true ? 'implausible' : 'checksum']);
}

function checkWeight(expected: Expected, recorded: RecordedDriver): void {
  const kg = expectedKilograms(expected);
  if (typeof kg !== 'number') {
    expect(recorded.readings).toEqual([]);
    if (kg !== null) expect(recorded.reasons()).toEqual([kg]);
    return;
  }
  expect(recorded.readings).toHaveLength(1);
  const reading = recorded.readings[0]!;
  if (reading.kind !== 'weight') throw new Error(`a ${reading.kind} where a weight was expected`);
  expect(Math.abs(reading.kg - kg)).toBeLessThanOrEqual(0.000_000_5 + 1e-12);
  const stable = expectedStable(expected);
  if (stable !== undefined) expect(reading.stable).toBe(stable);
  if (expected.weight === undefined) return;
  expect(Number(reading.value)).toBe(expected.weight);
  expect(reading.unit).toBe(expected.unit);
}

function checkVector(vector: Vector, family: DeviceFamily): void {
  const recorded = play(vector, family);
  const { expected } = vector;
  if (expected === null || expected.ok === false || Array.isArray(expected)) {
    expect(recorded.readings).toEqual([]);
    const said =
      expected?.error ??
      (expected?.over_capacity === true ? 'overload' : expected?.in_motion === true ? 'unstable' : '');
    if (['overload', 'underload', 'unstable'].includes(said)) expect(recorded.reasons()).toEqual([said]);
  } else if (expected.checksum_ok !== undefined) checkMeasurement(expected, recorded);
  else checkWeight(expected, recorded);
}

/** Replies that more makers give; only more bytes could tell. */
const TIES = new Set(['sics-S-I', 'sics-ES', 'sics-Z-ok']);
/** Lines without a unit say nothing of the maker, and neither do lines that every family must refuse. */
const NOTHING_TO_GO_BY = new Set(['denver-bare']);

function checkDetection(vector: Vector, family: DeviceFamily): void {
  const guesses = detectProtocol(bytesOf(vector), FAMILIES);
  if (family === 'hid-scale' || NOTHING_TO_GO_BY.has(vector.id)) {
    expect(guesses).toEqual([]);
    return;
  }
  const best = guesses.filter(({ score }) => score === guesses[0]!.score).map((guess) => guess.family);
  if (best.length > 0) expect(best).toContain(family);
  expect(best.length > 1).toBe(TIES.has(vector.id));
  // A vector that gives something is never left without a guess.
  if (vector.expected !== null) expect(best).not.toEqual([]);
}

describe('the reference shelf of scale bytes', () => {
  it(shelfTitle(Object.keys(FILES)), () => {
    // Pinned, so that this says something without the shelf: a weight of each family, with its source.
    for (const family of new Set(Object.values(FILES).flatMap(familiesIn))) {
      const [fixture] = DEVICE_FIXTURES[family] ?? [];
      if (fixture === undefined) throw new Error(`${family} has no fixture`);
      expect(playFixture(findFamily(family)!, fixture).readings).toMatchObject([fixture.gives].flat());
    }
  });

  for (const file of Object.keys(FILES).filter(isOnShelf)) {
    const vectors = readShelf(file) as readonly Vector[];
    const read = judge(vectors, (vector) => checkVector(vector, familyOf(file, vector.id)));
    it(`${file}: ${read.count} come to what their source says`, () => {
      expect(read.wrong).toEqual([]);
    });

    const told = judge(vectors, (vector) => checkDetection(vector, familyOf(file, vector.id)));
    it(`${file}: the maker of ${told.count} is told, or that nobody could tell`, () => {
      expect(told.wrong).toEqual([]);
    });
  }
});
