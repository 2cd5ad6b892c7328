import type { MetricTile as Metric } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { formulaName, isOwnCount } from '../../i18n/formula-name.ts';
import { t } from '../../i18n/translate.ts';
import styles from './MetricReadout.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface MetricReadoutProps {
  readonly metric: Metric;
  /** The values stay out of the page altogether, not just out of sight. */
  readonly hidden: boolean;
}

/** The newest value, when it is from and where it came from. */
export function MetricReadout({ metric, hidden }: MetricReadoutProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const origin = [
    formats.dayMonth(metric.latest.recorded_at, nowMs),
    metric.formula === null || isOwnCount(metric.formula)
      ? t(`metric.source.${metric.latest.source}`)
      : t('metric.formula', { name: formulaName(metric.formula) }),
  ];
  return (
    <div className={styles.readout}>
      <p className={styles.value}>
        {hidden ? (
          <>
            <span aria-hidden="true">•••</span>
            <span className="visually-hidden">{t('private.hidden')}</span>
          </>
        ) : (
          formats.amount(metric.latest.value, metric.unit, metric.decimals)
        )}
        <span className={styles.unit}>
          {formats.unitOf(metric.latest.value, metric.unit, metric.decimals)}
        </span>
      </p>
      <p className={styles.origin}>{origin.join(' · ')}</p>
    </div>
  );
}
