import { IconArrowDownRight, IconArrowRight, IconArrowUpRight, IconDots } from '@tabler/icons-react';
import type { MetricTile as Metric } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { formulaName, isOwnCount } from '../../i18n/formula-name.ts';
import { t } from '../../i18n/translate.ts';
import styles from './MetricReadout.module.css';

const ARROWS = {
  up: IconArrowUpRight,
  down: IconArrowDownRight,
  flat: IconArrowRight,
  unclear: IconDots,
} as const;

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface MetricReadoutProps {
  readonly metric: Metric;
  /** The values stay out of the page altogether, not just out of sight. */
  readonly hidden: boolean;
}

/** The newest value, where it came from, and where it is heading. */
export function MetricReadout({ metric, hidden }: MetricReadoutProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const Arrow = ARROWS[metric.direction];
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
          formats.number(metric.latest.value, metric.decimals)
        )}
        <span className={styles.unit}>
          {formats.unitOf(metric.latest.value, metric.unit, metric.decimals)}
        </span>
      </p>
      <div>
        {!hidden && (
          <p className={styles.change} data-good={metric.is_improvement === true ? '' : undefined}>
            <Arrow className={styles.arrow} aria-hidden="true" />
            {metric.change_text}
          </p>
        )}
        <p className={styles.origin}>{origin.join(' · ')}</p>
      </div>
    </div>
  );
}
