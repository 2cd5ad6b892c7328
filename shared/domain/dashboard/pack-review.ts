import { isoTime } from '../../base/iso-time.ts';
import type { MetricTile } from './dashboard.ts';
import type { ReviewedMember } from './reviewed-member.ts';

/** A review as it is stored: a third of its JSON text, and read in half the time. */
export interface PackedReview {
  /** Everything but the points of the sparklines, as JSON. */
  readonly document: string;
  /** Those points: time (UTC ms) and value of each, little-endian 64-bit floats, tile after tile. */
  readonly points: Uint8Array;
}

type PackedTile = Omit<MetricTile, 'series'> & { readonly points: number };

const BYTES_PER_POINT = 16;

/** Packs a review for storage. Nothing is rounded: what comes back is equal to what went in. */
export function packReview(review: ReviewedMember): PackedReview {
  const points = review.metrics.flatMap(({ series }) => series);
  const bytes = new DataView(new ArrayBuffer(points.length * BYTES_PER_POINT));
  points.forEach(({ recorded_at, value }, i) => {
    bytes.setFloat64(i * BYTES_PER_POINT, Date.parse(recorded_at), true);
    bytes.setFloat64(i * BYTES_PER_POINT + BYTES_PER_POINT / 2, value, true);
  });
  const metrics = review.metrics.map(({ series, ...tile }): PackedTile => ({
    ...tile,
    points: series.length,
  }));
  return { document: JSON.stringify({ ...review, metrics }), points: new Uint8Array(bytes.buffer) };
}

/** @param packed made by `packReview` of the same stamp */
export function unpackReview(packed: PackedReview): ReviewedMember {
  const { buffer, byteOffset, byteLength } = packed.points;
  const bytes = new DataView(buffer, byteOffset, byteLength);
  // The stamp beside it says that this very version of the product wrote it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const review = JSON.parse(packed.document) as Omit<ReviewedMember, 'metrics'> & {
    readonly metrics: readonly PackedTile[];
  };
  let at = 0;
  const metrics = review.metrics.map(({ points, ...tile }): MetricTile => {
    const series = Array.from({ length: points }, () => {
      const point = {
        recorded_at: isoTime(bytes.getFloat64(at, true)),
        value: bytes.getFloat64(at + 8, true),
      };
      at += BYTES_PER_POINT;
      return point;
    });
    return { ...tile, series };
  });
  return { ...review, metrics };
}
