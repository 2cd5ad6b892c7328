import type { Point } from './theil-sen.ts';

/**
 * How deviations from a line last. `fading`: a share of each deviation's variance fades
 * exponentially (Ornstein-Uhlenbeck), as water in a body or a busy month; the rest is gone with the
 * next reading. `turning`: the line's own slope wanders (an integrated Wiener process, the prior
 * behind smoothing splines: Wahba 1978, J R Stat Soc B 40:364-372), as when a diet ends.
 */
export type Persistence =
  | { readonly kind: 'fading'; readonly memoryDays: number; readonly share: number }
  | {
      readonly kind: 'turning';
      /** Days after which the wandering has moved the line as far as one reading's noise. */
      readonly memoryDays: number;
    };

/** A line through readings whose deviations last, given how they last. */
export interface PersistentLine {
  /** Restricted log-likelihood of the readings, up to a constant that all assumptions share. */
  readonly logLikelihood: number;
  /** What a reading at `x`, not before the last, is expected to show, and the squared error of that. */
  at(x: number): { readonly value: number; readonly variance: number };
}

/** How level and pace of what lasts go on over some days, with the variance that comes in on the way. */
interface Step {
  readonly levelKept: number;
  readonly levelFromPace: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly paceVariance: number;
}

/** Squares below this share of the readings' own are rounding. */
const EXACT = 1e-20;

/**
 * Generalised least squares of a line with lasting deviations: one pass of a Kalman filter over
 * readings, constant and time decorrelates all three (Jones 1993, Longitudinal Data with Serial
 * Correlation, ch. 5); likelihood after Patterson & Thompson 1971, Biometrika 58:545-554.
 * @param points ascending by `x`, in days, at least three at two different `x`
 * @returns null when they lie on a line exactly, or do not fix one
 */
export function fitPersistentLine(points: readonly Point[], persistence: Persistence): PersistentLine | null {
  const n = points.length;
  const first = points[0];
  if (first === undefined || n < 3) return null;
  const filter = createFilter(persistence);
  const sums = { yy: 0, y1: 0, yt: 0, oo: 0, ot: 0, tt: 0, logVariance: 0 };
  let lastX = first.x;
  for (const { x, y } of points) {
    const [newY, newOne, newTime, spread] = filter.meet(x - lastX, y - first.y, 1, x - first.x);
    sums.yy += (newY * newY) / spread;
    sums.y1 += (newY * newOne) / spread;
    sums.yt += (newY * newTime) / spread;
    sums.oo += (newOne * newOne) / spread;
    sums.ot += (newOne * newTime) / spread;
    sums.tt += (newTime * newTime) / spread;
    sums.logVariance += Math.log(spread);
    lastX = x;
  }
  const determinant = sums.oo * sums.tt - sums.ot * sums.ot;
  if (!(determinant > 0)) return null;
  const level = (sums.y1 * sums.tt - sums.yt * sums.ot) / determinant;
  const slope = (sums.yt * sums.oo - sums.y1 * sums.ot) / determinant;
  const squares = sums.yy - level * sums.y1 - slope * sums.yt;
  if (!(squares > EXACT * sums.yy)) return null;
  const residualVariance = squares / (n - 2);
  return {
    logLikelihood: -0.5 * ((n - 2) * Math.log(residualVariance) + sums.logVariance + Math.log(determinant)),
    at(x) {
      const [y, one, time, ofReading] = filter.expect(Math.max(0, x - lastX));
      const t = x - first.x;
      const offOne = 1 - one;
      const offTime = t - time;
      const ofLine =
        (offOne * offOne * sums.tt - 2 * offOne * offTime * sums.ot + offTime * offTime * sums.oo) /
        determinant;
      return {
        value: first.y + y + level * offOne + slope * offTime,
        variance: residualVariance * (ofReading + ofLine),
      };
    },
  };
}

type Innovations = readonly [y: number, one: number, time: number, variance: number];

interface Filter {
  /** Takes in a reading and its regressors, and says what was new in each, with the variance of a reading then. */
  meet(days: number, y: number, one: number, time: number): Innovations;
  /** What lasts of each after some more days, with the variance of a reading then. */
  expect(days: number): Innovations;
}

/** Kalman filter over level and pace of what lasts, for three series at once; variances in units of one reading's. */
function createFilter(persistence: Persistence): Filter {
  const noise = persistence.kind === 'fading' ? 1 - persistence.share : 1;
  const levels = [0, 0, 0];
  const paces = [0, 0, 0];
  let levelVariance = persistence.kind === 'fading' ? persistence.share : 0;
  let covariance = 0;
  let paceVariance = 0;

  function ahead(days: number): { step: Step; variance: number; covariance: number } {
    const step = stepOver(persistence, days);
    const { levelKept, levelFromPace } = step;
    return {
      step,
      variance:
        levelKept * levelKept * levelVariance +
        2 * levelKept * levelFromPace * covariance +
        levelFromPace * levelFromPace * paceVariance +
        step.levelVariance,
      covariance: levelKept * covariance + levelFromPace * paceVariance + step.covariance,
    };
  }

  return {
    meet(days, y, one, time) {
      const next = ahead(days);
      const { levelKept, levelFromPace } = next.step;
      const spread = next.variance + noise;
      const levelGain = next.variance / spread;
      const paceGain = next.covariance / spread;
      const take = (series: 0 | 1 | 2, value: number): number => {
        const expected = levelKept * levels[series]! + levelFromPace * paces[series]!;
        const news = value - expected;
        levels[series] = expected + levelGain * news;
        paces[series] = paces[series]! + paceGain * news;
        return news;
      };
      levelVariance = next.variance * (1 - levelGain);
      covariance = next.covariance * (1 - levelGain);
      paceVariance = paceVariance + next.step.paceVariance - paceGain * next.covariance;
      return [take(0, y), take(1, one), take(2, time), spread];
    },
    expect(days) {
      const { step, variance } = ahead(days);
      const at = (series: 0 | 1 | 2): number =>
        step.levelKept * levels[series]! + step.levelFromPace * paces[series]!;
      return [at(0), at(1), at(2), variance + noise];
    },
  };
}

function stepOver(persistence: Persistence, days: number): Step {
  if (persistence.kind === 'fading') {
    const kept = Math.exp(-days / persistence.memoryDays);
    const levelVariance = persistence.share * (1 - kept * kept);
    return { levelKept: kept, levelFromPace: 0, levelVariance, covariance: 0, paceVariance: 0 };
  }
  const rate = persistence.memoryDays ** -3;
  return {
    levelKept: 1,
    levelFromPace: days,
    levelVariance: (rate * days ** 3) / 3,
    covariance: (rate * days ** 2) / 2,
    paceVariance: rate * days,
  };
}
