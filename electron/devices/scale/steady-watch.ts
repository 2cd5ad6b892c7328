/** When an unchanged weight counts as stable on a scale that does not say so itself. */
export interface SteadyRule {
  /** Identical lines in a row, this one included. */
  readonly lines: number;
  /** Time from the first to the last of them. */
  readonly overMs: number;
}

/** Lines further apart are two weighings that happen to agree, not one that holds still. */
export const LONGEST_STEADY_GAP_MS = 10_000;

export interface SteadyWatch {
  /** Takes the next weight (its text with unit) and tells whether it now counts as stable. */
  saw(weight: string, nowMs: number): boolean;
  /** Something else came in between. */
  reset(): void;
}

/** Watches consecutive weights for standstill. Holds one text; time is handed in. */
export function createSteadyWatch(rule: SteadyRule): SteadyWatch {
  let last: string | null = null;
  let lines = 0;
  let firstMs = 0;
  let lastMs = 0;
  return {
    saw(weight, nowMs) {
      if (weight !== last || nowMs - lastMs > LONGEST_STEADY_GAP_MS) {
        last = weight;
        lines = 0;
        firstMs = nowMs;
      }
      lines = Math.min(lines + 1, rule.lines);
      lastMs = nowMs;
      return lines >= rule.lines && nowMs - firstMs >= rule.overMs;
    },
    reset() {
      last = null;
    },
  };
}
