import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Trends } from '../../../shared/domain/progress/progress-history.ts';
import type { UnclearReason } from '../../../shared/domain/trends/direction.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { formulaName, howCalculated } from '../../i18n/formula-name.ts';
import type { Formats } from '../../i18n/formats.ts';
import { t } from '../../i18n/translate.ts';
import { Panel } from './Panel.tsx';
import styles from './Panel.module.css';

const DAYS_PER_WEEK = 7;

interface TrendAnalysisProps {
  readonly metric: MetricTile;
  readonly trends: Trends;
  readonly hidden: boolean;
}

/** Why there is no direction, and behind a touch: what the numbers come from, by which method, how sure. */
export function TrendAnalysis({ metric, trends, hidden }: TrendAnalysisProps) {
  const formats = useFormats();
  const said = [
    howCalculated(metric.formula),
    t(`progress.source_${metric.latest.source}`),
    hidden ? null : intervalWords(metric, trends, formats),
    methodWords(trends),
  ].filter((text) => text !== null);
  return (
    <Panel title={t('progress.legend_trend')} testId="trend-analysis">
      {trends.reason !== null && <p className={styles.text}>{reasonWords(trends.reason)}</p>}
      <details className={styles.how}>
        <summary data-testid="how-calculated">{t('progress.how')}</summary>
        {said.map((text) => (
          <p key={text} className={styles.text}>
            {text}
          </p>
        ))}
      </details>
    </Panel>
  );
}

/** Which values a direction was drawn from, and how; nothing where none is. */
function methodWords(trends: Trends): string | null {
  if (trends.n === 0 || trends.reason?.code === 'no_line') return null;
  return t(trends.values_of === 'week' ? 'progress.method_weeks' : 'progress.method_days', {
    name: formulaName(trends.method),
    count: trends.n,
  });
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
  return t('progress.trend_between', {
    low: formats.signed(trends.slope_low * DAYS_PER_WEEK, metric.decimals + 1),
    high: formats.quantity(trends.slope_high * DAYS_PER_WEEK, metric.unit, metric.decimals + 1, true),
    confidence: formats.percent(trends.confidence),
  });
}
