import type { ApexOptions } from 'apexcharts';
import type { Formats } from '../../i18n/formats.ts';
import { chartBox, commonOptions, type ChartLook, type MetricChartContent } from './metric-chart-options.ts';
import { niceScale } from './nice-scale.ts';

/** More labels than this under the bars would run into each other. */
const MOST_LABELS = 7;

/** Describes a chart of counted events: a bar for each time from nothing up, and the line of their direction. */
export function barChartOptions(content: MetricChartContent, look: ChartLook): ApexOptions {
  const { colours, formats, remPx } = look;
  const trendAt = new Map(content.trend.map(({ atMs, value }) => [atMs, value]));
  const hasTrend = content.trend.length > 1;
  const values = [0, ...content.points.map(({ value }) => value), ...trendAt.values()];
  const scale = { ...niceScale(values, 10 ** -content.decimals), min: 0 };
  const every = Math.ceil(content.points.length / MOST_LABELS);
  const last = content.points.length - 1;
  return {
    ...commonOptions(content, look, scale),
    chart: chartBox('line'),
    series: [
      { type: 'column', name: content.name, data: content.points.map(({ value }) => value) },
      ...(hasTrend
        ? [
            {
              type: 'line',
              name: 'trend',
              data: content.points.map(({ atMs }) => trendAt.get(atMs) ?? null),
            },
          ]
        : []),
    ],
    colors: [colours.faint, colours.line],
    plotOptions: { bar: { columnWidth: '62%', borderRadius: 0.25 * remPx, borderRadiusApplication: 'end' } },
    stroke: { width: [0, 0.2 * remPx], curve: 'straight', lineCap: 'round' },
    fill: { type: 'solid', opacity: 1 },
    markers: { size: 0, hover: { sizeOffset: 0 } },
    xaxis: {
      type: 'category',
      // The present stands at the right and always has its label.
      categories: content.points.map(({ atMs }, index) =>
        (last - index) % every === 0 ? barLabel(formats, content.per, atMs) : '',
      ),
      labels: {
        style: { colors: colours.faint, fontSize: `${0.82 * remPx}px` },
        hideOverlappingLabels: false,
        rotate: 0,
        trim: false,
      },
      axisBorder: { show: false },
      axisTicks: { show: false },
      tooltip: { enabled: false },
      crosshairs: { show: false },
    },
  };
}

function barLabel(formats: Formats, per: MetricChartContent['per'], atMs: number): string {
  if (per === 'day') return formats.weekday(atMs);
  return per === 'week' ? formats.axisDay(atMs) : formats.monthYear(atMs);
}
