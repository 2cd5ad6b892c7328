import type { ApexOptions } from 'apexcharts';
import type { Formats } from '../../i18n/formats.ts';
import type { ChartColours } from './chart-colours.ts';
import { niceScale, type NiceScale } from './nice-scale.ts';
import { instantLabel } from './time-axis.ts';

export interface ChartPoint {
  readonly atMs: number;
  readonly value: number;
}

export interface ChartBand {
  readonly atMs: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface MetricChartContent {
  readonly name: string;
  readonly decimals: number;
  readonly form: 'dots' | 'bars';
  readonly per: 'day' | 'week' | 'month';
  /** Oldest first. */
  readonly points: readonly ChartPoint[];
  readonly trend: readonly ChartPoint[];
  readonly projection: readonly ChartBand[];
  /** A value to reach, drawn as a level line; null for none. */
  readonly goalValue: number | null;
  /** No numbers at the side: the shape may be seen, the values not. */
  readonly hideValues: boolean;
}

export interface ChartLook {
  readonly colours: ChartColours;
  readonly formats: Formats;
  /** One rem in pixels. */
  readonly remPx: number;
}

/** Radius of a dot in rem, by how many there are at most: many are small enough to be told apart. */
const DOTS = [
  { upTo: 45, rem: 0.22 },
  { upTo: 120, rem: 0.15 },
  { upTo: Infinity, rem: 0.11 },
] as const;

/** The box of every chart: nothing in it can be touched or moves. */
export function chartBox(type: 'rangeArea' | 'line'): NonNullable<ApexOptions['chart']> {
  return {
    type,
    height: '100%',
    width: '100%',
    background: 'transparent',
    fontFamily: 'inherit',
    parentHeightOffset: 0,
    toolbar: { show: false },
    zoom: { enabled: false },
    selection: { enabled: false },
    // A line that grows into place shows values that nobody measured while it does.
    animations: { enabled: false },
  };
}

/** What all charts share: the values at the side, the lines behind, and nothing that opens. */
export function commonOptions(
  content: MetricChartContent,
  { colours, formats, remPx }: ChartLook,
  scale: NiceScale,
): ApexOptions {
  return {
    yaxis: {
      min: scale.min,
      max: scale.max,
      tickAmount: scale.steps,
      labels: {
        formatter: (value) => (content.hideValues ? '' : formats.roughly(value, content.decimals)),
        style: { colors: colours.faint, fontSize: `${0.82 * remPx}px` },
        minWidth: 1.6 * remPx,
      },
    },
    grid: {
      borderColor: colours.grid,
      strokeDashArray: 0,
      padding: { left: 0.5 * remPx, right: 0.9 * remPx, top: 0, bottom: 0 },
    },
    dataLabels: { enabled: false },
    legend: { show: false },
    tooltip: { enabled: false },
    states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
  };
}

/** Describes a metric's chart for the library: readings, trend line, projection band and goal. */
export function metricChartOptions(content: MetricChartContent, look: ChartLook): ApexOptions {
  const { colours, formats, remPx } = look;
  const hasTrend = content.trend.length > 1;
  const instants = [...content.points, ...content.trend, ...content.projection].map((point) => point.atMs);
  const firstMs = Math.min(...instants);
  const lastMs = Math.max(...instants);
  const labelInstant = instantLabel(formats, lastMs - firstMs);
  const series = seriesOf(content, colours, hasTrend);
  return {
    ...commonOptions(content, look, valueScale(content)),
    chart: chartBox(content.projection.length > 0 ? 'rangeArea' : 'line'),
    series: series.map(({ type, name, data }) => ({ type, name, data })),
    colors: series.map((one) => one.colour),
    stroke: {
      width: series.map((one) => one.width * remPx),
      dashArray: series.map((one) => one.dash),
      curve: 'straight',
      lineCap: 'round',
    },
    fill: { type: 'solid', opacity: series.map((one) => one.opacity) },
    markers: {
      size: series.map((one) => (one.dots ? dotRem(content.points.length) * remPx : 0)),
      strokeWidth: 0,
      hover: { sizeOffset: 0 },
    },
    xaxis: {
      type: 'numeric',
      tickAmount: 4,
      labels: {
        formatter: (value) => labelInstant(Number(value)),
        style: { colors: colours.faint, fontSize: `${0.82 * remPx}px` },
        hideOverlappingLabels: true,
        rotate: 0,
      },
      axisBorder: { show: false },
      axisTicks: { show: false },
      tooltip: { enabled: false },
      crosshairs: { show: false },
    },
    annotations: goalLine(content, colours),
  };
}

interface Series {
  readonly type: 'line' | 'rangeArea';
  readonly name: string;
  readonly data: { x: number; y: number | [number, number] }[];
  readonly colour: string;
  /** Of the line, rem. */
  readonly width: number;
  readonly dash: number;
  readonly opacity: number;
  readonly dots: boolean;
}

function dotRem(count: number): number {
  return DOTS.find(({ upTo }) => count <= upTo)?.rem ?? DOTS[0].rem;
}

function line(points: readonly ChartPoint[]): Series['data'] {
  return points.map((point) => ({ x: point.atMs, y: point.value }));
}

function seriesOf(content: MetricChartContent, colours: ChartColours, hasTrend: boolean): Series[] {
  const plain = { dash: 0, dots: false, opacity: 1 } as const;
  const withProjection = content.projection.length > 0;
  // A day is a dot, whether there is a direction or not: a line between days would claim what nobody measured.
  const readings: Series = {
    ...plain,
    type: 'line',
    name: content.name,
    data: line(content.points),
    colour: hasTrend ? colours.soft : colours.line,
    width: 0,
    dots: true,
  };
  const trend: Series = {
    ...plain,
    type: 'line',
    name: 'trend',
    data: line(content.trend),
    colour: colours.line,
    width: 0.2,
  };
  const band: Series = {
    ...plain,
    type: 'rangeArea',
    name: 'range',
    data: content.projection.map((point) => ({ x: point.atMs, y: [point.low, point.high] })),
    colour: colours.line,
    width: 0,
    opacity: 0.16,
  };
  const expected: Series = {
    ...plain,
    type: 'line',
    name: 'expected',
    data: line(content.projection),
    colour: colours.line,
    width: 0.12,
    dash: 7,
  };
  return [
    ...(withProjection ? [band] : []),
    readings,
    ...(hasTrend ? [trend] : []),
    ...(withProjection ? [expected] : []),
  ];
}

/** An axis on which everything drawn fits. */
function valueScale(content: MetricChartContent): NiceScale {
  const values = [
    ...content.points.map((point) => point.value),
    ...content.trend.map((point) => point.value),
    ...content.projection.flatMap((point) => [point.low, point.high]),
    ...(content.goalValue === null ? [] : [content.goalValue]),
  ];
  return niceScale(values, 10 ** -content.decimals);
}

function goalLine(content: MetricChartContent, colours: ChartColours): ApexAnnotations {
  if (content.goalValue === null) return {};
  return { yaxis: [{ y: content.goalValue, borderColor: colours.goal, strokeDashArray: 6, borderWidth: 2 }] };
}
