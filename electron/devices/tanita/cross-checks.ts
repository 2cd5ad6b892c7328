/**
 * A byte sum cannot see two digits that changed places, so a measurement is also held against
 * itself. Tolerances follow from the digits printed: a value is within half its last place, and a
 * result may be cut off instead of rounded (a whole last place).
 */
type Pairs = ReadonlyMap<string, string>;

interface Quantity {
  readonly value: number;
  /** Worth of the last digit printed. */
  readonly step: number;
}

/** Fat mass and fat-free mass are rounded apart, so their sum may miss the weight by one last place. */
const SUM_TOLERANCE_KG = 0.1;
/** Absorbs binary noise of the comparisons, far below any printed digit. */
const NOISE = 1e-9;
const CM_PER_M = 100;

function read(pairs: Pairs, key: string): Quantity | null {
  const text = pairs.get(key);
  if (text === undefined || !/^\d{1,6}(?:\.\d{1,4})?$/.test(text)) return null;
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return { value: Number(text), step: 10 ** -decimals };
}

type Check = readonly [name: string, holds: (pairs: Pairs) => boolean];

const CHECKS: readonly Check[] = [
  [
    'fat mass + fat-free mass = weight',
    (pairs) => {
      const [fat, lean, weight] = [read(pairs, 'fW'), read(pairs, 'MW'), read(pairs, 'Wk')];
      if (fat === null || lean === null || weight === null) return true;
      return Math.abs(fat.value + lean.value - weight.value) <= SUM_TOLERANCE_KG + NOISE;
    },
  ],
  [
    'fat mass = weight × fat %',
    (pairs) => {
      const [fat, percent, weight] = [read(pairs, 'fW'), read(pairs, 'FW'), read(pairs, 'Wk')];
      if (fat === null || percent === null || weight === null) return true;
      const tolerance = fat.step + (weight.step * percent.value + percent.step * weight.value) / 200;
      return Math.abs(fat.value - (weight.value * percent.value) / 100) <= tolerance + NOISE;
    },
  ],
  [
    'body mass index = weight ÷ height²',
    (pairs) => {
      const [index, height, weight] = [read(pairs, 'MI'), read(pairs, 'Hm'), read(pairs, 'Wk')];
      if (index === null || height === null || weight === null || height.value === 0) return true;
      const metres = height.value / CM_PER_M;
      const expected = weight.value / metres ** 2;
      const tolerance = index.step + weight.step / 2 / metres ** 2 + (expected * height.step) / height.value;
      return Math.abs(index.value - expected) <= tolerance + NOISE;
    },
  ],
  [
    'a share lies between 0 and 100 %',
    (pairs) => ['FW', 'ww', 'wo'].every((key) => (read(pairs, key)?.value ?? 0) <= 100),
  ],
];

/** The first relation between the fields that does not hold, or null. Relations with a missing field hold. */
export function findContradiction(pairs: Pairs): string | null {
  return CHECKS.find(([, holds]) => !holds(pairs))?.[0] ?? null;
}
