/** Beats per minute the trace leaves free above and below, so that a steady heart is a calm line. */
const ROOM_BPM = 6;
/** The trace never zooms in further than this, or every single beat would look like a mountain. */
const SMALLEST_SPAN_BPM = 40;

export interface TraceScale {
  readonly lowBpm: number;
  readonly highBpm: number;
}

/** The range the trace is drawn in; null while nothing has been heard. */
export function traceScale(recentBpm: readonly number[]): TraceScale | null {
  const heard = recentBpm.filter((bpm) => bpm > 0);
  if (heard.length === 0) return null;
  const lowest = Math.min(...heard) - ROOM_BPM;
  const highest = Math.max(...heard) + ROOM_BPM;
  const missing = Math.max(0, SMALLEST_SPAN_BPM - (highest - lowest)) / 2;
  return { lowBpm: lowest - missing, highBpm: highest + missing };
}

/**
 * SVG path of a trace, the newest second at the right edge. A second without a beat breaks the line.
 * @param recentBpm oldest first, one a second, 0 for a gap
 * @param seconds how many seconds the whole width stands for
 */
export function tracePath(
  recentBpm: readonly number[],
  scale: TraceScale,
  seconds: number,
  size: { readonly width: number; readonly height: number },
): string {
  const step = size.width / (seconds - 1);
  const firstX = size.width - (recentBpm.length - 1) * step;
  const perBpm = size.height / (scale.highBpm - scale.lowBpm);
  let drawing = false;
  let path = '';
  recentBpm.forEach((bpm, index) => {
    if (bpm === 0) {
      drawing = false;
      return;
    }
    const x = (firstX + index * step).toFixed(1);
    const y = (size.height - (bpm - scale.lowBpm) * perBpm).toFixed(1);
    path += `${drawing ? 'L' : 'M'}${x} ${y}`;
    drawing = true;
  });
  return path;
}
