import { IconChartLine } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { useHold } from '../../components/HoldToShow.tsx';
import { MemberPage } from '../../components/MemberPage.tsx';
import { EmptyTile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { EntryActions } from './EntryActions.tsx';
import { HistoryPanels } from './HistoryPanels.tsx';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import styles from './ProgressTracking.module.css';

const RANGES: readonly TimeRange[] = ['week', 'month', 'year', 'all'];

interface ProgressTrackingProps {
  readonly session: MemberSession;
  /** Null until the dashboard is there. */
  readonly metrics: readonly MetricTile[] | null;
  /** Null where the member has no metric yet. */
  readonly metricType: string | null;
  readonly onBack: () => void;
  readonly onOpenGoals: () => void;
  readonly onChooseMetric: (metricType: string) => void;
}

/** One metric over the time the member chooses: what it says in a sentence, then the picture, then the rest. */
export function ProgressTracking(props: ProgressTrackingProps) {
  const { session, metrics, metricType, onBack, onOpenGoals, onChooseMetric } = props;
  const [range, setRange] = useState<TimeRange>('month');
  const hold = useHold();
  // The first value of a metric is on its way into the dashboard, or the last one has just left it.
  const metric = metrics?.find((one) => one.metric_type === metricType) ?? metrics?.[0] ?? null;
  const isPrivate = metric !== null && isPrivateMetric(metric.metric_type);
  const choices = (
    <div className={styles.choices}>
      <ChoiceChips
        segmented
        label={t('progress.range')}
        choices={RANGES.map((one) => ({ value: one, label: t(`progress.${one}`) }))}
        chosen={range}
        onChoose={setRange}
      />
      <ChoiceChips
        label={t('metric.choose')}
        choices={(metrics ?? []).map((one) => ({ value: one.metric_type, label: one.title }))}
        chosen={metric?.metric_type ?? ''}
        onChoose={onChooseMetric}
      />
    </div>
  );
  return (
    <MemberPage
      name="progress"
      session={session}
      title={metric?.title ?? t('metric.title')}
      onBack={onBack}
      className={styles.progress}
      actions={<EntryActions sessionId={session.session_id} metric={metric} onRecorded={onChooseMetric} />}
    >
      {metric === null ? (
        <EmptyTile icon={<IconChartLine />} title={t('metric.empty_title')} text={t('entry.empty')} />
      ) : (
        <HistoryPanels
          key={metric.metric_type}
          sessionId={session.session_id}
          metric={metric}
          range={range}
          hold={isPrivate ? hold : null}
          choices={choices}
          onOpenGoals={onOpenGoals}
        />
      )}
    </MemberPage>
  );
}
