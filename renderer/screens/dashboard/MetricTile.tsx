import { IconChartLine } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { MetricTile as Metric } from '../../../shared/domain/dashboard/dashboard.ts';
import { MetricChart } from '../../components/chart/MetricChart.tsx';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { MetricReadout } from './MetricReadout.tsx';
import styles from './MetricTile.module.css';

interface MetricTileProps {
  readonly metrics: readonly Metric[];
  /** Null where there is no metric yet. */
  readonly onOpen: (metricType: string | null) => void;
  /** Stands in the corner, whatever there is to plot. */
  readonly action: ReactNode;
  readonly className?: string | undefined;
}

/** One metric at a time, with the others a touch away. Starts with one that anybody may see. */
export function MetricTile({ metrics, onOpen, action, className }: MetricTileProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const metric =
    metrics.find((one) => one.metric_type === chosen) ??
    metrics.find((one) => !isPrivateMetric(one.metric_type)) ??
    metrics[0];
  if (metric === undefined) {
    return (
      <Tile
        title={t('metric.title')}
        className={className}
        testId="tile-metric"
        corner={
          <div className={styles.corner}>
            {action}
            <MoreButton testId="open-metric" onPress={() => onOpen(null)}>
              {t('entry.add')}
            </MoreButton>
          </div>
        }
      >
        <EmptyTile icon={<IconChartLine />} title={t('metric.empty_title')} text={t('metric.empty')} />
      </Tile>
    );
  }
  return (
    <Tile
      title={t('metric.title')}
      className={className}
      testId="tile-metric"
      corner={
        <div className={styles.corner}>
          {action}
          <MoreButton testId="open-metric" onPress={() => onOpen(metric.metric_type)}>
            {t('metric.details')}
          </MoreButton>
        </div>
      }
    >
      <ChoiceChips
        label={t('metric.choose')}
        choices={metrics.map((one) => ({ value: one.metric_type, label: one.title }))}
        chosen={metric.metric_type}
        onChoose={setChosen}
      />
      <ChosenMetric key={metric.metric_type} metric={metric} />
    </Tile>
  );
}

function ChosenMetric({ metric }: { readonly metric: Metric }) {
  const formats = useFormats();
  const hold = useHold();
  const hidden = isPrivateMetric(metric.metric_type) && !hold.shown;
  const points = useMemo(
    () => metric.series.map((point) => ({ atMs: Date.parse(point.recorded_at), value: point.value })),
    [metric.series],
  );
  const latest = formats.quantity(metric.latest.value, metric.unit, metric.decimals);
  return (
    <>
      <div className={styles.readout}>
        <MetricReadout metric={metric} hidden={hidden} />
        {isPrivateMetric(metric.metric_type) && <HoldToShow {...hold} />}
      </div>
      <div className={styles.chart}>
        {points.length > 1 ? (
          <MetricChart
            name={metric.title}
            decimals={metric.decimals}
            points={points}
            hideValues={hidden}
            label={
              hidden
                ? t('metric.chart_private', { title: metric.title })
                : t('metric.chart', { title: metric.title, count: points.length, latest })
            }
          />
        ) : (
          <p className={styles.single}>{t('metric.one_reading')}</p>
        )}
      </div>
    </>
  );
}
