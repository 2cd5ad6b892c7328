import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Trends } from '../../../shared/domain/progress/progress-history.ts';
import type { UnclearReason } from '../../../shared/domain/trends/direction.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { formulaName } from '../../i18n/formula-name.ts';
import { t } from '../../i18n/translate.ts';
import type { Formats } from '../../i18n/formats.ts';
import styles from './WordsPanel.module.css';

const DAYS_PER_WEEK = 7;

interface TrendWordsProps {
  readonly metric: MetricTile;
  readonly trends: Trends;
  readonly hidden: boolean;
}

/** What the trend says in words; how sure it is and the method behind it are a touch away. */
export function TrendWords({ metric, trends, hidden }: TrendWordsProps) {
  const formats = useFormats();
  const interval = hidden ? null : intervalWords(metric, trends, formats);
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>
        {hidden ? t('progress.legend_trend') : headline(metric, trends, formats)}
      </h2>
      {trends.reason !== null && <p className={styles.text}>{reasonWords(trends.reason)}</p>}
      <details className={styles.how}>
        <summary data-testid="how-calculated">{t('progress.how')}</summary>
        {interval !== null && <p className={styles.text}>{interval}</p>}
        <p className={styles.small}>
          {t(trends.values_of === 'week' ? 'progress.method_weeks' : 'progress.method_days', {
            name: formulaName(trends.method),
            count: trends.n,
          })}
        </p>
      </details>
    </section>
  );
}

function headline(metric: MetricTile, trends: Trends, formats: Formats): string {
  if (trends.direction === 'flat') return t('progress.trend_flat');
  if (trends.direction === 'unclear' || trends.slope_per_day === null) return t('progress.trend_unclear');
  const change = Math.abs(trends.slope_per_day);
  // A steady change is small next to what it changes: one decimal more than the values.
  const slope = formats.quantity(change * DAYS_PER_WEEK, metric.unit, metric.decimals + 1);
  return t(trends.direction === 'up' ? 'progress.trend_up' : 'progress.trend_down', { slope });
}

/** What is missing for a direction, in plain words. */
export function reasonWords(reason: UnclearReason): string {
  switch (reason.code) {
    case 'no_line':
      return t('progress.why_no_line');
    case 'within_spread':
      return t('progress.why_within_spread');
    case 'short_span':
      return t('progress.why_short_span', { count: reason.have, needed: reason.need });
    case 'few_days':
      return reason.have === 0
        ? t('progress.why_no_days')
        : t('progress.why_few_days', { count: reason.have, needed: reason.need });
    case 'few_weeks':
      return reason.have === 0
        ? t('progress.why_no_weeks', { needed: reason.need })
        : t('progress.why_few_weeks', { count: reason.have, needed: reason.need });
  }
}

/** How sure the slope is; of an unclear one nothing is said in numbers. */
function intervalWords(metric: MetricTile, trends: Trends, formats: Formats): string | null {
  if (trends.direction === 'unclear') return null;
  if (trends.slope_low === null || trends.slope_high === null) return null;
  const high = trends.slope_high * DAYS_PER_WEEK;
  return t('progress.trend_between', {
    low: formats.signed(trends.slope_low * DAYS_PER_WEEK, metric.decimals + 1),
    high: formats.quantity(high, metric.unit, metric.decimals + 1, true),
    confidence: formats.percent(trends.confidence),
  });
}
