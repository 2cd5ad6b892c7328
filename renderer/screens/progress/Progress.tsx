import { IconChartLine } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { Screen } from '../../components/Screen.tsx';
import { EmptyTile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { BackHeader } from '../dashboard/BackHeader.tsx';
import { MetricReadout } from '../dashboard/MetricReadout.tsx';
import { EntryActions } from './EntryActions.tsx';
import { HistoryPanels } from './HistoryPanels.tsx';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import styles from './Progress.module.css';

const RANGES: readonly TimeRange[] = ['week', 'month', 'year', 'all'];

interface ProgressProps {
  readonly session: MemberSession;
  /** Null until the dashboard is there. */
  readonly metrics: readonly MetricTile[] | null;
  /** Null where the member has no metric yet. */
  readonly metricType: string | null;
  readonly onBack: () => void;
  readonly onChooseMetric: (metricType: string) => void;
  readonly onReadingsChanged: () => void;
}

/** One metric over the time the member chooses: readings, trend, projection and goal. */
export function Progress(props: ProgressProps) {
  const { session, metrics, metricType, onBack, onChooseMetric, onReadingsChanged } = props;
  const [range, setRange] = useState<TimeRange>('month');
  const [version, setVersion] = useState(0);
  const hold = useHold();
  // The first value of a metric is on its way into the dashboard, or the last one has just left it.
  const metric = metrics?.find((one) => one.metric_type === metricType) ?? metrics?.[0] ?? null;
  const isPrivate = metric !== null && isPrivateMetric(metric.metric_type);
  const isHidden = isPrivate && !hold.shown;
  return (
    <Screen name="progress" sessionId={session.session_id} className={styles.progress}>
      <BackHeader session={session} onBack={onBack} />
      <ChoiceChips
        label={t('metric.choose')}
        choices={(metrics ?? []).map((one) => ({ value: one.metric_type, label: one.title }))}
        chosen={metric?.metric_type ?? ''}
        onChoose={onChooseMetric}
      />
      <div className={styles.head}>
        <div className={styles.readout}>
          <div>
            {metric !== null && (
              <>
                <h1 className={styles.title}>{metric.title}</h1>
                <MetricReadout metric={metric} hidden={isHidden} />
              </>
            )}
          </div>
          {isPrivate && <HoldToShow {...hold} />}
        </div>
        <EntryActions
          sessionId={session.session_id}
          metric={metric}
          onChanged={(changedMetric) => {
            onReadingsChanged();
            setVersion((before) => before + 1);
            onChooseMetric(changedMetric);
          }}
        />
      </div>
      <ChoiceChips
        segmented
        label={t('progress.range')}
        choices={RANGES.map((one) => ({ value: one, label: t(`progress.${one}`) }))}
        chosen={range}
        onChoose={setRange}
      />
      {metric === null ? (
        <EmptyTile icon={<IconChartLine />} title={t('metric.empty_title')} text={t('entry.empty')} />
      ) : (
        <HistoryPanels
          key={metric.metric_type}
          sessionId={session.session_id}
          metric={metric}
          range={range}
          hidden={isHidden}
          version={version}
        />
      )}
    </Screen>
  );
}
