import { studentCdf, studentQuantile } from '../statistics/student-t.ts';
import { leastSquares } from './least-squares.ts';
import type { LeastSquaresLine } from './least-squares.ts';
import { withoutOutliers } from './outliers.ts';
import { dailyPersistence, residualsOf, varianceInflation } from './persistence.ts';
import { theilSen } from './theil-sen.ts';
import type { Point, TheilSenLine } from './theil-sen.ts';

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
 * on residual and parameter error, widened where deviations persist from day to day. Measured on
 * simulated members, the bands hold what they say within three points (see the tests beside).
 * @param points `x` in days
 * @param robust their Theil-Sen line, by which outliers are told
 * @returns null with fewer than five usable readings or no spread in time
 */
export function projectLine(
  points: readonly Point[],
  robust: TheilSenLine | null = theilSen(points),
): Projection | null {
  if (robust === null) return null;
  const used = withoutOutliers(points, robust).toSorted((left, right) => left.x - right.x);
  const line = leastSquares(used);
  if (line === null || line.residualSd === null || used.length < LEAST_POINTS) return null;
  const lineAt = (x: number): number => line.intercept + line.slope * x;
  const { sd, inflation, degrees, persistence } = bandFacts(line, line.residualSd, used, lineAt);
  const last = used.at(-1) ?? { x: 0, y: 0 };
  // What is left of the last deviation; it fades within days.
  const kept = (x: number): number => persistence ** Math.max(0, x - last.x);
  const valueAt = (x: number): number => lineAt(x) + kept(x) * (last.y - lineAt(last.x));
  const t80 = studentQuantile(0.9, degrees);
  const t95 = studentQuantile(0.975, degrees);
  const errorAt = (x: number): number =>
    sd * Math.sqrt(1 - kept(x) ** 2 + inflation * (1 / line.n + (x - line.meanX) ** 2 / line.sumSquaresX));
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

/** Fewest degrees of freedom a band is drawn with, however persistent the deviations. */
const LEAST_DEGREES = 3;

/** Spread, inflation of the line's variance and degrees of freedom, after persistence is taken off. */
function bandFacts(
  line: LeastSquaresLine,
  residualSd: number,
  used: readonly Point[],
  valueAt: (x: number) => number,
): {
  readonly sd: number;
  readonly inflation: number;
  readonly degrees: number;
  readonly persistence: number;
} {
  const span = (used.at(-1)?.x ?? 0) - (used[0]?.x ?? 0);
  const persistence = dailyPersistence(residualsOf(used, valueAt));
  const inflation = persistence === 0 ? 1 : varianceInflation(persistence, span / (line.n - 1));
  // A line bends after persistent deviations and so hides part of their variance.
  const hidden = (line.n - 2) / Math.max(1, line.n - 2 * inflation);
  return {
    sd: residualSd * Math.sqrt(hidden),
    inflation,
    persistence,
    degrees: Math.max(Math.min(LEAST_DEGREES, line.n - 2), line.n / inflation - 2),
  };
}
