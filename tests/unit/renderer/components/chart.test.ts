import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barChartOptions } from '../../../../renderer/components/chart/bar-chart-options.ts';
import {
  metricChartOptions,
  type MetricChartContent,
} from '../../../../renderer/components/chart/metric-chart-options.ts';
import { niceScale } from '../../../../renderer/components/chart/nice-scale.ts';
import { instantLabel } from '../../../../renderer/components/chart/time-axis.ts';
import { createFormats } from '../../../../renderer/i18n/formats.ts';

const formats = createFormats('en', 'Europe/Berlin');
const DAY_MS = 86_400_000;
const AT_MS = Date.parse('2026-03-10T09:00:00Z');

describe('the value axis', () => {
  it('ends and steps on round numbers', () => {
    expect(niceScale([53, 106], 1)).toEqual({ min: 40, max: 120, steps: 4 });
    expect(niceScale([67.1, 69.9], 0.1)).toEqual({ min: 67, max: 70, steps: 3 });
  });

  it('holds every value, in few steps, whatever the values are', () => {
    const values = fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, (given) => {
        const scale = niceScale(given, 0.1);
        expect(scale.min).toBeLessThanOrEqual(Math.min(...given));
        expect(scale.max).toBeGreaterThanOrEqual(Math.max(...given));
        expect(scale.min).toBeGreaterThanOrEqual(0);
        expect(scale.steps).toBeGreaterThanOrEqual(1);
        expect(scale.steps).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('never steps by less than a label can say', () => {
    // Eight workouts in steps of 2.5 would read 0, 3, 5, 8.
    expect(niceScale([0, 7], 1)).toEqual({ min: 0, max: 10, steps: 2 });
    expect(niceScale([0, 0.7], 0.1)).toEqual({ min: 0, max: 1, steps: 2 });
  });

  it('makes room around values that are all the same', () => {
    const { min, max } = niceScale([72, 72, 72], 1);
    expect(max - min).toBeGreaterThan(0);
  });
});

describe('the time axis', () => {
  it('is the finer the shorter the time', () => {
    const labelAt = (days: number) => instantLabel(formats, days * DAY_MS)(AT_MS);
    expect([1, 7, 30, 365, 900].map(labelAt)).toEqual(['10:00', 'Tue', '10 Mar', 'Mar', 'Mar 26']);
  });
});

describe('a metric’s chart', () => {
  const colours = { line: '#1', soft: '#2', faint: '#3', grid: '#4', goal: '#5' };
  const look = { colours, formats, remPx: 20 };
  const points = [0, 1, 2].map((day) => ({ atMs: AT_MS + day * DAY_MS, value: 70 - day }));
  const plain: MetricChartContent = {
    name: 'Weight',
    decimals: 1,
    form: 'dots',
    per: 'day',
    points,
    trend: [],
    projection: [],
    goalValue: null,
    hideValues: false,
  };
  const seriesOf = (content: Partial<MetricChartContent>) =>
    metricChartOptions({ ...plain, ...content }, look).series;

  it('is a dot for each day, and no line from one to the next, with a direction and without', () => {
    const year = Array.from({ length: 300 }, (_, day) => ({ atMs: AT_MS + day * DAY_MS, value: day % 7 }));
    for (const content of [{}, { points: year }]) {
      const options = metricChartOptions({ ...plain, ...content }, look);
      expect(options.series?.[0]).toMatchObject({ type: 'line', name: 'Weight' });
      expect(options.stroke?.width).toMatchObject([0]);
      expect(options.markers?.size).toMatchObject([expect.toSatisfy((radius: number) => radius > 1)]);
    }
  });

  it('puts the band under the readings, and the trend over them', () => {
    const projection = [{ atMs: AT_MS + 3 * DAY_MS, value: 67, low: 66, high: 68 }];
    expect(seriesOf({ trend: points, projection })).toMatchObject([
      { type: 'rangeArea', data: [{ y: [66, 68] }] },
      { type: 'line', name: 'Weight' },
      { type: 'line', name: 'trend' },
      { type: 'line', name: 'expected' },
    ]);
  });

  it('uses nothing of the library that writes styles or markup of its own', () => {
    expect(metricChartOptions(plain, look)).toMatchObject({
      chart: { toolbar: { show: false }, zoom: { enabled: false } },
      tooltip: { enabled: false },
      legend: { show: false },
    });
  });

  it('draws the goal as a level line', () => {
    expect(metricChartOptions({ ...plain, goalValue: 65 }, look).annotations).toMatchObject({
      yaxis: [{ y: 65 }],
    });
  });
});

describe('a chart of what is counted', () => {
  const look = {
    colours: { line: '#1', soft: '#2', faint: '#3', grid: '#4', goal: '#5' },
    formats,
    remPx: 20,
  };
  const weeks = Array.from({ length: 20 }, (_, week) => ({
    atMs: AT_MS + 7 * week * DAY_MS,
    value: week % 4,
  }));
  const counted: MetricChartContent = {
    name: 'Workouts',
    decimals: 0,
    form: 'bars',
    per: 'week',
    points: weeks,
    trend: [],
    projection: [],
    goalValue: null,
    hideValues: false,
  };

  it('is a bar a week from nothing up, and nothing else without a direction', () => {
    const { series, yaxis } = barChartOptions(counted, look);
    expect(series).toMatchObject([{ type: 'column', data: weeks.map(({ value }) => value) }]);
    expect(yaxis).toMatchObject({ min: 0 });
  });

  it('carries the line of its direction where there is one', () => {
    const trend = weeks.slice(2).map(({ atMs }) => ({ atMs, value: 2 }));
    expect(barChartOptions({ ...counted, trend }, look).series).toMatchObject([
      { type: 'column' },
      { type: 'line', data: [null, null, ...trend.map(({ value }) => value)] },
    ]);
  });

  it('always names the present, and never more bars than there is room for', () => {
    const labels = barChartOptions(counted, look).xaxis?.categories as string[];
    expect(labels.at(-1)).toBe(formats.axisDay(weeks.at(-1)!.atMs));
    expect(labels.filter((label) => label !== '').length).toBeLessThanOrEqual(7);
  });
});
