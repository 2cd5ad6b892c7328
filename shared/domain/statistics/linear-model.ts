/** A fitted linear model. */
export interface LinearModel {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly (number | null)[];
  /** Residual standard deviation; null when there are no more rows than coefficients. */
  readonly residualSd: number | null;
  readonly residualSumOfSquares: number;
}

/** Rounds of refinement; each wins back the digits the first solution lost to a bad condition. */
const REFINEMENTS = 3;
/** A column whose part beyond the others is smaller than this share of its length depends on them. */
const RANK_TOLERANCE = 1e-14;

/**
 * Least squares for any linear model: Householder QR of the columns brought to about length one, then
 * iterative refinement of the solution (Björck 1967) with residuals in doubled precision.
 * @param columns one array per coefficient, all as long as `y`
 * @param y the observed values
 * @returns null when columns depend on each other, or outnumber the rows
 */
export function fitLinearModel(columns: readonly Float64Array[], y: Float64Array): LinearModel | null {
  const n = y.length;
  const p = columns.length;
  if (p === 0 || n < p || columns.some((column) => column.length !== n)) return null;
  const lengths = columns.map((column) => Math.hypot(...column));
  if (lengths.some((length) => !(length > 0 && Number.isFinite(length)))) return null;
  // Powers of two, so that scaling itself rounds nothing.
  const scales = lengths.map((length) => 2 ** Math.round(Math.log2(length)));
  const scaled = columns.map((column, j) => column.map((value) => value / scales[j]!));
  const qr = householder(scaled, n);
  if (qr === null) return null;

  // The augmented system of Björck keeps residual and solution consistent while both are refined.
  let solution: Float64Array = new Float64Array(p);
  let residual: Float64Array = new Float64Array(n);
  for (let round = 0; round <= REFINEMENTS; round += 1) {
    const [rowGap, columnGap] = augmentedGaps(scaled, y, solution, residual);
    const step = solveAugmented(qr, rowGap, columnGap);
    solution = solution.map((value, j) => value + step.solution[j]!);
    residual = residual.map((value, i) => value + step.residual[i]!);
  }

  const residualSumOfSquares = residual.reduce((sum, value) => sum + value * value, 0);
  const residualSd = n > p ? Math.sqrt(residualSumOfSquares / (n - p)) : null;
  const spreads = inverseRowLengths(qr);
  return {
    coefficients: Array.from(solution, (value, j) => value / scales[j]!),
    standardErrors: scales.map((scale, j) =>
      residualSd === null ? null : (residualSd * spreads[j]!) / scale,
    ),
    residualSd,
    residualSumOfSquares,
  };
}

interface Factors {
  /** Householder vectors, one per column, with their zeros. */
  readonly vectors: readonly Float64Array[];
  /** Upper triangle, `upper[j][i]` being row i of column j. */
  readonly upper: readonly Float64Array[];
}

function householder(columns: readonly Float64Array[], n: number): Factors | null {
  const vectors: Float64Array[] = [];
  const upper: Float64Array[] = [];
  for (const [j, column] of columns.entries()) {
    const work = Float64Array.from(column);
    for (const vector of vectors) reflect(vector, work);
    const below = work.subarray(j);
    const size = Math.hypot(...below);
    if (!(size > RANK_TOLERANCE)) return null;
    const vector = new Float64Array(n);
    vector.set(below, j);
    vector[j] = work[j]! + (work[j]! >= 0 ? size : -size);
    const length = Math.hypot(...vector.subarray(j));
    for (let i = j; i < n; i += 1) vector[i] = vector[i]! / length;
    vectors.push(vector);
    reflect(vector, work);
    upper.push(work.slice(0, j + 1));
  }
  return { vectors, upper };
}

/** Mirrors `target` at the plane a unit vector stands on. */
function reflect(vector: Float64Array, target: Float64Array): void {
  let product = 0;
  for (let i = 0; i < target.length; i += 1) product += vector[i]! * target[i]!;
  for (let i = 0; i < target.length; i += 1) target[i] = target[i]! - 2 * product * vector[i]!;
}

