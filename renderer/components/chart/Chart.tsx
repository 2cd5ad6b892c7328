import type { ApexOptions } from 'apexcharts';
import { useEffect, useRef } from 'react';
import type { DrawnChart } from './chart-library.ts';
import styles from './Chart.module.css';

interface ChartProps {
  /** Drawn anew whenever this is another object: keep it stable with `useMemo`. */
  readonly options: ApexOptions;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
}

/** A chart that fills its box. The library comes with the first chart, not with the page. */
export function Chart({ options, label }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let drawn: DrawnChart | null = null;
    let wanted = true;
    const draw = async () => {
      const { drawChart } = await import('./chart-library.ts');
      if (wanted && host.current !== null) drawn = drawChart(host.current, options);
    };
    void draw();
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
