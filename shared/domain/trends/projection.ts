import { studentCdf, studentQuantile } from '../statistics/student-t.ts';
import { leastSquares } from './least-squares.ts';
import { withoutOutliers } from './outliers.ts';
import { theilSen } from './theil-sen.ts';
import type { Point } from './theil-sen.ts';

export const PROJECTION_METHOD = 'line-prediction-band@1';

/** Fewer points leave too few degrees of freedom for a band anyone could use. */
const LEAST_POINTS = 5;

/** A value to come, with the ranges that 80 and 95 of 100 such readings would fall into. */
export interface ProjectedValue {
  readonly x: number;
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

/** Looks ahead along a line. */
export interface Projection {
  at(x: number): ProjectedValue;
  /**
   * Chance that a reading taken at `x` has reached a target.
   * @param direction whether reaching means at least or at most the target
   */
  probabilityReached(x: number, target: number, direction: 'up' | 'down'): number;
}

/**
 * Prediction band of the least-squares line through the readings that are no outliers: Student's t
 * on residual and parameter error, so it widens with distance and with few readings.
 * @returns null with fewer than five usable readings or no spread in time
 */
export function projectLine(points: readonly Point[]): Projection | null {
  const robust = theilSen(points);
  if (robust === null) return null;
  const used = withoutOutliers(points, robust);
  const line = leastSquares(used);
  if (line === null || line.residualSd === null || used.length < LEAST_POINTS) return null;
  const { residualSd } = line;
  const degrees = line.n - 2;
  const t80 = studentQuantile(0.9, degrees);
  const t95 = studentQuantile(0.975, degrees);
  const valueAt = (x: number): number => line.intercept + line.slope * x;
  const errorAt = (x: number): number =>
    residualSd * Math.sqrt(1 + 1 / line.n + (x - line.meanX) ** 2 / line.sumSquaresX);
  return {
    at(x) {
      const value = valueAt(x);
      const error = errorAt(x);
      return {
        x,
        value,
        low80: value - t80 * error,
        high80: value + t80 * error,
        low95: value - t95 * error,
        high95: value + t95 * error,
      };
    },
    probabilityReached(x, target, direction) {
      const ahead = direction === 'up' ? valueAt(x) - target : target - valueAt(x);
      const error = errorAt(x);
      if (error === 0) return ahead >= 0 ? 1 : 0;
      return studentCdf(ahead / error, degrees);
    },
  };
}
