import { expect, it } from 'vitest';
import { buildDashboard } from '../../../../support/domain/build-dashboard.ts';
import { comparableReadings } from '../../../../../shared/domain/progress/comparable-readings.ts';
import type { MetricReading } from '../../../../../shared/domain/metrics/metric-reading.ts';
import { dashboardInput, DAY, NOW, reading } from '../gym-fixtures.ts';

const made = (metricType: string, formula: string | null, daysAgo: number, value = 10): MetricReading => ({
  ...reading(metricType, NOW - daysAgo * DAY, value),
  formula,
});

it('of two versions of a formula only the newer one stands in a trend', () => {
  const readings = [
    made('calories_burned', 'keytel-2005@1', 9),
    made('calories_burned', null, 8),
    made('calories_burned', 'met-compendium-2024@1', 7),
    made('calories_burned', 'keytel-2005@10', 6),
    made('calories_burned', 'keytel-2005@9', 5),
  ];
  expect(comparableReadings(readings).map(({ formula }) => formula)).toEqual([
    null,
    'met-compendium-2024@1',
    'keytel-2005@10',
  ]);
});

it('loads of two formulas are two scales, and the one in use now counts', () => {
  const readings = [
    made('training_load', 'edwards-load@1', 3),
    made('training_load', 'banister-load@1', 2),
    made('training_load', 'edwards-load@1', 1),
  ];
  expect(comparableReadings(readings)).toEqual([readings[0], readings[2]]);
});

it('a change of formula is no change of the member: the tile starts anew', () => {
  const old = Array.from({ length: 20 }, (_, i) => made('training_load', 'edwards-load@1', 40 - i, 300));
  const now = Array.from({ length: 3 }, (_, i) => made('training_load', 'banister-load@1', 3 - i, 80));
  const [tile] = buildDashboard(dashboardInput({ metrics: [...old, ...now] })).progress_metrics;
  expect(tile).toMatchObject({ metric_type: 'training_load', direction: 'unclear' });
  expect(tile?.series.map(({ value }) => value)).toEqual([80, 80, 80]);
});
