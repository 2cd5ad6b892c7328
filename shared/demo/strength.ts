import { MINUTE_MS } from '../base/clock.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import type { LivedVisit } from './attendance.ts';
import type { Body } from './person.ts';
import { seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';

const EPLEY_FORMULA = 'one-rep-max-epley@1';
/** Plates come in pairs of 1.25 kg. */
const PLATE_STEP_KG = 2.5;
/** Share of lifting sessions with a set heavy enough to note. */
const NOTED_SHARE = 0.15;
/** How far beginners get above their first maximum, and within how many sessions two thirds of that. */
const PROGRESS = { most: 0.38, sessions: 70 };

/**
 * The heaviest sets a lifter notes, as estimated one-repetition maxima.
 * @returns a function to call for each lifting session in order; null for a session without a note
 */
export function createLifter(body: Body): (random: RandomStream, lived: LivedVisit) => MetricReading | null {
  let sessions = 0;
  return (random, { visit }) => {
    sessions += 1;
    if (!random.chance(NOTED_SHARE)) return null;
    const grown = 1 + PROGRESS.most * (1 - Math.exp(-sessions / PROGRESS.sessions));
    const trueMaximumKg = body.startWeightKg * body.strengthRatio * grown * (1 + 0.025 * random.normal());
    const repetitions = random.whole(3, 8);
    const loadKg = Math.max(
      PLATE_STEP_KG,
      Math.round(trueMaximumKg / epleyFactor(repetitions) / PLATE_STEP_KG) * PLATE_STEP_KG,
    );
    const recordedAtMs = visit.checkedInAtMs + random.whole(20, 45) * MINUTE_MS;
    return {
      id: seededUuid(random, recordedAtMs),
      memberId: visit.memberId,
      metricType: 'one_rep_max',
      value: loadKg * epleyFactor(repetitions),
      recordedAtMs,
      source: 'automated',
      formula: EPLEY_FORMULA,
    };
  };
}

/**
 * One-repetition maximum over the load of a set: Epley 1985 (Boyd Epley Workout). Made for sets of
 * up to about ten repetitions; two or more here.
 */
function epleyFactor(repetitions: number): number {
  return 1 + repetitions / 30;
}
