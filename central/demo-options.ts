/** What to generate. The same numbers give the same gym here and at a kiosk. */
export interface DemoSize {
  readonly members: number;
  /** Days of history before `nowMs`. */
  readonly days: number;
  readonly seed: number;
  readonly nowMs: number;
}

/** How far the preparation is; each step runs from 0 to 1. */
export interface DemoProgress {
  readonly step: 'generating' | 'storing';
  readonly share: number;
}
