import { useMemo } from 'react';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { Chart } from './Chart.tsx';
import { readChartColours, remPx } from './chart-colours.ts';
import { barChartOptions } from './bar-chart-options.ts';
import { metricChartOptions, type ChartBand, type ChartPoint } from './metric-chart-options.ts';

interface MetricChartProps {
  readonly name: string;
  readonly decimals: number;
  readonly label: string;
  /** Dots unless said otherwise; bars stand for a day, week or month each. */
  readonly form?: 'dots' | 'bars';
  readonly per?: 'day' | 'week' | 'month';
  readonly points: readonly ChartPoint[];
  readonly trend?: readonly ChartPoint[];
  readonly projection?: readonly ChartBand[];
  readonly goalValue?: number | null;
  readonly hideValues: boolean;
}

const NONE: readonly never[] = [];

/** One metric over time. Needs at least one point; keep the lists' identity while they do not change. */
export function MetricChart({
  name,
  decimals,
  label,
  form = 'dots',
  per = 'day',
  points,
  trend = NONE,
  projection = NONE,
  goalValue = null,
  hideValues,
}: MetricChartProps) {
  const formats = useFormats();
  const options = useMemo(
    () =>
      (form === 'bars' ? barChartOptions : metricChartOptions)(
        { name, decimals, form, per, points, trend, projection, goalValue, hideValues },
        {
          colours: readChartColours(),
          formats,
          remPx: remPx(),
        },
      ),
    [name, decimals, form, per, points, trend, projection, goalValue, hideValues, formats],
  );
  return <Chart options={options} label={label} />;
}
