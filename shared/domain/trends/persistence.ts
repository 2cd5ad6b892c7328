import type { Point } from './theil-sen.ts';

/** What is assumed of a body before it is measured, and how many pairs of days that assumption weighs. */
const ASSUMED = 0.2;
const ASSUMED_PAIRS = 8;
/** Stronger persistence cannot be told from a second trend. */
const STRONGEST = 0.85;

/** A point with what a line leaves of it. */
export interface Residual {
  readonly x: number;
  readonly residual: number;
}

/** What the line leaves of each point. */
export function residualsOf(points: readonly Point[], valueAt: (x: number) => number): readonly Residual[] {
  return points.map(({ x, y }) => ({ x, residual: y - valueAt(x) }));
}

/**
 * How much of today's deviation is still there tomorrow, 0 to 1: water and salt hold for days, so
 * daily weights say less than their number suggests. Lag-one autocorrelation of residuals, corrected
 * for the bias that fitting a line leaves (Marriott & Pope 1954).
 * @param residuals by time, `x` in days
 */
export function dailyPersistence(residuals: readonly Residual[]): number {
  let products = 0;
  let pairs = 0;
  for (const [i, { x, residual }] of residuals.entries()) {
    const before = residuals[i - 1];
    if (before === undefined || Math.abs(x - before.x - 1) > 0.5) continue;
    products += residual * before.residual;
    pairs += 1;
  }
  const n = residuals.length;
  const variance = residuals.reduce((sum, { residual }) => sum + residual * residual, 0) / n;
  if (!(variance > 0)) return 0;
  const raw = pairs === 0 ? 0 : products / pairs / variance;
  const measured = n > 4 ? (n * raw + 2) / (n - 4) : 0;
  const weighed = (pairs * measured + ASSUMED_PAIRS * ASSUMED) / (pairs + ASSUMED_PAIRS);
  return Math.min(STRONGEST, Math.max(0, weighed));
}

/**
 * By how much persistence inflates the variance of a fitted line: the number of readings divided by
 * the number of independent ones (Bartlett 1946).
 * @param meanGapDays average days between readings
 */
export function varianceInflation(persistence: number, meanGapDays: number): number {
  const perReading = persistence ** Math.max(meanGapDays, 1e-3);
  return (1 + perReading) / (1 - Math.min(perReading, STRONGEST));
}
