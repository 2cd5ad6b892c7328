import type { DriverOutlet } from '../driver.ts';
import { decodeBodyComposition, joinPackets, type BodyComposition } from './body-composition-profile.ts';
import { decodeWeightMeasurement, type WeightMeasurement } from './weight-scale-profile.ts';
import type { XiaomiWeighing } from './xiaomi-advertising-profile.ts';
import { MAX_WEIGHT_KG } from '../scale/weight-reading.ts';

/**
 * Scales keep weighings that nobody fetched and tell them all once somebody links, oldest first, with
 * their times: the newest is the one somebody stands there for. What came is therefore told once the
 * scale has said nothing new for this long.
 */
const SETTLE_MS = 1_500;
/** The same weighing again within this time (a scale that is linked twice) is one. */
const SAME_WEIGHING_MS = 30_000;
/** Weight and composition of one weighing carry one time; the scale reads its clock twice. */
const ONE_WEIGHING_S = 60;
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
  /** A scale that tells its weight in its advertisements, over and over: each weighing counts once. */
  advertised(address: string, weighing: XiaomiWeighing, bytes: number, nowMs: number): void;
  tick(nowMs: number): void;
}

/** A gym has one or two. */
const MAX_SCALES = 16;

export function createScaleReader(outlet: DriverOutlet): ScaleReader {
  const heard = new Map<string, Heard>();
  const told = new Map<string, Told>();
  /** Digits a scale rests at since somebody stepped on it; told already. */
  const resting = new Map<string, string>();

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

  /** Notes what is about to be told, unless it was told before or is older than that. */
  const isNews = (
    address: string,
    { text, atS, bytes }: { readonly text: string; readonly atS: number | null; readonly bytes: number },
    nowMs: number,
  ): boolean => {
    const before = told.get(address);
    const isSame = before?.text === text && nowMs - before.atMs < SAME_WEIGHING_MS;
    const isStale = before !== undefined && atS !== null && before.atS !== null && atS <= before.atS;
    if (isSame || isStale) {
      outlet.discarded(isStale && !isSame ? 'stale' : 'repeat', bytes);
      // A scale whose clock was put back (a new battery) is believed again from its next weighing on.
      if (isStale) told.set(address, { ...before, atS });
      return false;
    }
    if (!told.has(address) && told.size >= MAX_SCALES) told.clear();
    told.set(address, { text, atS, atMs: nowMs });
    return true;
  };

  const tell = (address: string, entry: Heard, nowMs: number): void => {
    const composition = compositionOf(entry);
    const weight = entry.weight ?? composition?.weight ?? null;
    if (weight === null) {
      outlet.discarded('unit', entry.bytes);
      return;
    }
    const isBelievable = composition === null || isPossible(composition, weight.kg);
    if (!isPossibleWeight(weight.kg) || (!isBelievable && entry.weight === null)) {
      outlet.discarded('implausible', entry.bytes);
      return;
    }
    if (!isBelievable) outlet.discarded('implausible', entry.bytes);
    const believed = isBelievable ? composition : null;
    const atS = entry.weight?.atS ?? composition?.atS ?? null;
    const text = `${weight.value} ${weight.unit} ${believed?.bodyFatPercent ?? ''}`;
    if (!isNews(address, { text, atS, bytes: entry.bytes }, nowMs)) return;
    if (believed === null)
      outlet.reading({ kind: 'weight', kg: weight.kg, value: weight.value, unit: weight.unit, stable: true });
    else
      outlet.reading({
        kind: 'body_composition',
        kg: weight.kg,
        fields: fieldsOf(weight.kg, believed, entry.weight),
      });
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
      if (entry.weight !== null && isOlder(weight.atS, entry.weight.atS)) return;
      // A composition without a time of its own belongs to the weight before it.
      if (entry.weight !== null && entry.composition?.atS === null) entry.composition = null;
      entry.weight = weight;
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
    advertised(address, { kg, value, unit, isStable, isRemoved }, bytes, nowMs) {
      if (!isStable || isRemoved) {
        // Somebody stepped on, or off; what is said after stepping off is the last weight again.
        if (!isStable) resting.delete(address);
        outlet.discarded(isStable ? 'stale' : 'unstable', bytes);
        return;
      }
      const text = `${value} ${unit} `;
      const isRepeat = resting.get(address) === text;
      if (isRepeat || !isPossibleWeight(kg)) {
        outlet.discarded(isRepeat ? 'repeat' : 'implausible', bytes);
        return;
      }
      if (!resting.has(address) && resting.size >= MAX_SCALES) resting.clear();
      resting.set(address, text);
      if (isNews(address, { text, atS: null, bytes }, nowMs))
        outlet.reading({ kind: 'weight', kg, value, unit, stable: true });
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

function isPossibleWeight(kg: number): boolean {
  return kg > 0 && kg <= MAX_WEIGHT_KG;
}

/** The composition that belongs to the weight, if one does. */
function compositionOf({ weight, composition, part }: Heard): BodyComposition | null {
  const found = composition ?? part;
  if (found === null || weight === null) return found;
  const isOfAnotherTime =
    weight.atS !== null && found.atS !== null && Math.abs(weight.atS - found.atS) > ONE_WEIGHING_S;
  const isOfAnotherUser = weight.user !== null && found.user !== null && weight.user !== found.user;
  return isOfAnotherTime || isOfAnotherUser ? null : found;
}

/** No part is more than the whole: what says so is laid out otherwise than the service asks. */
function isPossible(composition: BodyComposition, kg: number): boolean {
  const { bodyFatPercent, musclePercent, muscleKg, fatFreeKg, softLeanKg, waterKg } = composition;
  const isShare = (percent: number | null): boolean => (percent ?? 0) <= 100;
  return (
    [bodyFatPercent, musclePercent].every(isShare) &&
    [muscleKg, fatFreeKg, softLeanKg, waterKg].every((part) => (part ?? 0) <= kg)
  );
}

/** Under the keys that body analysers send them by, in kilograms, percent and kilocalories. */
function fieldsOf(
  kg: number,
  composition: BodyComposition,
  weight: WeightMeasurement | null,
): Record<string, number> {
  const { bodyFatPercent, basalMetabolismKj, waterKg } = composition;
  const heightM = weight?.heightM ?? composition.heightM;
  const known: readonly (readonly [string, number | null])[] = [
    ['Wk', kg],
    ['FW', bodyFatPercent],
    ['fW', bodyFatPercent === null ? null : rounded((kg * bodyFatPercent) / 100)],
    ['MW', composition.fatFreeKg],
    ['mW', composition.muscleKg],
    ['muscle_percent', composition.musclePercent],
    ['soft_lean_kg', composition.softLeanKg],
    ['wW', waterKg],
    ['ww', waterKg === null ? null : rounded((waterKg * 100) / kg)],
    ['rB', basalMetabolismKj === null ? null : rounded(basalMetabolismKj / KJ_PER_KCAL)],
    ['MI', weight?.bodyMassIndex ?? null],
    ['Hm', heightM === null ? null : rounded(heightM * 100)],
    ['impedance_ohm', composition.impedanceOhm],
  ];
  return Object.fromEntries(known.filter((pair): pair is [string, number] => pair[1] !== null));
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
