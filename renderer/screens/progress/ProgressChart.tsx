import { useMemo } from 'react';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { ProgressHistory } from '../../../shared/domain/progress/progress-history.ts';
import { MetricChart } from '../../components/chart/MetricChart.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { chartContent } from './chart-content.ts';
import styles from './ProgressChart.module.css';

interface ProgressChartProps {
  readonly metric: MetricTile;
  readonly history: ProgressHistory;
  readonly hidden: boolean;
}

/** Values, direction, what lies ahead and the goal in one picture, with a key to it. */
export function ProgressChart({ metric, history, hidden }: ProgressChartProps) {
  const formats = useFormats();
  const content = useMemo(() => chartContent(history), [history]);
  const latest = formats.quantity(metric.latest.value, metric.unit, metric.decimals);
  return (
    <>
      <ul className={styles.legend} aria-hidden="true">
        <li data-line={content.form} data-alone={content.trend.length > 1 ? undefined : ''}>
          {t(content.form === 'bars' ? `progress.legend_bar_${content.per}` : 'progress.legend_day')}
        </li>
        {content.trend.length > 1 && <li data-line="trend">{t('progress.legend_trend')}</li>}
        {content.projection.length > 0 && <li data-line="projection">{t('progress.legend_projection')}</li>}
        {content.goalValue !== null && <li data-line="goal">{t('progress.legend_goal')}</li>}
      </ul>
      <div className={styles.chart}>
        <MetricChart
          name={metric.title}
          decimals={metric.decimals}
          {...content}
          hideValues={hidden}
          label={
            hidden
              ? t('metric.chart_private', { title: metric.title })
              : t('metric.chart', { title: metric.title, count: content.points.length, latest })
          }
        />
      </div>
    </>
  );
}
