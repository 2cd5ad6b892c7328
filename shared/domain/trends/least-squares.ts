import type { Point } from './theil-sen.ts';

/** The straight line of least squares. */
export interface LeastSquaresLine {
  readonly slope: number;
  /** Value at `x` = 0. */
  readonly intercept: number;
  /** Share of variance explained; null when all `y` are equal. */
  readonly rSquared: number | null;
  /** Residual standard deviation with n - 2 degrees of freedom; null for two points. */
  readonly residualSd: number | null;
  readonly n: number;
  readonly meanX: number;
  /** Sum of squared deviations of `x` from its mean. */
  readonly sumSquaresX: number;
}

/**
 * Ordinary least squares for a line, centred first so that large offsets cost no digits.
 * @returns null when fewer than two different `x` leave no slope
 */
export function leastSquares(points: readonly Point[]): LeastSquaresLine | null {
  const n = points.length;
  const meanX = preciseMean(points, (point) => point.x);
  const meanY = preciseMean(points, (point) => point.y);
  let sumSquaresX = 0;
  let sumSquaresY = 0;
  let sumProducts = 0;
  for (const { x, y } of points) {
    sumSquaresX += (x - meanX) ** 2;
    sumSquaresY += (y - meanY) ** 2;
    sumProducts += (x - meanX) * (y - meanY);
  }
  if (!(sumSquaresX > 0)) return null;
  const slope = sumProducts / sumSquaresX;
  let residuals = 0;
  for (const { x, y } of points) residuals += (y - meanY - slope * (x - meanX)) ** 2;
  return {
    slope,
    intercept: meanY - slope * meanX,
    rSquared: sumSquaresY > 0 ? Math.max(0, 1 - residuals / sumSquaresY) : null,
    residualSd: n > 2 ? Math.sqrt(residuals / (n - 2)) : null,
    n,
    meanX,
    sumSquaresX,
  };
}

/** Mean with a second pass that takes back the rounding of the first. */
function preciseMean(points: readonly Point[], of: (point: Point) => number): number {
  if (points.length === 0) return 0;
  const mean = points.reduce((total, point) => total + of(point), 0) / points.length;
  return mean + points.reduce((total, point) => total + (of(point) - mean), 0) / points.length;
}
