import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Comparison, TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { Panel } from './Panel.tsx';
import styles from './PeriodComparison.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface PeriodComparisonProps {
  readonly metric: MetricTile;
  readonly comparison: Comparison;
  readonly range: TimeRange;
  readonly hidden: boolean;
}

/** This time and the one just as long before it, a bar each on one scale. */
export function PeriodComparison({ metric, comparison, range, hidden }: PeriodComparisonProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { present, previous } = comparison;
  const most = Math.max(present ?? 0, previous ?? 0);
  const words = (value: number | null): string => {
    if (value === null) return t('progress.no_values');
    if (hidden) return '•••';
    const shown = formats.quantity(value, metric.unit, metric.decimals);
    return comparison.of === 'total' ? shown : t('progress.mean', { value: shown });
  };
  const bar = (label: string, value: number | null, isPresent: boolean) => (
    <li className={styles.period} data-present={isPresent ? '' : undefined}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{words(value)}</span>
      <span className={styles.track} aria-hidden="true">
        {/* A level's bars would all look alike: only what adds up is drawn by its size. */}
        {comparison.of === 'total' && !hidden && value !== null && value > 0 && (
          <span className={styles.bar} style={{ inlineSize: `${(value / most) * 100}%` }} />
        )}
      </span>
    </li>
  );
  return (
    <Panel title={t('progress.compared')} testId="period-comparison">
      <ul className={styles.periods}>
        {bar(
          t(range === 'week' || range === 'month' ? `progress.this_${range}` : 'progress.this_year'),
          present,
          true,
        )}
        {bar(
          t('progress.before', {
            from: formats.date(comparison.previous_from, nowMs),
            to: formats.date(comparison.previous_to, nowMs),
          }),
          previous,
          false,
        )}
      </ul>
    </Panel>
  );
}
