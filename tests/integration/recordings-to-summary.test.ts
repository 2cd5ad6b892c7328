import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordedWorkouts, workOut } from '../support/devices/recorded-workouts.ts';
import { replayWorkout, wearerAgeYears, type Wearer } from '../support/devices/replay-workout.ts';

const BEN: Wearer = { weightKg: 82, maximumBpm: 188 };

/** The watch's own summary of the rowing session, from its file: average 132, maximum 179. */
const ROWING_BY_THE_WATCH = { averageBpm: 132, maximumBpm: 179 };

describe('a recorded workout, from the bytes on the wire to the summary on screen', () => {
  for (const { name, seconds } of recordedWorkouts()) {
    it(`comes to what its rows come to: ${name}`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'kiosk-replay-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const summary = replayWorkout(folder, seconds, BEN);
      const expected = workOut(seconds, { ...BEN, ageYears: wearerAgeYears(seconds) });
      expect(summary.average_bpm).toBe(expected.averageBpm);
      expect(summary.maximum_bpm).toBe(expected.maximumBpm);
      expect(summary.heard_s).toBe(seconds.length);
      expect(summary.max_heart_rate_bpm).toBe(BEN.maximumBpm);
      expect(summary.seconds_per_zone).toEqual(expected.secondsPerZone);
      expect(summary.calories_formula).toBe('keytel-2005@1');
      expect(summary.calories_kcal).toBeCloseTo(expected.kcal, 9);
      if (name !== 'indoor rowing') return;
      expect(Math.abs(summary.average_bpm! - ROWING_BY_THE_WATCH.averageBpm)).toBeLessThan(1);
      expect(summary.maximum_bpm).toBe(ROWING_BY_THE_WATCH.maximumBpm);
    });
  }
});
