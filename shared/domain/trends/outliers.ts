import { MAD_TO_SD, median, medianAbsoluteDeviation } from '../statistics/order.ts';
import type { Point, TheilSenLine } from './theil-sen.ts';

/**
 * Scaled deviations beyond which a reading is left out of a projection. The customary 3.5 (Iglewicz &
 * Hoaglin 1993) also takes honest readings out of short series, which makes bands too narrow; what
 * must go (someone else on the scale, a bag in the hand) lies far beyond 5.
 */
export const OUTLIER_LIMIT = 5;

/**
 * Share of the readings that may be left out. More than that are no accidents but a second habit, a
 * hard class among easy ones, and will come again.
 */
const MOST_OUTLIERS = 0.1;

/**
 * Points that fit a robust line, without those too far from it. They stay in the history; only the
 * projection does without them.
 * @returns all points when more than half lie exactly on the line, since then there is no spread to judge by
 */
export function withoutOutliers(points: readonly Point[], line: TheilSenLine): readonly Point[] {
  const residuals = points.map(({ x, y }) => y - line.slope * x - line.interceptJoint);
  const centre = median(residuals);
  const spread = medianAbsoluteDeviation(residuals);
  if (centre === null || spread === null || spread === 0) return points;
  // Two parameters were fitted, so residuals of few points are smaller than the noise.
  const limit =
    OUTLIER_LIMIT * MAD_TO_SD * spread * Math.sqrt(points.length / Math.max(1, points.length - 2));
  const kept = points.filter((_, i) => Math.abs((residuals[i] ?? 0) - centre) <= limit);
  const isRare = points.length - kept.length <= Math.max(1, MOST_OUTLIERS * points.length);
  return isRare ? kept : points;
}
