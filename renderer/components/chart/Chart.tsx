import type { ApexOptions } from 'apexcharts';
import { useLayoutEffect, useRef } from 'react';
import type { drawChart, DrawnChart } from './chart-library.ts';
import styles from './Chart.module.css';

interface ChartProps {
  /** Drawn anew whenever this is another object: keep it stable with `useMemo`. */
  readonly options: ApexOptions;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
}

/** Kept once it is there: a chart that has to wait for nothing is drawn in the frame of the words beside it. */
let library: { readonly drawChart: typeof drawChart } | null = null;

/** A chart that fills its box. The library comes with the first chart, not with the page. */
export function Chart({ options, label }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  // Before the page is painted: words must never be new beside a curve that is old.
  useLayoutEffect(() => {
    let drawn: DrawnChart | null = null;
    let wanted = true;
    const draw = () => {
      if (wanted && host.current !== null && library !== null)
        drawn = library.drawChart(host.current, options);
    };
    const fetchFirst = async () => {
      library = await import('./chart-library.ts');
      draw();
    };
    if (library === null) void fetchFirst();
    else draw();
    return () => {
      wanted = false;
      drawn?.destroy();
    };
  }, [options]);
  return (
    <div className={styles.box} role="img" aria-label={label}>
      <div ref={host} className={styles.host} />
    </div>
  );
}
