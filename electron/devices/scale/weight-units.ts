import { toScaled, type DecimalText } from './decimal-text.ts';

/** A unit of mass: one of it weighs `mantissa` × 10^-`scale` kg, exactly. */
interface WeightUnitFactor {
  readonly mantissa: bigint;
  readonly scale: number;
}

/**
 * Exact factors: the international pound is 0.45359237 kg by definition (1959 agreement) and ounce,
 * grain, pennyweight, stone and short ton follow from it; the metric carat is 200 mg.
 */
const FACTORS = {
  kg: { mantissa: 1n, scale: 0 },
  g: { mantissa: 1n, scale: 3 },
  mg: { mantissa: 1n, scale: 6 },
  t: { mantissa: 1_000n, scale: 0 },
  ct: { mantissa: 2n, scale: 4 },
  lb: { mantissa: 45_359_237n, scale: 8 },
  oz: { mantissa: 28_349_523_125n, scale: 12 },
  st: { mantissa: 635_029_318n, scale: 8 },
  gr: { mantissa: 6_479_891n, scale: 11 },
  dwt: { mantissa: 155_517_384n, scale: 11 },
  ozt: { mantissa: 311_034_768n, scale: 10 },
  ton: { mantissa: 90_718_474n, scale: 5 },
} as const satisfies Record<string, WeightUnitFactor>;

export type WeightUnit = keyof typeof FACTORS;

/**
 * How scales spell the units, our own word first. A single capital is left out on purpose (`G` is also "gross", `T`
 * also "tare"); momme, tael and tola differ by country and are no units here.
 */
const SPELLINGS: readonly (readonly [WeightUnit, ...string[]])[] = [
  ['kg', 'KG', 'Kg', 'kgs', 'KGS', 'Kgs'],
  ['g'],
  ['mg'],
  ['t'],
  ['ct', 'CT'],
  ['lb', 'LB', 'Lb', 'lbs', 'LBS', 'Lbs'],
  ['oz', 'OZ'],
  ['st'],
  ['gr', 'gn', 'GN'],
  ['dwt', 'DWT'],
  ['ozt', 'OZT'],
  ['ton', 'tn'],
];

const UNIT_BY_SPELLING: ReadonlyMap<string, WeightUnit> = new Map(
  SPELLINGS.flatMap((row) => row.map((spelling) => [spelling, row[0]] as const)),
);

/** The unit of mass spelled `text` (blanks around it ignored), or null for pieces, percent, newton or nothing. */
export function findWeightUnit(text: string): WeightUnit | null {
  return UNIT_BY_SPELLING.get(text.trim()) ?? null;
}

/**
 * Decimals of a kilogram kept for a non-metric unit: 1 mg, finer than the last digit of any scale
 * that reads lb or oz, so that rounding hides nothing and leaves no long tail of digits.
 */
const NON_METRIC_DECIMALS = 6;

/** Rounds mantissa × 10^-scale half up to `decimals` and gives the nearest double. */
function toNumber(mantissa: bigint, scale: number, decimals: number): number {
  if (scale <= decimals) return Number(`${mantissa}e-${scale}`);
  const step = 10n ** BigInt(scale - decimals);
  return Number(`${(mantissa + step / 2n) / step}e-${decimals}`);
}

function isMetric(unit: WeightUnit): boolean {
  const mantissa = FACTORS[unit].mantissa;
  return mantissa === 1n || mantissa === 1_000n || mantissa === 2n;
}

/**
 * Kilograms of an amount, computed on the decimal digits: 89.2 kg stays 89.2. Metric units are
 * exact, the others rounded to 1 mg. The sign is not applied.
 */
export function toKilograms(amount: DecimalText, unit: WeightUnit): number {
  const { mantissa, scale } = toScaled(amount);
  const factor = FACTORS[unit];
  const kgScale = scale + factor.scale;
  return toNumber(mantissa * factor.mantissa, kgScale, isMetric(unit) ? kgScale : NON_METRIC_DECIMALS);
}

/** Kilograms of a whole number of a larger unit and the rest in a smaller one; rounded to 1 mg. */
function sumToKilograms(whole: number, perWhole: bigint, rest: DecimalText, unit: 'oz' | 'lb'): number {
  const { mantissa, scale } = toScaled(rest);
  const total = BigInt(whole) * perWhole * 10n ** BigInt(scale) + mantissa;
  return toNumber(total * FACTORS[unit].mantissa, scale + FACTORS[unit].scale, NON_METRIC_DECIMALS);
}

/** Kilograms of pounds and ounces shown together, as on a shipping scale; rounded to 1 mg. */
export function poundsAndOuncesToKilograms(pounds: number, ounces: DecimalText): number {
  return sumToKilograms(pounds, 16n, ounces, 'oz');
}

/** Kilograms of stones and pounds shown together, as on a bathroom scale; rounded to 1 mg. */
export function stonesAndPoundsToKilograms(stones: number, pounds: DecimalText): number {
  return sumToKilograms(stones, 14n, pounds, 'lb');
}
