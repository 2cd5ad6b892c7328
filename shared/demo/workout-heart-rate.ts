import type { RandomStream } from './random-stream.ts';

/** How hard a workout is, for one person on one day. */
export interface WorkoutEffort {
  readonly restingBpm: number;
  readonly maximumBpm: number;
  /** Mean share of the heart-rate reserve. */
  readonly intensity: number;
  /** Hard and easy spells lie this share of the reserve above and below the mean. */
  readonly swing: number;
  readonly intervalS: number;
}

const WARM_UP_S = 360;
const COOL_DOWN_S = 240;
/** A heart follows more work within half a minute and less work within a minute: time constants, seconds. */
const RISE_S = 25;
const FALL_S = 55;
/** Slow climb over a workout at the same effort (cardiac drift), as a share of the reserve. */
const DRIFT_SHARE = 0.04;
/** Breathing and the strap's rounding: spread in bpm and how long a deviation lasts. */
const NOISE = { bpm: 1.8, lastsS: 20 };

/**
 * Heart rate through a workout: spells of work followed at the pace a heart follows, with warm-up,
 * cool-down, drift and noise.
 * @param durationS length in seconds
 * @param stepS seconds from one value to the next
 * @returns bpm, one value a step
 */
export function simulateHeartRate(
  random: RandomStream,
  effort: WorkoutEffort,
  durationS: number,
  stepS: number,
): Uint8Array {
  const bpm = new Uint8Array(Math.floor(durationS / stepS));
  const { restingBpm, maximumBpm, intensity, swing, intervalS } = effort;
  const reserveBpm = maximumBpm - restingBpm;
  const rise = 1 - Math.exp(-stepS / RISE_S);
  const fall = 1 - Math.exp(-stepS / FALL_S);
  const kept = Math.exp(-stepS / NOISE.lastsS);
  const fresh = NOISE.bpm * Math.sqrt(1 - kept * kept);
  let heart = restingBpm + 0.2 * reserveBpm;
  let noise = 0;
  for (let index = 0; index < bpm.length; index++) {
    const atS = index * stepS;
    const warm = Math.min(1, 0.4 + (0.6 * atS) / WARM_UP_S);
    const calm = atS > durationS - COOL_DOWN_S ? 0.45 : 1;
    const spell = atS % intervalS < 0.55 * intervalS ? swing : -swing;
    const share = (intensity + spell + (DRIFT_SHARE * atS) / durationS) * warm * calm;
    const target = restingBpm + Math.min(0.97, Math.max(0.04, share)) * reserveBpm;
    heart += (target - heart) * (target > heart ? rise : fall);
    noise = kept * noise + fresh * random.normal();
    bpm[index] = Math.round(Math.min(maximumBpm, heart + noise));
  }
  return bpm;
}

/** Share of recorded sessions with a hole in them, and its length in seconds. */
const LOST_SIGNAL = { share: 0.15, shortestS: 8, longestS: 90 };

/** Silences a stretch of a 1 Hz trace now and then, as when somebody leans on the strap. */
export function loseSignal(random: RandomStream, bpm: Uint8Array): void {
  if (!random.chance(LOST_SIGNAL.share)) return;
  const from = random.whole(0, bpm.length);
  bpm.fill(0, from, from + random.whole(LOST_SIGNAL.shortestS, LOST_SIGNAL.longestS));
}
