import { describe, expect, it } from 'vitest';
import {
  createSteadyWatch,
  LONGEST_STEADY_GAP_MS,
} from '../../../../../electron/devices/scale/steady-watch.ts';

describe('a scale that does not say when it is stable', () => {
  it('counts as stable once two lines in a row agree', () => {
    const watch = createSteadyWatch({ lines: 2, overMs: 0 });
    expect([watch.saw('82.7', 0), watch.saw('82.7', 0), watch.saw('82.8', 0), watch.saw('82.8', 1)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('has to hold still for the time the rule asks', () => {
    const watch = createSteadyWatch({ lines: 3, overMs: 500 });
    expect([0, 100, 200, 499, 500].map((atMs) => watch.saw('82.7', atMs))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('starts anew after a disturbance or a long pause', () => {
    const watch = createSteadyWatch({ lines: 2, overMs: 0 });
    watch.saw('82.7', 0);
    watch.reset();
    expect(watch.saw('82.7', 10)).toBe(false);
    expect(watch.saw('82.7', 11 + LONGEST_STEADY_GAP_MS)).toBe(false);
    expect(watch.saw('82.7', 12 + LONGEST_STEADY_GAP_MS)).toBe(true);
  });
});
