import type { DriverOutlet } from '../driver.ts';
import { decodeBodyComposition, joinPackets, type BodyComposition } from './body-composition-profile.ts';
import { decodeWeightMeasurement, type WeightMeasurement } from './weight-scale-profile.ts';
import { MAX_WEIGHT_KG } from '../scale/weight-reading.ts';

/**
 * Scales keep weighings that nobody fetched and tell them all once somebody links, oldest first, with
 * their times: the newest is the one somebody stands there for. What came is therefore told once the
 * scale has said nothing new for this long.
 */
const SETTLE_MS = 1_500;
/** The same weighing again within this time (a scale that is linked twice) is one. */
const SAME_WEIGHING_MS = 30_000;
/** kcal per kJ, thermochemical. */
const KJ_PER_KCAL = 4.184;

interface Heard {
  weight: WeightMeasurement | null;
  composition: BodyComposition | null;
  /** The first of two packets, waiting for the other. */
  part: BodyComposition | null;
  bytes: number;
  atMs: number;
}

interface Told {
  readonly text: string;
  readonly atS: number | null;
  readonly atMs: number;
}

/** Turns what scales say over a link into weighings. */
export interface ScaleReader {
  weight(address: string, value: Uint8Array, nowMs: number): void;
  composition(address: string, value: Uint8Array, nowMs: number): void;
  tick(nowMs: number): void;
}

/** A gym has one or two. */
const MAX_SCALES = 16;

export function createScaleReader(outlet: DriverOutlet): ScaleReader {
  const heard = new Map<string, Heard>();
  const told = new Map<string, Told>();

  const of = (address: string, nowMs: number, bytes: number): Heard => {
    if (!heard.has(address) && heard.size >= MAX_SCALES) heard.clear();
    const entry = heard.get(address) ?? {
      weight: null,
      composition: null,
      part: null,
      bytes: 0,
      atMs: nowMs,
    };
    entry.atMs = nowMs;
    entry.bytes += bytes;
    heard.set(address, entry);
    return entry;
  };

  const isOlder = (one: number | null, other: number | null): boolean =>
    one !== null && other !== null && one < other;

  const tell = (address: string, entry: Heard, nowMs: number): void => {
    const composition = entry.composition ?? entry.part;
    const weight = entry.weight ?? composition?.weight ?? null;
    if (weight === null) {
      outlet.discarded('unit', entry.bytes);
      return;
    }
    if (weight.kg <= 0 || weight.kg > MAX_WEIGHT_KG) {
      outlet.discarded('implausible', entry.bytes);
      return;
    }
    const atS = entry.weight?.atS ?? composition?.atS ?? null;
    const before = told.get(address);
    const text = `${weight.value} ${weight.unit} ${composition?.bodyFatPercent ?? ''}`;
    const isSame = before?.text === text && nowMs - before.atMs < SAME_WEIGHING_MS;
    const isStale = before !== undefined && atS !== null && before.atS !== null && atS <= before.atS;
    if (isSame || isStale) {
      outlet.discarded(isStale && !isSame ? 'stale' : 'repeat', entry.bytes);
      return;
    }
    if (!told.has(address) && told.size >= MAX_SCALES) told.clear();
    told.set(address, { text, atS, atMs: nowMs });
    if (composition === null)
      outlet.reading({ kind: 'weight', kg: weight.kg, value: weight.value, unit: weight.unit, stable: true });
    else
      outlet.reading({ kind: 'body_composition', kg: weight.kg, fields: fieldsOf(weight.kg, composition) });
  };

  return {
    weight(address, value, nowMs) {
      const weight = decodeWeightMeasurement(value);
      if (typeof weight === 'string') {
        outlet.discarded(weight, value.length);
        return;
      }
      const entry = of(address, nowMs, value.length);
      if (entry.weight !== null) outlet.discarded('stale', value.length);
      if (entry.weight === null || !isOlder(weight.atS, entry.weight.atS)) entry.weight = weight;
    },
    composition(address, value, nowMs) {
      const composition = decodeBodyComposition(value);
      if (typeof composition === 'string') {
        outlet.discarded(composition, value.length);
        return;
      }
      const entry = of(address, nowMs, value.length);
      if (composition.isPart && entry.part === null) {
        entry.part = composition;
        return;
      }
      const whole =
        composition.isPart && entry.part !== null ? joinPackets(entry.part, composition) : composition;
      entry.part = null;
      if (entry.composition !== null) outlet.discarded('stale', value.length);
      if (entry.composition === null || !isOlder(whole.atS, entry.composition.atS)) entry.composition = whole;
    },
    tick(nowMs) {
      for (const [address, entry] of heard) {
        if (nowMs - entry.atMs < SETTLE_MS) continue;
        heard.delete(address);
        tell(address, entry, nowMs);
      }
    },
  };
}

/** Under the keys that body analysers send them by, in kilograms, percent and kilocalories. */
function fieldsOf(kg: number, composition: BodyComposition): Record<string, number> {
  const { bodyFatPercent, basalMetabolismKj } = composition;
  const known: readonly (readonly [string, number | null])[] = [
    ['Wk', kg],
    ['FW', bodyFatPercent],
    ['fW', bodyFatPercent === null ? null : rounded((kg * bodyFatPercent) / 100)],
    ['MW', composition.fatFreeKg],
    ['mW', composition.muscleKg],
    ['ww', composition.waterKg],
    ['rB', basalMetabolismKj === null ? null : rounded(basalMetabolismKj / KJ_PER_KCAL)],
    ['impedance_ohm', composition.impedanceOhm],
  ];
  return Object.fromEntries(known.filter((pair): pair is [string, number] => pair[1] !== null));
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
