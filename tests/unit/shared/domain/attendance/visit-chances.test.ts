import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import { learnAttendance, visitChances } from '../../../../../shared/domain/attendance/visit-chances.ts';
import { chanceOf, fitLogistic } from '../../../../../shared/domain/statistics/logistic-regression.ts';
import { DAY, LONDON, NOW } from '../gym-fixtures.ts';
import { LEAST_CHANCE } from '../../../../../shared/domain/statistics/bounded-chance.ts';
import { seededRandom } from '../seeded-random.ts';
import { brierScore } from '../../../../support/domain/statistics.ts';

const days = localDays(LONDON);
const YEAR = 365;

/** Members with a rhythm of their own; each week a few of them stop for good. */
function simulatedGym(members: number): number[][] {
  const { uniform } = seededRandom(42);
  return Array.from({ length: members }, () => {
    const perWeek = 0.3 + 3.5 * uniform();
    const leaving = 0.005 + 0.03 * uniform();
    const visits: number[] = [];
    let week = Math.floor(uniform() * 20);
    while (week < YEAR / 7 && uniform() > leaving) {
      for (let day = 0; day < 7; day += 1) {
        if (uniform() < perWeek / 7) visits.push(NOW - (YEAR - week * 7 - day) * DAY);
      }
      week += 1;
    }
    return visits;
  });
}

describe('the chance that a member comes', () => {
  const gym = simulatedGym(250);
  const splitMs = NOW - 90 * DAY;
  const model = learnAttendance(
    gym.map((visits) => visits.filter((time) => time < splitMs)),
    splitMs,
    days,
  );

  const outcomes = (of: 'visitWithinWeek' | 'lapse', ahead: number) =>
    [0, 14, 28, 42].flatMap((later) => {
      const at = splitMs + later * DAY;
      return gym.flatMap((visits) => {
        const past = visits.filter((time) => time < at);
        const chances = model === null ? null : visitChances(model, past, at - DAY, days);
        if (chances === null || at - (past.at(-1) ?? 0) > 100 * DAY) return [];
        const came = visits.some((time) => time >= at && time < at + ahead * DAY);
        return [{ chance: chances[of], happened: of === 'lapse' ? !came : came }];
      });
    });

  it.each([
    ['visitWithinWeek', 7],
    ['lapse', 28],
  ] as const)('beats the base rate by 40 % and means what it says (%s)', (of, ahead) => {
    const forecasts = outcomes(of, ahead);
    const base = forecasts.filter(({ happened }) => happened).length / forecasts.length;
    const brier = brierScore(forecasts) ?? 1;
    const baseBrier = brierScore(forecasts.map(({ happened }) => ({ chance: base, happened }))) ?? 0;
    expect(forecasts.length).toBeGreaterThan(500);
    expect(brier).toBeLessThan(0.6 * baseBrier);
    // Expected calibration error over tenths: what was said against what came, weighed by how often.
    const tenths = Map.groupBy(forecasts, ({ chance }) => Math.floor(chance * 10));
    const error = [...tenths.values()].reduce((sum, tenth) => {
      const said = tenth.reduce((total, { chance }) => total + chance, 0);
      return sum + Math.abs(said - tenth.filter(({ happened }) => happened).length) / forecasts.length;
    }, 0);
    expect(error).toBeLessThan(0.05);
  });

  it('is the same for somebody who comes twice a day: a day is one visit', () => {
    const once = [40, 33, 26, 19, 12, 5].map((ago) => NOW - ago * DAY);
    const twice = once.flatMap((time) => [time, time + 3_600_000]);
    expect(model && visitChances(model, twice, NOW, days)).toEqual(
      model && visitChances(model, once, NOW, days),
    );
  });

  it('is never certainty, neither for somebody who comes every day nor for one gone a year', () => {
    const daily = Array.from({ length: 200 }, (_, i) => NOW - (200 - i) * DAY);
    for (const times of [daily, [NOW - 365 * DAY]]) {
      const chances = model && visitChances(model, times, NOW, days);
      for (const chance of [chances?.visitWithinWeek, chances?.lapse]) {
        expect(chance).toBeGreaterThanOrEqual(LEAST_CHANCE);
        expect(chance).toBeLessThanOrEqual(1 - LEAST_CHANCE);
      }
    }
  });

  it('is not guessed from a handful of members, nor for someone never seen', () => {
    expect(learnAttendance(gym.slice(0, 2), NOW, days)).toBeNull();
    expect(model === null ? undefined : visitChances(model, [], NOW, days)).toBeNull();
  });
});

describe('logistic regression', () => {
  it('finds the chances behind simulated outcomes', () => {
    const { uniform, normal } = seededRandom(1);
    const truth = { intercept: -0.5, weights: [1.2, -0.7] };
    const examples = Array.from({ length: 6_000 }, () => {
      const features = [normal(), normal()];
      return { features, happened: uniform() < chanceOf(truth, features) };
    });
    const model = fitLogistic(examples, 1e-6);
    expect(model?.intercept).toBeCloseTo(-0.5, 0.8);
    expect(Math.abs((model?.weights[0] ?? 0) - 1.2)).toBeLessThan(0.1);
    expect(Math.abs((model?.weights[1] ?? 0) + 0.7)).toBeLessThan(0.1);
  });

  it('stays finite when outcomes can be told apart perfectly', () => {
    const examples = [-2, -1, 1, 2].map((x) => ({ features: [x], happened: x > 0 }));
    const model = fitLogistic(examples, 0.1);
    expect(Number.isFinite(model?.weights[0])).toBe(true);
    expect(model?.weights[0]).toBeGreaterThan(0);
  });

  it('needs examples of one shape', () => {
    expect(fitLogistic([], 1)).toBeNull();
    expect(
      fitLogistic(
        [
          { features: [1], happened: true },
          { features: [], happened: false },
        ],
        1,
      ),
    ).toBeNull();
    expect(brierScore([])).toBeNull();
  });
});
