import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandomStream } from '../../../../shared/demo/random-stream.ts';
import { loseSignal, simulateHeartRate } from '../../../../shared/demo/workout-heart-rate.ts';

const effort = { restingBpm: 60, maximumBpm: 188, intensity: 0.65, swing: 0.12, intervalS: 180 };
const mean = (bpm: Uint8Array): number => bpm.reduce((sum, value) => sum + value, 0) / bpm.length;

describe('heart rate through a simulated workout', () => {
  test('it starts low, climbs within minutes and calms down at the end', () => {
    const bpm = simulateHeartRate(createRandomStream(1, 0, 0), effort, 2_700, 1);
    expect(bpm).toHaveLength(2_700);
    expect(mean(bpm.subarray(0, 60))).toBeLessThan(mean(bpm.subarray(900, 2_400)) - 20);
    expect(mean(bpm.subarray(-60))).toBeLessThan(mean(bpm.subarray(900, 2_400)) - 20);
  });

  test('it never leaves what a heart can do', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 1.3, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (seed, intensity, swing) => {
          const bpm = simulateHeartRate(
            createRandomStream(seed, 0, 0),
            { ...effort, intensity, swing },
            1_800,
            30,
          );
          expect(Math.max(...bpm)).toBeLessThanOrEqual(effort.maximumBpm);
          expect(Math.min(...bpm)).toBeGreaterThan(effort.restingBpm - 12);
        },
      ),
    );
  });

  test('coarse steps tell the same workout as single seconds', () => {
    const fine = simulateHeartRate(createRandomStream(1, 0, 0), effort, 3_600, 1);
    const coarse = simulateHeartRate(createRandomStream(2, 0, 0), effort, 3_600, 30);
    expect(coarse).toHaveLength(120);
    expect(Math.abs(mean(coarse) - mean(fine))).toBeLessThan(3);
  });

  test('a lost signal is silence for a while, in some sessions', () => {
    const holes = Array.from({ length: 200 }, (_, seed) => {
      const bpm = new Uint8Array(2_700).fill(120);
      loseSignal(createRandomStream(seed, 0, 0), bpm);
      return bpm.filter((value) => value === 0).length;
    });
    expect(holes.filter((seconds) => seconds > 0).length).toBeGreaterThan(10);
    expect(holes.filter((seconds) => seconds > 0).length).toBeLessThan(60);
    expect(Math.max(...holes)).toBeLessThanOrEqual(91);
  });
});
