import {
  IconArrowDownRight,
  IconArrowRight,
  IconArrowUpRight,
  IconChartLine,
  IconPointFilled,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { whatChangedFirst } from '../../../shared/domain/dashboard/what-changed.ts';
import { MoreButton } from '../../components/MoreButton.tsx';
import { Sparkline } from '../../components/Sparkline.tsx';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import styles from './ProgressMetrics.module.css';

const ARROWS = {
  up: IconArrowUpRight,
  down: IconArrowDownRight,
  flat: IconArrowRight,
  unclear: IconPointFilled,
} as const;

interface ProgressMetricsProps {
  readonly metrics: readonly MetricTile[];
  /** Null where there is no metric yet. */
  readonly onOpen: (metricType: string | null) => void;
  /** Stands in the corner, whatever there is to show. */
  readonly action: ReactNode;
  readonly className?: string | undefined;
}

/** What changed for this member first; each row leads to its metric's own page. */
export function ProgressMetrics({ metrics, onOpen, action, className }: ProgressMetricsProps) {
  const ordered = whatChangedFirst(metrics);
  const first = ordered[0]?.metric_type ?? null;
  return (
    <Tile
      title={t('metric.title')}
      className={className}
      testId="tile-metric"
      corner={
        <div className={styles.corner}>
          {action}
          <MoreButton testId="open-metric" onPress={() => onOpen(first)}>
            {t(first === null ? 'entry.add' : 'metric.details')}
          </MoreButton>
        </div>
      }
    >
      {first === null ? (
        <EmptyTile icon={<IconChartLine />} title={t('metric.empty_title')} text={t('metric.empty')} />
      ) : (
        <ul className={styles.rows}>
          {ordered.map((metric) => (
            <MetricRow
              key={metric.metric_type}
              metric={metric}
              hidden={isPrivateMetric(metric.metric_type)}
              onOpen={() => onOpen(metric.metric_type)}
            />
          ))}
        </ul>
      )}
    </Tile>
  );
}

interface MetricRowProps {
  readonly metric: MetricTile;
  /** The values stay out of the page altogether, not just out of sight. */
  readonly hidden: boolean;
  readonly onOpen: () => void;
}

function MetricRow({ metric, hidden, onOpen }: MetricRowProps) {
  const formats = useFormats();
  const { latest, unit, decimals } = metric;
  const Arrow = ARROWS[metric.direction];
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.row}
        onClick={onOpen}
        data-testid={`metric-${metric.metric_type}`}
      >
        <span className={styles.words}>
          <span className={styles.name}>{metric.title}</span>
          <span
            className={styles.change}
            data-good={metric.is_improvement === true && !hidden ? '' : undefined}
          >
            {hidden ? (
              t('metric.private')
            ) : (
              <>
                <Arrow className={styles.arrow} aria-hidden="true" />
                {metric.change_text}
              </>
            )}
          </span>
        </span>
        <Sparkline values={metric.series.map(({ value }) => value)} isGood={metric.is_improvement === true} />
        <span className={styles.value}>
          {hidden ? (
            <>
              <span aria-hidden="true">•••</span>
              <span className="visually-hidden">{t('private.hidden')}</span>
            </>
          ) : (
            formats.amount(latest.value, unit, decimals)
          )}
          <span className={styles.unit}>{formats.unitOf(latest.value, unit, decimals)}</span>
        </span>
      </button>
    </li>
  );
}