/** What the present solution leaves of `y = Xb + r` and `X'r = 0`. */
function augmentedGaps(
  columns: readonly Float64Array[],
  y: Float64Array,
  solution: Float64Array,
  residual: Float64Array,
): readonly [rows: Float64Array, columns: Float64Array] {
  const sum = new Float64Array(2);
  const rows = new Float64Array(y.length);
  for (let i = 0; i < y.length; i += 1) {
    sum.fill(0);
    addTo(sum, y[i]!);
    addTo(sum, -residual[i]!);
    for (const [j, column] of columns.entries()) addProductTo(sum, -column[i]!, solution[j]!);
    rows[i] = sum[0]! + sum[1]!;
  }
  const gaps = columns.map((column) => {
    sum.fill(0);
    for (let i = 0; i < y.length; i += 1) addProductTo(sum, -column[i]!, residual[i]!);
    return sum[0]! + sum[1]!;
  });
  return [rows, Float64Array.from(gaps)];
}

function solveAugmented(
  { vectors, upper }: Factors,
  rowGap: Float64Array,
  columnGap: Float64Array,
): { readonly solution: Float64Array; readonly residual: Float64Array } {
  const p = vectors.length;
  const rotated = Float64Array.from(rowGap);
  for (const vector of vectors) reflect(vector, rotated);
  // R'h = columnGap from the top, then R b = rotated - h from the bottom.
  const h = new Float64Array(p);
  for (let j = 0; j < p; j += 1) {
    let sum = columnGap[j]!;
    for (let i = 0; i < j; i += 1) sum -= upper[j]![i]! * h[i]!;
    h[j] = sum / upper[j]![j]!;
  }
  const solution = new Float64Array(p);
  for (let i = p - 1; i >= 0; i -= 1) {
    let sum = rotated[i]! - h[i]!;
    for (let j = i + 1; j < p; j += 1) sum -= upper[j]![i]! * solution[j]!;
    solution[i] = sum / upper[i]![i]!;
  }
  const residual = Float64Array.from(rotated, (value, i) => (i < p ? h[i]! : value));
  for (const vector of vectors.toReversed()) reflect(vector, residual);
  return { solution, residual };
}

/** Lengths of the rows of the inverse triangle: standard errors in units of the residual. */
function inverseRowLengths({ upper }: Factors): readonly number[] {
  const p = upper.length;
  const squares = Array.from({ length: p }, () => 0);
  for (let column = 0; column < p; column += 1) {
    const inverse = new Float64Array(p);
    for (let i = column; i >= 0; i -= 1) {
      let sum = i === column ? 1 : 0;
      for (let j = i + 1; j <= column; j += 1) sum -= upper[j]![i]! * inverse[j]!;
      inverse[i] = sum / upper[i]![i]!;
      squares[i] = squares[i]! + inverse[i]! ** 2;
    }
  }
  return squares.map(Math.sqrt);
}

/**
 * Adds a term to a sum kept as leading part and lost part: Ogita, Rump & Oishi 2005, algorithm Sum2,
 * which is as good as twice the working precision.
 */
function addTo(sum: Float64Array, term: number): void {
  const before = sum[0]!;
  const next = before + term;
  const part = next - before;
  sum[0] = next;
  sum[1] = sum[1]! + (before - (next - part) + (term - part));
}

/** Adds a product with its rounding error: Dekker 1971, the factors split after Veltkamp. */
function addProductTo(sum: Float64Array, a: number, b: number): void {
  const high = a * b;
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  addTo(sum, high);
  addTo(sum, aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
}

/** The upper 26 bits of a double: 2^27 + 1 splits 53 bits in two. */
function upperHalf(value: number): number {
  const scaled = 134_217_729 * value;
  return scaled - (scaled - value);
}
